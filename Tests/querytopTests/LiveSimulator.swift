import Foundation
import QuerySimulator

/// A simulator served inside the test's own process, so that the test can spoil its answers.
struct LiveSimulator {
  let controls: SimulatorControls
  let port: Int
  /// What a shell exports to watch it.
  let environment: [String: String]
  let target: String
  let server: SimulatorServer

  /// Serves for as long as the body runs.
  ///
  /// - Parameter isOver: whether the story has ended before it begins.
  static func serving<Result>(
    queries: Int = 800, duration: Int = 120, rows: Int? = nil,
    providers: Set<SimulatedProvider> = [.supermetrics], isOver: Bool = false,
    _ body: (LiveSimulator) async throws -> Result
  ) async throws -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let controls = SimulatorControls()
    let server = SimulatorServer(
      options: SimulatorOptions(
        scenario: ScenarioOptions(
          queries: queries, duration: .seconds(duration), seed: 1, rows: rows),
        providers: providers, startedAt: Date(), controls: controls,
        elapsed: { start.duration(to: clock.now) + .seconds(isOver ? 2 * duration : 0) }))
    let (ports, channel) = AsyncStream<Int>.makeStream()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { channel.finish() }
        try await server.run { channel.yield($0) }
      }
      defer { group.cancelAll() }
      var iterator = ports.makeAsyncIterator()
      guard let port = await iterator.next() else { throw SimulatorNeverStarted() }
      var environment: [String: String] = [:]
      for line in server.environment(port: port) {
        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
        environment[parts[0]] = parts[1]
      }
      return try await body(
        LiveSimulator(
          controls: controls, port: port, environment: environment, target: server.targets[0],
          server: server))
    }
  }

  struct SimulatorNeverStarted: Error {}
}
