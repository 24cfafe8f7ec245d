import ArgumentParser
import PollingSimulation

/// Runs the simulation of the tests at length.
struct SoakCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak",
    abstract: "Polls for simulated days against failing servers and checks every rule.",
    discussion: "Prints each broken rule with its seed, and exits 1 if there is one.")

  @Option(help: "How many runs, each with its own seed.")
  var seeds = 100

  @Option(help: "The first seed; a broken rule's seed with --seeds 1 is that run again.")
  var seed: UInt64 = 1

  @Option(help: "Virtual hours of a run.")
  var hours = 72.0

  @Option(help: "The most targets of a run.")
  var targets = 1000

  @Option(help: "Batches with rows in each run, beside them.")
  var batches = 3

  @Option(help: "Runs side by side.")
  var jobs = 2

  func run() async throws {
    let start = ContinuousClock.now
    var tally = SoakTally()
    try await withThrowingTaskGroup(of: SimulationReport.self) { group in
      var next = seed
      let end = seed &+ UInt64(max(1, seeds))
      for _ in 0..<max(1, jobs) where next < end {
        group.addTask { [next] in try await simulate(next) }
        next += 1
      }
      for try await report in group {
        for violation in report.violations { print(violation) }
        tally.add(report)
        if tally.runs.isMultiple(of: max(1, seeds / 20)) {
          print("\(tally.runs) of \(seeds) runs, \(tally.polls) polls, \(tally.broken) broken")
        }
        guard next < end else { continue }
        group.addTask { [next] in try await simulate(next) }
        next += 1
      }
    }
    let spent = ContinuousClock.now - start
    print(tally.summary(hours: hours, spent: spent / .seconds(1)))
    if tally.broken > 0 { throw ExitCode(1) }
  }

  @concurrent private func simulate(_ seed: UInt64) async throws -> SimulationReport {
    try Task.checkCancellation()
    let plan = try SimulationPlan.random(
      seed: seed, hours: hours, targets: targets, batches: batches)
    var simulation = PollingSimulation(plan)
    return try await simulation.run()
  }
}
