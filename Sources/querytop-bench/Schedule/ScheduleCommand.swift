import ArgumentParser

/// Prints how soon the end of a job is seen, by the engine and by plainer ways.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Compares detection delays of schedules at a shared hourly limit.",
    discussion: """
      Equal thirds of jobs with log-normal lives of medians 15, 120 and 900 s; whoever ends is \
      replaced. Delays in seconds, mean / 95th percentile. Exits 1 when a bound is missed: the bounds \
      are for thirds that are kinds of their own. Where they are mixed, age is all that is known of \
      a job: a schedule that knows the true hazards of the mixture comes to 6.7 / 38 / 550 s there.
      """)

  @Option(help: "Requests an hour.")
  var limit = 5000

  @Option(help: "Virtual hours, the first of which is not counted.")
  var hours = 10.0

  @Option(help: "Runs averaged, each with its own seed.")
  var seeds = 3

  /// The bounds on the engine's mean delay, in seconds, by number of jobs.
  private static let bounds: [(targets: Int, mean: Double)] = [(20, 5.5), (100, 33), (400, 230)]

  func run() throws {
    var rows = SchedulePolicy.allCases.map { [$0.name] }
    var missed: [String] = []
    for bound in Self.bounds {
      for (index, policy) in SchedulePolicy.allCases.enumerated() {
        let figures = try figures(policy, targets: bound.targets)
        rows[index].append("\(Self.short(figures.mean)) / \(Self.short(figures.p95))")
        guard policy == .ours else { continue }
        let gap = 3 * Double(bound.targets) * 3600 / (0.95 * Double(limit))
        rows[index].append("\(Self.short(figures.largestGap)) of \(Self.short(gap))")
        if figures.mean > bound.mean { missed.append("mean \(bound.mean) s at \(bound.targets)") }
        if figures.largestGap > gap { missed.append("gap 3N/β at \(bound.targets)") }
      }
      for index in rows.indices where rows[index].count.isMultiple(of: 2) {
        rows[index].append("")
      }
    }
    let heading = ["schedule"] + Self.bounds.flatMap { ["N = \($0.targets)", "largest gap"] }
    for row in [heading] + rows { print(Self.line(row)) }
    for bound in missed { print("missed: \(bound)") }
    if !missed.isEmpty { throw ExitCode(1) }
  }

  private func figures(_ policy: SchedulePolicy, targets: Int) throws -> ScheduleFigures {
    let runs = try (1...UInt64(max(1, seeds))).map { seed in
      var jobs = ScheduleJobs(count: targets, seed: seed, warmUp: 3600)
      try policy.run(&jobs, length: max(hours, 1.1) * 3600, limit: limit, seed: seed)
      return ScheduleFigures(jobs)
    }
    return ScheduleFigures(averaging: runs)
  }

  private static func line(_ cells: [String]) -> String {
    let widths = [26] + Array(repeating: 15, count: 6)
    return zip(cells, widths).map { cell, width in
      cell + String(repeating: " ", count: max(1, width - cell.count))
    }.joined()
  }

  private static func short(_ seconds: Double) -> String {
    seconds < 100 ? "\((seconds * 10).rounded() / 10)" : "\(Int(min(seconds, 1e9).rounded()))"
  }
}
