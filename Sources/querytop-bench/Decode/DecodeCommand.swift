import ArgumentParser
import FoundationEssentials
import QueryCore
import QueryProviders

/// Weighs the decoder of batch pages against Foundation's.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Times the decoding of a page of 1,000 queries beside Foundation's JSONDecoder.",
    discussion: "Exits 1 when a bound is missed, or when the two read different things.")

  private static let rounds = 40

  func run() throws {
    let body = try StoryPages(queries: 1000, duration: .seconds(120))
      .body(offset: 0, at: .seconds(80))
    let data = Data(body)
    var best = (
      ours: Duration.seconds(3600), dates: Duration.seconds(3600), texts: Duration.seconds(3600)
    )
    let clock = ContinuousClock()
    let decoder = Self.decoder
    // The best of several, taken in turn, so that a busy machine slows all alike.
    for _ in 0..<Self.rounds {
      var page: SupermetricsBatchResponse?
      var peer: FoundationPage<Date>?
      best.ours = min(
        best.ours, try clock.measure { page = try SupermetricsBatchResponse(decoding: body) })
      best.dates = min(
        best.dates,
        try clock.measure { peer = try decoder.decode(FoundationPage<Date>.self, from: data) })
      best.texts = min(
        best.texts,
        try clock.measure { _ = try decoder.decode(FoundationPage<String>.self, from: data) })
      if let page, let peer { try Self.check(page, peer) }
    }
    try Self.table(body.count, best).conclude()
  }

  /// A decoder that reads times with fractions of a second, which Foundation's own choice of
  /// ISO 8601 refuses.
  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    decoder.dateDecodingStrategy = .custom { decoder in
      try style.parse(try decoder.singleValueContainer().decode(String.self))
    }
    return decoder
  }

  private static func check(
    _ ours: SupermetricsBatchResponse, _ peer: FoundationPage<Date>
  ) throws {
    let isAlike =
      ours.total == peer.meta.paginate?.total && ours.rows.map(\.id) == peer.data.map(\.id)
      && ours.rows.map(\.resultRows) == peer.data.map { $0.result?.rows }
      && ours.rows.map(\.failure?.message) == peer.data.map { $0.failure?.message }
      && zip(ours.rows, peer.data).allSatisfy { row, other in
        // A tenth of a millisecond is far below what the page tells.
        abs((row.endedAt ?? .distantPast).timeIntervalSince(other.endedAt ?? .distantPast))
          < 0.0001
      }
    guard isAlike else { throw BenchError("the two decoders read different things") }
  }

  private static func table(
    _ bytes: Int, _ best: (ours: Duration, dates: Duration, texts: Duration)
  ) -> VerdictTable {
    func speed(_ time: Duration) -> Double { Double(bytes) / 1e6 / (time / .seconds(1)) }
    var table = VerdictTable(
      title: "one page of 1,000 queries, \(bytes / 1000) kB, best of \(rounds); \(ProcFile.load)",
      peer: "a page")
    func line(_ name: String, _ time: Duration) -> Finding {
      Finding(name, speed(time), "MB/s", peer: "\(time.milliseconds) ms")
    }
    table.findings = [
      line("querytop", best.ours),
      line("JSONDecoder, the same values", best.dates),
      line("JSONDecoder, times left as text", best.texts),
      Finding("ratio, the same values", best.dates / best.ours, "×", bound: .atLeast(5)),
      Finding("ratio, times left as text", best.texts / best.ours, "×"),
    ]
    return table
  }
}
