import ArgumentParser
import QueryCore
import QuerySimulator

/// Asks how often the true end of a simulated batch lies inside the estimated range.
struct EtaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eta",
    abstract: "Calibrates the estimate of the end over simulated batches.",
    discussion: "Exits 1 when a bound is missed.")

  @Option(help: "How many stories to watch, each with its own seed, size, length and concurrency.")
  var stories = 200

  @Option(help: "The seed of the first story.")
  var seed: UInt64 = 1

  func run() throws {
    let shares = [0.2, 0.5, 0.8]
    var tallies = shares.map { CalibrationTally(finished: $0) }
    for number in 0..<UInt64(max(1, stories)) {
      let story = WatchedStory(seed: seed &+ number)
      for index in shares.indices {
        let moment = story.moment(finished: shares[index])
        tallies[index].add(story.estimate(at: moment), left: story.end - moment)
      }
    }
    print(CalibrationTally.heading)
    for tally in tallies { print(tally.row) }
    for queries in [800, 10_000] { print(Self.cost(queries: queries)) }
    let missed = tallies.flatMap(\.missedBounds)
    for bound in missed { print("missed: \(bound)") }
    if !missed.isEmpty { throw ExitCode(1) }
  }

  /// How long one estimate takes at half of a batch of so many queries.
  private static func cost(queries: Int) -> String {
    let story = WatchedStory(
      ScenarioOptions(queries: queries, duration: .seconds(1200), seed: 7), pollEvery: 2)
    let answer = story.answer(at: story.moment(finished: 0.5))
    let rounds = 50
    var told = 0
    let spent = ContinuousClock().measure {
      for _ in 0..<rounds where answer.estimate != .unknown { told += 1 }
    }
    return "one estimate of \(queries) queries: \((spent / max(1, told)).milliseconds) ms"
  }
}
