import FoundationEssentials
import QueryCore
import QueryPolling
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
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

  private func monitor(_ source: ScriptedSource) -> QueryMonitor {
    QueryMonitor(
      sources: [source.name: source], targets: [query, other], clock: clock,
      now: { [clock] in clock.date })
  }

  @Test func `one refusal makes the whole source wait to the second`() async throws {
    let running = ScriptedSource.Step.answer(PollAnswer(state: .running))
    let source = ScriptedSource([query: [running, throttled(for: 61), running], other: [running]])
    let monitor = monitor(source)
    try await self.running(monitor) {
      await clock.sleepers(2)
      clock.advance(by: .seconds(2))
      await clock.sleepers(2)
      #expect(
        monitor.current.throttledUntil["supermetrics"] == ManualClock.start.addingTimeInterval(61))
      clock.advance(by: .seconds(2))
      await clock.sleepers(2)
      let before = source.calls.count
      clock.advance(by: .milliseconds(56_999))
      monitor.pollNow()
      #expect(source.calls.count == before)
      clock.advance(by: .milliseconds(1))
      await source.polls(3, of: query)
      await clock.sleepers(2)
      #expect(source.calls.count == before + 2)
      #expect(monitor.current.throttledUntil.isEmpty)
    }
  }

  @Test func `a wait that is over already does not make polling faster than its pace`() async throws
  {
    let source = ScriptedSource([query: [throttled(for: 0)], other: [throttled(for: -5)]])
    try await running(monitor(source)) {
      await clock.sleepers(2)
      #expect(source.calls.count == 2)
    }
  }

  @Test func `a wall clock that jumps ahead ends the wait within a minute`() async throws {
    let source = ScriptedSource([query: [throttled(for: 3600)]])
    let jump = Gauge()
    let monitor = QueryMonitor(
      sources: [source.name: source], targets: [query], clock: clock,
      now: { [clock] in clock.date.addingTimeInterval(Double(jump.value)) })
    try await running(monitor) {
      await clock.sleepers(1)
      clock.advance(by: .seconds(1))
      await clock.sleepers(1)
      jump.add(3600)
      clock.advance(by: .seconds(60))
      await source.polls(2, of: query)
    }
  }

  @Test func `a wall clock set back by a year makes nobody wait longer than a day`() async throws {
    let source = ScriptedSource([query: [throttled(for: 60)]])
    let jump = Gauge()
    let monitor = QueryMonitor(
      sources: [source.name: source], targets: [query], clock: clock,
      now: { [clock] in clock.date.addingTimeInterval(Double(jump.value)) })
    try await running(monitor) {
      await clock.sleepers(1)
      jump.add(-365 * 86_400)
      clock.advance(by: .seconds(1))
      await clock.sleepers(1)
      let past = ManualClock.start.addingTimeInterval(1 - 365 * 86_400)
      #expect(monitor.current.throttledUntil["supermetrics"] == past.addingTimeInterval(86_400))
    }
  }
}
