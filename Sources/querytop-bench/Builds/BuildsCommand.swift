import ArgumentParser
import Glibc
import QueryCore

/// Compares two builds of querytop: the self-contained one with the one that loads its libraries.
struct BuildsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "builds",
    abstract: "Compares how two builds start and how much memory they hold.",
    discussion: """
      The builds are started in turn, so that a busy machine slows both alike; every figure is the \
      median of all starts. Exits 1 when a bound is missed.
      """)

  @Option(help: "The build to judge: the program of .ci/release.")
  var program: String

  @Option(help: "The build it has to beat; by default the one beside this program.")
  var against: String?

  @Option(help: "How often each is started, 1 to 50.")
  var starts = 5

  /// How long a dashboard has drawn before its memory is read.
  private static let rest = Duration.seconds(15)

  func validate() throws {
    guard (1...50).contains(starts) else { throw ValidationError("--starts takes 1 to 50") }
  }

  func run() throws {
    Interruption.hold()
    let programs = [try ChildProcess.querytop(program), try ChildProcess.querytop(against)]
    let load = ProcFile.load
    let versions = try runTimes(programs)
    let small = try watched(programs, queries: 800)
    let large = try watched(programs, queries: 10_000)
    var table = VerdictTable(
      title: "medians of \(starts) starts in turn on 120×40; \(load)", peer: "against")
    table.findings =
      Self.compared("--version", "ms", versions)
      + Self.compared("first byte of watch", "ms", small.map(\.firstByte))
      + Self.compared("memory at 800 queries", "MiB", small.map(\.memory), bound: 25)
      + Self.compared("memory at 10,000 queries", "MiB", large.map(\.memory), bound: 30)
      + Self.compared("peak at 10,000 queries", "MiB", large.map(\.peak))
      + [
        Finding("threads", small[0].threads.median, peer: small[1].threads.median?.figureText ?? "")
      ]
    try table.conclude()
  }

  /// The two medians of a figure, and their ratio, which is not to be over 1.
  private static func compared(
    _ name: String, _ unit: String, _ figures: [[Double]], bound: Double? = nil
  ) -> [Finding] {
    let (ours, theirs) = (figures[0].median, figures[1].median)
    let ratio = ours.flatMap { ours in theirs.map { ours / $0 } }
    return [
      Finding(
        name, ours, unit, bound: bound.map { .atMost($0) }, peer: theirs?.figureText ?? "never"),
      Finding("  of the other's", ratio, "×", bound: .atMost(1)),
    ]
  }

  /// Milliseconds from the start of `--version` to its end, 20 runs of each.
  private func runTimes(_ programs: [String]) throws -> [[Double]] {
    let clock = ContinuousClock()
    var times: [[Double]] = [[], []]
    for _ in 0..<20 {
      for (index, program) in programs.enumerated() {
        let pipe = try OutputPipe()
        defer { pipe.close() }
        let startedAt = clock.now
        let child = try ChildProcess(
          program, ["--version"], environment: [:], on: .output(pipe.input))
        child.waitForEnd()
        times[index].append((clock.now - startedAt) / .milliseconds(1))
      }
    }
    return times
  }

  private func watched(_ programs: [String], queries: Int) throws -> [BuildFigures] {
    let seconds = 120 + starts * 60
    let server = try StoryServer(programs[0], queries: queries, seconds: seconds)
    defer { server.end() }
    var figures = [BuildFigures(), BuildFigures()]
    for _ in 0..<starts {
      // One draws before the next starts; then both rest for the same time.
      let runs = try programs.map { program in
        let run = try TerminalRun(
          program, ["watch", "--every", "1", server.target], environment: server.environment)
        let first = try run.read(for: .seconds(10)) { $0.bytes > 0 }
        return (run: run, firstByte: first.map { ($0 - run.startedAt) / .milliseconds(1) })
      }
      defer { for (run, _) in runs { run.end() } }
      let deadline = ContinuousClock.now + Self.rest
      while ContinuousClock.now < deadline {
        for (run, _) in runs { try run.read(for: .milliseconds(50)) }
      }
      for (index, (run, firstByte)) in runs.enumerated() {
        try figures[index].add(run, firstByte: firstByte)
      }
    }
    return figures
  }
}

/// What several starts of one build showed.
struct BuildFigures {
  /// Milliseconds; starts that never drew are left out.
  private(set) var firstByte: [Double] = []
  /// MiB resident while it watches.
  private(set) var memory: [Double] = []
  /// MiB, the most it has held.
  private(set) var peak: [Double] = []
  private(set) var threads: [Double] = []

  /// Reads the figures of a run that is drawing.
  mutating func add(_ run: TerminalRun, firstByte: Double?) throws {
    let id = run.child.id
    guard let resident = ProcFile.memory("VmRSS", ofFamily: id),
      let most = ProcFile.mostMemory(ofFamily: id),
      case let counts = ProcFile.family(of: id).compactMap({ ProcFile.status("Threads", of: $0) })
    else { throw BenchError("process \(id) has ended early") }
    if let firstByte { self.firstByte.append(firstByte) }
    memory.append(resident)
    peak.append(most)
    threads.append(counts.reduce(0, +))
  }
}
