import ArgumentParser
import FoundationEssentials
import QuerySimulator

/// The story the simulator tells; the same options for `demo` and `simulate`.
struct StoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("How many queries the batch has, 1 to 100000.", valueName: "count"))
  var queries = 800

  @Option(
    help: ArgumentHelp(
      "About how many seconds the batch takes, 1 to 86400.", valueName: "seconds"))
  var duration = 120

  @Option(
    help: ArgumentHelp("Which story: the same seed tells the same story.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "How many rows every result has, 0 to 1000000; the story decides if left out.",
      valueName: "count"))
  var rows: Int?

  @Flag(help: "Send the rows of Supermetrics as objects, not as arrays under a header row.")
  var objects = false

  @Flag(help: "Have the queries of the batch differ in their columns.")
  var uneven = false

  @Option(
    help: ArgumentHelp(
      "Throw the result of every so many-th query of the batch away, 1 or more.",
      valueName: "count"))
  var expireEvery: Int?

  @Flag(help: "Have the server misbehave now and then, by a seeded plan.")
  var faults = false

  nonisolated func validate() throws {
    guard (1...100_000).contains(queries) else {
      throw ValidationError("--queries takes 1 to 100000")
    }
    guard (1...86_400).contains(duration) else {
      throw ValidationError("--duration takes 1 to 86400 seconds")
    }
    guard expireEvery ?? 1 >= 1 else {
      throw ValidationError("--expire-every takes 1 or more")
    }
    guard (0...1_000_000).contains(rows ?? 0) else {
      throw ValidationError("--rows takes 0 to 1000000")
    }
  }
}

extension StoryOptions {
  /// A simulator that begins its story now.
  func simulatorOptions(
    port: Int, providers: Set<SimulatedProvider> = [.supermetrics]
  ) -> SimulatorOptions {
    let clock = ContinuousClock()
    let start = clock.now
    let controls = SimulatorControls()
    controls.results.areObjects = objects
    controls.results.areUneven = uneven
    controls.results.expiresEvery = expireEvery
    return SimulatorOptions(
      scenario: ScenarioOptions(
        queries: queries, duration: .seconds(duration), seed: seed, rows: rows),
      port: port, providers: providers, faults: faults, startedAt: Date(), controls: controls
    ) { start.duration(to: clock.now) }
  }
}
