import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
import QueryScheduling
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct QueryMonitorThrottleTests {
  private let query: Target
  private let other: Target
  private let clock = ManualClock()

  init() throws {
    query = try Target(parsing: "supermetrics:query/q1")
    other = try Target(parsing: "supermetrics:query/q2")
  }

  private func running(_ monitor: QueryMonitor, _ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await monitor.run() }
      try await body()
      group.cancelAll()
    }
  }

  private func throttled(for seconds: Double) -> ScriptedSource.Step {
    .problem(.throttled(until: ManualClock.start.addingTimeInterval(seconds)))
  }

  /// A monitor without jitter.
  private func monitor(_ source: ScriptedSource, jump: Gauge = Gauge()) -> QueryMonitor {
    QueryMonitor(
      sources: [source.name: source], targets: [query, other], clock: clock,
      now: { [clock] in clock.date.addingTimeInterval(Double(jump.value)) },
      random: Randomness(FixedGenerator(0)))
  }

  @Test func `one refusal makes the whole source wait to the second`() async throws {
    let running = ScriptedSource.Step.answer(PollAnswer(state: .running))
    let source = ScriptedSource([query: [throttled(for: 61), running], other: [running]])
    let monitor = monitor(source)
    try await self.running(monitor) {
      await clock.sleepers(1)
      let until = try #require(monitor.current.throttledUntil["supermetrics"])
      #expect(abs(until.timeIntervalSince(ManualClock.start) - 61) < 0.001)
      monitor.pollNow()
      clock.advance(by: .milliseconds(60_999))
      #expect(source.calls.count == 1)
      clock.advance(by: .milliseconds(1))
      await monitor.reach { $0.targets.allSatisfy { $0.observedAt != nil } }
      #expect(monitor.current.throttledUntil.isEmpty)
    }
  }

  @Test func `a wait that is over already does not make polling faster than its pace`() async throws
  {
    let source = ScriptedSource([query: [throttled(for: 0)], other: [throttled(for: -5)]])
    try await running(monitor(source)) {
      await clock.sleepers(1)
      #expect(source.calls.count == 1)
    }
  }

  @Test(arguments: [3600, -365 * 86_400])
  func `a wall clock that jumps neither shortens nor stretches the wait`(by jump: Int) async throws
  {
    let running = ScriptedSource.Step.answer(PollAnswer(state: .running))
    let source = ScriptedSource([query: [throttled(for: 100), running], other: [running]])
    let gauge = Gauge()
    let monitor = monitor(source, jump: gauge)
    try await self.running(monitor) {
      await clock.sleepers(1)
      gauge.add(jump)
      clock.advance(by: .seconds(60))
      await monitor.reach {
        guard let until = $0.throttledUntil["supermetrics"] else { return false }
        return abs(until.timeIntervalSince(ManualClock.start) - 100 - Double(jump)) < 0.001
      }
      #expect(source.calls.count == 1)
      await clock.sleepers(1)
      clock.advance(by: .seconds(40))
      await source.polls(2, of: query)
    }
  }
}
