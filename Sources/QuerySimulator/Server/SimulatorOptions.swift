package import FoundationEssentials

/// What a simulator is started with.
package struct SimulatorOptions: Sendable {
  /// The batch that is told of.
  package var scenario: ScenarioOptions
  /// The port on 127.0.0.1; 0 takes any that is free.
  package var port: Int
  /// The one key that is accepted; letters, digits, `_` and `-`.
  package var apiKey: String
  /// Requests an hour, 1 to 10,000.
  package var hourlyLimit: Int
  /// The date at which the story starts, from which all dates in it are made.
  package var startedAt: Date
  /// How long ago the story started: the simulator's only clock.
  package var elapsed: @Sendable () -> Duration
  /// The switches that spoil answers; kept by whoever wants to turn them.
  package var controls: SimulatorControls

  /// Makes options; a limit of 5,000 is above the 3,600 requests of a poll a second and a sample
  /// now and then.
  package init(
    scenario: ScenarioOptions = ScenarioOptions(), port: Int = 0, apiKey: String = "demo-key",
    hourlyLimit: Int = 5000, startedAt: Date, controls: SimulatorControls = SimulatorControls(),
    elapsed: @escaping @Sendable () -> Duration
  ) {
    self.scenario = scenario
    self.port = port
    self.apiKey = apiKey
    self.hourlyLimit = hourlyLimit
    self.startedAt = startedAt
    self.controls = controls
    self.elapsed = elapsed
  }
}
