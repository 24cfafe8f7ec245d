import ArgumentParser
import Glibc
import QueryCore

/// What watching costs as batches and lists of targets grow.
struct GrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract:
      "Measures CPU, memory, keys and frames from 100 to 50,000 queries and 1 to 1,000 targets.",
    discussion: """
      Dashboards watch simulated batches in which some 60 rows change a second, from an eighth of the story on, and are asked \
      once a second. The bounds on memory are those of the program of .ci/release. Those on processor time were set on a machine \
      where curl and jq take 280 ms to read 10,000 queries whole: what they take on this one is measured before and after each \
      figure, and its bound is taken by as much more or less. Exits 1 when one is missed.
      """)

  @Option(help: "The program to measure; by default the one beside this program.")
  var program: String?

  @Option(
    help:
      "Seconds that the processor's time is measured, 10 to 600; the figure is the median of five parts."
  )
  var seconds = 30

  @Option(help: "Measure one size of batch alone, 100 to 100000 queries.")
  var queries: Int?

  /// Queries of a batch, and the bounds on CPU in ms/s, to be scaled, and on MiB held; nil where there is none.
  private static let batches: [(queries: Int, processor: Double?, held: Double?)] = [
    (100, nil, nil), (800, nil, 20), (10_000, 2.5, 26), (50_000, 5, 40),
  ]

  /// Targets watched at once, with the bound on CPU in ms/s, to be scaled.
  private static let targets: [(count: Int, processor: Double?)] = [
    (1, nil), (100, nil), (1_000, 4),
  ]

  func validate() throws {
    guard (10...600).contains(seconds) else { throw ValidationError("--seconds takes 10 to 600") }
    guard (100...100_000).contains(queries ?? 100) else {
      throw ValidationError("--queries takes 100 to 100000")
    }
  }

  func run() throws {
    Interruption.hold()
    let program = try ChildProcess.querytop(program)
    var table = VerdictTable(
      title: "watch --every 1 on 120×40, \(seconds) s each; \(ProcFile.load)",
      peer: "peak, or the bound by curl | jq's ms")
    for batch in Self.batches where queries ?? batch.queries == batch.queries {
      table.findings += try findings(program, batch)
    }
    if let queries, !Self.batches.contains(where: { $0.queries == queries }) {
      table.findings += try findings(program, (queries, nil, nil))
    }
    if queries == nil {
      for list in Self.targets { table.findings += try findings(program, list) }
    }
    try table.conclude()
  }

  private func findings(
    _ program: String, _ batch: (queries: Int, processor: Double?, held: Double?)
  ) throws -> [Finding] {
    // 33 queries a second end, and as many start.
    let story = max(240, batch.queries * 3 / 100)
    let machine = try batch.processor.map { _ in try ShellReading(servedBy: program) }
    let server = try StoryServer(program, queries: batch.queries, seconds: story)
    defer { server.end() }
    let figures = try GrowthFigures(
      program, server, targets: [server.target], rest: max(20, story / 8), seconds: seconds)
    let frame = try FrameFigures(queries: batch.queries)
    let name = "\(CountText.grouped(batch.queries)) queries"
    let bound = try bound(batch.processor, machine, program)
    return figures.findings(name, bound, held: batch.held) + [
      Finding("  an answer applied and drawn", frame.snapshots.median, "ms"),
      Finding("  a key applied and drawn", frame.keys.median, "ms", bound: .atMost(2)),
    ]
  }

  private func findings(
    _ program: String, _ list: (count: Int, processor: Double?)
  ) throws -> [Finding] {
    let machine = try list.processor.map { _ in try ShellReading(servedBy: program) }
    let server = try StoryServer(program, queries: list.count, seconds: 36_000)
    defer { server.end() }
    let batch = server.target.split(separator: "/").last ?? ""
    let targets = (1...list.count).map { "supermetrics:query/\(batch)_query_\($0)" }
    let figures = try GrowthFigures(
      program, server, targets: targets, rest: 20, seconds: seconds)
    let bound = try bound(list.processor, machine, program)
    return figures.findings(CountText.of(list.count, "target", "targets"), bound, held: nil)
  }

  /// A bound on CPU as this machine has it, by what it took for its measure before the figure and takes now.
  private func bound(_ bound: Double?, _ before: ShellReading?, _ program: String) throws
    -> ProcessorBound?
  {
    guard let bound, let before else { return nil }
    let after = try ShellReading(servedBy: program)
    return ProcessorBound(reference: bound, reading: (before.processor + after.processor) / 2)
  }
}

/// A bound on CPU in ms/s, and the milliseconds that curl and jq took for a reading around the figure it is about.
struct ProcessorBound {
  /// Where they take `ShellReading.reference`.
  let reference: Double
  let reading: Double

  /// On this machine.
  var here: Double { reference * reading / ShellReading.reference }

  var text: String {
    "\(reference.figureText) at \(ShellReading.reference.figureText), here \(reading.figureText)"
  }
}

/// What one dashboard costs.
struct GrowthFigures {
  /// Milliseconds of processor a second, of guardian and dashboard: the median of five parts of the time.
  private let processor: Double?
  /// MiB.
  private let held: Double?
  private let peak: Double?
  private let keys: KeyFigures

  /// Watches, and measures once so many seconds are over.
  init(
    _ program: String, _ server: StoryServer, targets: [String], rest: Int, seconds: Int
  ) throws {
    let run = try TerminalRun(
      program, ["watch", "--every", "1"] + targets, environment: server.environment)
    defer { run.end() }
    try run.read(for: .seconds(rest))
    let parts = try (0..<5).map { _ in
      try LiveFigures(of: run, for: .seconds(seconds) / 5).processor * 10
    }
    processor = parts.median
    held = ProcFile.memory("VmRSS", ofFamily: run.child.id)
    peak = ProcFile.mostMemory(ofFamily: run.child.id)
    keys = try KeyFigures(of: run, pressing: ["j", "k"])
  }

  /// - Parameter held: the bound on MiB.
  func findings(_ name: String, _ bound: ProcessorBound?, held: Double?) -> [Finding] {
    [
      Finding(
        name, processor, "ms/s", bound: bound.map { .atMost($0.here) },
        peer: bound?.text ?? ""),
      Finding(
        "  held", self.held, "MiB", bound: held.map { .atMost($0) }, peer: peak?.figureText ?? ""),
      Finding("  key to first byte, median", keys.waits.median, "ms"),
    ]
  }
}
