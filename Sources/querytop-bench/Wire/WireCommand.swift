import ArgumentParser
import PollingSimulation
import QuerySimulator

/// Weighs what polling a batch to its end costs on the wire.
struct WireCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wire",
    abstract: "Counts bytes and requests of whole stories of 800, 10,000 and 50,000 queries.",
    discussion: """
      Bytes are those of bodies. Beside each figure stands what the same polls cost at least (all rows once, \
      then counters and changed rows) and what whole pages cost, as curl and jq read them. Time is virtual. \
      Exits 1 when a bound is missed.
      """)

  @Option(help: "Seconds between two polls.")
  var every = 1.0

  @Option(help: "The story of each size.")
  var seed: UInt64 = 1

  /// The bounds on bytes a poll, in kB; nil where there is none.
  private struct Shape {
    let queries: Int
    let seconds: Int
    var plain: Double?
    var packed: Double?
  }

  private static let shapes = [
    Shape(queries: 800, seconds: 120, plain: 10, packed: 4),
    Shape(queries: 800, seconds: 300, plain: 10, packed: 4),
    Shape(queries: 10_000, seconds: 300, plain: 40), Shape(queries: 50_000, seconds: 600),
  ]

  func validate() throws {
    guard (0.1...60).contains(every) else { throw ValidationError("--every takes 0.1 to 60") }
  }

  func run() async throws {
    var isMissed = false
    for shape in Self.shapes {
      let options = ScenarioOptions(
        queries: shape.queries, duration: .seconds(shape.seconds), seed: seed)
      let story = try await WireStory.run(
        options, every: .milliseconds(Int(every * 1000)), weighs: true)
      var table = VerdictTable(
        title: "\(shape.queries) queries in \(shape.seconds) s, \(story.polls) polls",
        peer: "least / whole pages")
      table.findings = findings(story, shape)
      print(table.lines.joined(separator: "\n") + "\n")
      isMissed = isMissed || !table.findings.allSatisfy(\.holds)
    }
    if isMissed { throw ExitCode(1) }
  }

  private func findings(_ story: WireStory, _ shape: Shape) -> [Finding] {
    let polls = Double(story.polls)
    let pages = (Double(shape.queries) / 1000).rounded(.up)
    // The bounds are for the polls they were set for.
    let isUsual = every == 1
    func kilobytes(_ bytes: Double) -> String { (bytes / 1000).figureText }
    func bound(_ limit: Double?) -> Bound? { isUsual ? limit.map(Bound.atMost) : nil }
    let mean = story.delays.reduce(0, +) / Double(max(1, story.delays.count))
    return [
      Finding(
        "bytes a poll", story.bytesPerPoll / 1000, "kB", bound: bound(shape.plain),
        peer:
          "\(kilobytes(Double(story.leastBytes) / polls)) / \(kilobytes(story.wholeBytes / polls))"),
      Finding(
        "the same, packed by gzip", story.packedBytesPerPoll / 1000, "kB",
        bound: bound(shape.packed)),
      Finding(
        "requests a poll", story.requestsPerPoll, bound: bound(1.3),
        peer: "1 / \(pages.figureText)"),
      Finding(
        "rows not as the server has them at the end", Double(story.wrongRows), bound: .exactly(0)),
      Finding("the batch's end is told after", story.endDelay, "s", bound: .atMost(every)),
      Finding(
        "a failure is shown after, at most", story.failureDelays.last, "s",
        bound: .atMost(max(6, 3 * every))),
      Finding("a query's end is shown after, mean", mean, "s"),
      Finding(
        "the same, 95 of 100",
        story.delays.isEmpty ? nil : story.delays[story.delays.count * 95 / 100], "s"),
    ]
  }
}
