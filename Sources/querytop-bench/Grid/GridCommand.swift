import ArgumentParser
import Glibc
import QueryCore

/// Measures the results grid over a long result, from the side of the terminal it runs on.
struct GridCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid",
    abstract: "Opens, scrolls and searches a long result on a pseudo-terminal of 120×40.",
    discussion: """
      The rows are simulated on the loopback. pspg and visidata, where they are installed, show the
      same rows from a CSV file. Exits 1 when a bound is missed.
      """)

  @OptionGroup var result: LongResultOptions

  @Flag(help: "Leave the peers out: visidata takes minutes to load.")
  var alone = false

  func run() throws {
    Interruption.hold()
    let load = ProcFile.load
    let (program, server) = try result.serve()
    defer { server.end() }
    let batch = LongResultOptions.batch
    let rows = result.batch ? batch.queries * batch.rows : result.rows
    let ours = try GridFigures(
      of: program, server: server, rows: rows, isBatch: result.batch)
    let fetch = try RawDownload(of: server, rows: result.batch ? batch.rows : rows)
      .lastPage(of: 1000)
    let peers = alone || result.batch ? [] : try GridPeer.figures(program, server: server)
    let what = result.batch ? "a batch of \(batch.queries) × " : ""
    let each = CountText.grouped(result.batch ? batch.rows : rows)
    var table = VerdictTable(
      title: "\(what)\(each) rows on 120×40; \(load)",
      peer: peers.isEmpty ? "(no peer)" : peers.map(\.name).joined(separator: " / "))
    table.findings = Self.findings(ours, fetch: fetch, peers)
    try table.conclude()
  }

  private static func findings(
    _ ours: GridFigures, fetch: Double, _ peers: [GridPeer]
  ) -> [Finding] {
    func beside(_ value: (GridPeer) -> Double?) -> String {
      peers.map { value($0)?.figureText ?? "–" }.joined(separator: " / ")
    }
    return [
      Finding("o to the first rows", ours.opening, "ms", bound: .atMost(100)),
      Finding("one page by curl", fetch, "ms"),
      // What a page takes to come and to be read, and the pause between two frames.
      Finding("G to the last rows", ours.end, "ms", bound: .atMost(fetch + 60)),
      Finding(
        "a line down, median", ours.lines.waits.median, "ms", bound: .atMost(1),
        peer: beside(\.keys.waits.median)),
      Finding(
        "a line down, p99", ours.lines.waits.percentile(0.99), "ms", bound: .atMost(3),
        peer: beside { $0.keys.waits.percentile(0.99) }),
      Finding(
        "output for a line, median", ours.lines.bytes.median, "bytes", bound: .atMost(450),
        peer: beside(\.keys.bytes.median)),
      Finding("keys without an answer", Double(ours.lines.unanswered), bound: .exactly(0)),
      Finding("memory before the rows", ours.memoryBefore, "MiB"),
      Finding(
        "memory above that, after scrolling and searching everything", ours.memoryAbove, "MiB",
        bound: .atMost(80), peer: beside(\.memory)),
    ]
  }
}
