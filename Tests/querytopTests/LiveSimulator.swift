import Foundation
import QuerySimulator
import Synchronization

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
  /// - Parameters:
  ///   - isOver: whether the story has ended before it begins.
  ///   - beginsWhenAsked: whether the story begins with the first request, however long that takes to come, so that it is
  ///     always seen running.
  static func serving<Result>(
    queries: Int = 800, duration: Int = 120, rows: Int? = nil,
    providers: Set<SimulatedProvider> = [.supermetrics], isOver: Bool = false,
    beginsWhenAsked: Bool = false, _ body: (LiveSimulator) async throws -> Result
  ) async throws -> Result {
    let clock = ContinuousClock()
    let start = Mutex(beginsWhenAsked ? nil : clock.now)
    let controls = SimulatorControls()
    let server = SimulatorServer(
      options: SimulatorOptions(
        scenario: ScenarioOptions(
          queries: queries, duration: .seconds(duration), seed: 1, rows: rows),
        providers: providers, startedAt: Date(), controls: controls,
        elapsed: {
          let now = clock.now
          let begun = start.withLock { start in
            start = start ?? now
            return start ?? now
          }
          return begun.duration(to: now) + .seconds(isOver ? 2 * duration : 0)
        }))
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
