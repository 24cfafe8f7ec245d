import ArgumentParser
import PollingSimulation

/// Prints what outages cost in requests, and how soon a source is asked again after them.
struct OutagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outages",
    abstract: "Polls through outages in virtual time: requests, delays, polls answered.",
    discussion: """
      Each row is one pattern of one kind of fault, over all seeds: the most requests within an hour \
      of outage, the longest pause between two of them, the mean and longest time from the end of an \
      outage to the next request, and the polls answered while the source was up as a share of those \
      that a source always up answers in that time.
      """)

  @Option(help: "Runs of each pattern, each with its own seed.")
  var seeds = 10

  @Option(help: "Targets watched.")
  var targets = 100

  @Option(help: "Requests an hour.")
  var limit = 5000

  func run() async throws {
    print(Self.line(["outage", "fault", "requests/h", "pause", "delay", "longest", "answered"]))
    for fault in [ModelFault.refused, .serverError, .hang] {
      for seconds in [1.0, 3, 5, 10, 20, 30, 45, 60, 120, 300, 900, 3600] {
        try await show("\(Int(seconds)) s", fault) { .once(seconds, fault, shift: $0) }
      }
      for (period, down) in [(40.0, 0.5), (12, 4), (60, 10), (300, 60)] {
        try await show("\(down) s of \(Int(period))", fault) {
          .every(period, down: down, fault, for: 1200, shift: $0)
        }
      }
    }
  }

  private func show(
    _ name: String, _ fault: ModelFault, _ pattern: (_ shift: Double) -> OutagePattern
  ) async throws {
    var runs: [OutageFigures] = []
    for seed in 1...UInt64(max(1, seeds)) {
      // The schedule asks once in 0.76 s at 5,000 an hour: an outage begins anywhere between.
      runs.append(
        try await OutageFigures(
          pattern(Double(seed) * 0.37), targets: targets, limit: limit, seed: seed))
    }
    let mean = runs.reduce(0) { $0 + $1.meanDelay } / Double(runs.count)
    let share = runs.reduce(0) { $0 + $1.answeredShare } / Double(runs.count)
    print(
      Self.line([
        name, "\(fault)", "\(runs.map(\.mostInHour).max() ?? 0)",
        Self.short(runs.map(\.longestPause).max() ?? 0), Self.short(mean),
        Self.short(runs.flatMap(\.delays).max() ?? 0), "\(Int((share * 100).rounded())) %",
      ]))
    for violation in runs.flatMap(\.violations) { print(violation) }
  }

  private static func line(_ cells: [String]) -> String {
    cells.map { $0 + String(repeating: " ", count: max(1, 14 - $0.count)) }.joined()
  }

  private static func short(_ seconds: Double) -> String {
    "\((seconds * 10).rounded() / 10) s"
  }
}
