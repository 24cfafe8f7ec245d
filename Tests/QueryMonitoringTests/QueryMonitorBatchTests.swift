import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
import QueryScheduling
import TestSupport
import Testing

/// Sampling the queue from a running child, and the query a person has opened.
@Suite(.timeLimit(.minutes(5)))
struct QueryMonitorBatchTests {
  private let batch: Target
  private let child: Target
  private let other: Target
  private let clock = ManualClock()

  init() throws {
    batch = try Target(parsing: "supermetrics:batch/b")
    child = try Target(parsing: "supermetrics:query/c1")
    other = try Target(parsing: "supermetrics:query/c2")
  }

  private func running(_ monitor: QueryMonitor, _ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await monitor.run() }
      try await body()
      group.cancelAll()
    }
  }

  private func monitor(_ source: ScriptedSource) -> QueryMonitor {
    QueryMonitor(
      sources: [source.name: source], targets: [batch], clock: clock, now: { [clock] in clock.date }
    )
  }

  /// A batch with `c1` running for longer than `c2`, and `c3` done.
  private func answer(_ state: QueryState = .running) -> ScriptedSource.Step {
    let rows: BatchRows = [
      BatchQuery(id: "c2", state: .running, startedAt: Date(timeIntervalSince1970: 20)),
      BatchQuery(id: "c1", state: .running, startedAt: Date(timeIntervalSince1970: 10)),
      BatchQuery(id: "c3", state: .failed, failure: QueryFailure(code: "X")),
    ]
    let progress = BatchProgress(queued: 0, running: 2, succeeded: 0, failed: 1)
    return .answer(
      PollAnswer(state: state, detail: .batch(BatchDetail(progress: progress, queries: rows))))
  }

  private func sample(_ scheduled: Int, at seconds: Double) -> ScriptedSource.Step {
    let date = ManualClock.start.addingTimeInterval(seconds)
    return .answer(
      PollAnswer(
        state: .running, detail: .query(QueryDetail()),
        workflow: WorkflowQueue(scheduled: scheduled, running: 1, sampledAt: date)))
  }

  /// Lets a second pass at a time, the batch's answer seen before each.
  private func pass(_ seconds: Int, _ monitor: QueryMonitor) async {
    for _ in 0..<seconds {
      await monitor.reach { [clock] in $0.targets.first?.observedAt == clock.date }
      clock.advance(by: .seconds(1))
    }
    await monitor.reach { [clock] in $0.targets.first?.observedAt == clock.date }
  }

  /// Lets seconds pass until a query has been asked so often: its answer may be seen some seconds after it came.
  private func pass(
    _ monitor: QueryMonitor, until calls: Int, of target: Target, _ source: ScriptedSource
  ) async {
    while source.calls.count(where: { $0 == target }) < calls, !Task.isCancelled {
      await pass(1, monitor)
    }
  }

  @Test func `the longest running child is asked for the queue`() async throws {
    let source = ScriptedSource([batch: [answer()], child: [sample(5, at: 1), sample(7, at: 6)]])
    let monitor = monitor(source)
    try await running(monitor) {
      await pass(monitor, until: 2, of: child, source)
      await monitor.reach {
        $0.targets.first?.detail.batch?.workflow.elements.map(\.scheduled) == [5, 7]
      }
    }
    #expect(!source.calls.contains(other))
    #expect(source.calls.count { $0 == child } == 2)
  }

  @Test func `a sample that fails leaves the batch fresh`() async throws {
    let source = ScriptedSource([batch: [answer()], child: [.problem(.timedOut)]])
    let monitor = monitor(source)
    try await running(monitor) {
      await source.polls(1, of: child)
      await pass(2, monitor)
    }
    #expect(monitor.current.targets.first?.problem == nil)
    #expect(monitor.current.targets.first?.staleSince == nil)
  }

  @Test func `a child that is refused is asked again after half a minute`() async throws {
    let source = ScriptedSource([
      batch: [answer()], child: [.problem(.forbidden(QueryFailure()))],
    ])
    let monitor = monitor(source)
    try await running(monitor) {
      await source.polls(1, of: child)
      await pass(29, monitor)
      #expect(source.calls.count { $0 == child } == 1)
      await pass(monitor, until: 2, of: child, source)
    }
  }

  @Test func `sampling ends with its batch`() async throws {
    let source = ScriptedSource([batch: [answer(.failed)], child: [sample(5, at: 1)]])
    let monitor = monitor(source)
    try await running(monitor) {
      await monitor.reach { $0.targets.first?.state == .failed }
      clock.advance(by: .seconds(60))
    }
    #expect(!source.calls.contains(child))
  }

  @Test func `an opened query shows what its row says before its first answer`() async throws {
    let source = ScriptedSource([batch: [answer()], child: [sample(5, at: 1)]])
    let monitor = monitor(source)
    try await running(monitor) { await pass(1, monitor) }
    let following = monitor.follow(try Target(parsing: "supermetrics:query/c3"))
    defer { following.end() }
    #expect(monitor.current.inspected?.state == .failed)
    #expect(monitor.current.inspected?.failure?.code == "X")
    #expect(monitor.current.inspected?.observedAt == nil)
  }

  @Test func `an opened query is polled until it has ended`() async throws {
    let source = ScriptedSource([
      batch: [answer()], child: [sample(5, at: 1)],
      other: [
        .answer(PollAnswer(state: .running)), .answer(PollAnswer(state: .succeeded)),
      ],
    ])
    let monitor = monitor(source)
    var following: Subscription?
    defer { following?.end() }
    try await running(monitor) {
      await pass(0, monitor)
      following = monitor.follow(other)
      await monitor.reach { $0.inspected?.observedAt != nil }
      clock.advance(by: .seconds(1))
      await monitor.reach { $0.inspected?.state == .succeeded }
      await pass(5, monitor)
    }
    #expect(monitor.current.inspected?.state == .succeeded)
    #expect(source.calls.count { $0 == other } == 2)
  }

  @Test func `a query that ended before it was opened is asked once, for the rest of its story`()
    async throws
  {
    let ended = try Target(parsing: "supermetrics:query/c3")
    let source = ScriptedSource([
      batch: [answer()], child: [sample(5, at: 1)],
      ended: [.answer(PollAnswer(state: .failed, requestID: "r"))],
    ])
    let monitor = monitor(source)
    var following: Subscription?
    defer { following?.end() }
    try await running(monitor) {
      await pass(1, monitor)
      following = monitor.follow(ended)
      await monitor.reach { $0.inspected?.requestID == "r" }
      await pass(3, monitor)
    }
    #expect(monitor.current.inspected?.requestID == "r")
    #expect(source.calls.count { $0 == ended } == 1)
  }

  @Test func `the answer about a query that was closed meanwhile is dropped`() async throws {
    let release = Gauge()
    let source = ScriptedSource([
      batch: [answer()], child: [sample(5, at: 1)],
      other: [
        .held(until: release, is: 1, then: PollOutcome(.success(PollAnswer(state: .succeeded))))
      ],
    ])
    let monitor = monitor(source)
    try await running(monitor) {
      await pass(0, monitor)
      let following = monitor.follow(other)
      await source.polls(1, of: other)
      following.end()
      release.add(1)
      await pass(2, monitor)
    }
    #expect(monitor.current.inspected == nil)
  }

  @Test func `a watched target that is opened is not polled twice`() async throws {
    let source = ScriptedSource([batch: [answer()], child: [sample(5, at: 1)]])
    let monitor = monitor(source)
    var following: Subscription?
    defer { following?.end() }
    try await running(monitor) {
      await pass(0, monitor)
      following = monitor.follow(batch)
      #expect(monitor.current.inspected?.target == batch)
      await pass(2, monitor)
    }
    #expect(source.mostInFlight == 1)
    #expect(monitor.current.inspected == monitor.current.targets.first)
  }
}
