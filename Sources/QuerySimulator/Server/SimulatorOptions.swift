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
  /// Whose targets are told of; every endpoint answers in any case.
  package var providers: Set<SimulatedProvider>
  /// Whether the toolkit answers 501 to everything, as it does today.
  package var isToolkitReserved: Bool
  /// Whether the server misbehaves now and then, as `FaultSchedule` has it, and another client takes
  /// three tenths of the hour's requests.
  package var faults: Bool
  /// How a fault waits.
  package var pause: @Sendable (Duration) async throws -> Void = {
    try await ContinuousClock().sleep(for: $0)
  }
  /// How long ago the story started: the simulator's only clock.
  package var elapsed: @Sendable () -> Duration
  /// The switches that spoil answers; kept by whoever wants to turn them.
  package var controls: SimulatorControls

  /// Makes options; a limit of 5,000 is above the 3,600 requests of a poll a second and a sample
  /// now and then.
  package init(
    scenario: ScenarioOptions = ScenarioOptions(), port: Int = 0, apiKey: String = "demo-key",
    hourlyLimit: Int = 5000, providers: Set<SimulatedProvider> = [.supermetrics],
    isToolkitReserved: Bool = false, faults: Bool = false, startedAt: Date,
    controls: SimulatorControls = SimulatorControls(),
    elapsed: @escaping @Sendable () -> Duration
  ) {
    self.scenario = scenario
    self.port = port
    self.apiKey = apiKey
    self.hourlyLimit = hourlyLimit
    self.providers = providers
    self.isToolkitReserved = isToolkitReserved
    self.faults = faults
    self.startedAt = startedAt
    self.controls = controls
    self.elapsed = elapsed
  }
}
