import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
import QueryScheduling
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct QueryMonitorTests {
  private let query: Target
  private let clock = ManualClock()

  init() throws {
    query = try Target(parsing: "supermetrics:query/q1")
  }

  /// A monitor whose failures rest as long as they may.
  private func monitor(_ source: ScriptedSource, _ targets: [Target]) -> QueryMonitor {
    QueryMonitor(
      sources: [source.name: source], targets: targets, clock: clock,
      now: { [clock] in clock.date }, random: Randomness(FixedGenerator(.max)))
  }

  private func answer(_ state: QueryState) -> ScriptedSource.Step {
    .answer(PollAnswer(state: state, detail: .query(QueryDetail())))
  }

  /// Runs `body` beside the running monitor, then cancels it and waits for its end.
  private func running(_ monitor: QueryMonitor, _ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await monitor.run() }
      try await body()
      group.cancelAll()
    }
  }

  @Test func `a target watched later stands behind the others, once`() throws {
    let later = try Target(parsing: "supermetrics:query/q2")
    let monitor = monitor(ScriptedSource([:]), [query])
    let version = monitor.current.version
    for _ in 0..<2 { monitor.watch(later) }
    #expect(monitor.current.targets.map(\.target) == [query, later])
    #expect(monitor.current.version == version + 1)
  }

  @Test func `the first poll is at once and the next one a pace after the answer`() async throws {
    let source = ScriptedSource([query: [answer(.running)]])
    try await running(monitor(source, [query])) {
      await clock.sleepers(1)
      #expect(source.calls.count == 1)
      clock.advance(by: .milliseconds(999))
      #expect(source.calls.count == 1)
      clock.advance(by: .milliseconds(1))
      await clock.sleepers(1)
      #expect(source.calls.count == 2)
    }
  }

  @Test func `a failed poll keeps the state and says since when`() async throws {
    let source = ScriptedSource([query: [answer(.running), .problem(.timedOut)]])
    let monitor = monitor(source, [query])
    try await running(monitor) {
      await clock.sleepers(1)
      clock.advance(by: .seconds(1))
      await clock.sleepers(1)
    }
    let known = try #require(monitor.current.targets.first)
    #expect(known.state == .running)
    #expect(known.problem == .timedOut)
    #expect(known.staleSince == ManualClock.start.addingTimeInterval(1))
    #expect(known.observedAt == ManualClock.start)
  }

  @Test func `failures stretch the rest and a good answer restores it`() async throws {
    let source = ScriptedSource([
      query: [.problem(.timedOut), .problem(.timedOut), .problem(.timedOut), answer(.running)]
    ])
    try await running(monitor(source, [query])) {
      for (rest, polls) in [(1000, 2), (3979, 3), (6084, 4), (1000, 5)] {
        await clock.sleepers(1)
        clock.advance(by: .milliseconds(rest - 1))
        #expect(source.calls.count == polls - 1)
        clock.advance(by: .milliseconds(1))
        await source.polls(polls, of: query)
      }
    }
  }

  @Test(arguments: [QueryState.succeeded, .failed, .stopped, .gone])
  func `a target that has ended is never polled again`(state: QueryState) async throws {
    let other = try Target(parsing: "supermetrics:query/q2")
    let source = ScriptedSource([query: [answer(state)], other: [answer(.running)]])
    let monitor = monitor(source, [query, other])
    try await running(monitor) {
      for polls in 1...5 {
        await source.polls(polls, of: other)
        await clock.sleepers(1)
        clock.advance(by: .seconds(1))
      }
      monitor.pollNow()
      await source.polls(6, of: other)
    }
    #expect(source.calls.count { $0 == query } == 1)
  }

  @Test func `a key press polls at once`() async throws {
    let source = ScriptedSource([query: [answer(.running)]])
    let monitor = monitor(source, [query])
    try await running(monitor) {
      // While the first is under way a press is none.
      await monitor.reach { $0.targets[0].observedAt != nil }
      monitor.pollNow()
      await source.polls(2, of: query)
    }
    #expect(clock.now.offset == .zero)
  }

  @Test func `a key press never doubles a request under way`() async throws {
    let release = Gauge()
    let held = ScriptedSource.Step.held(
      until: release, is: 1, then: PollOutcome(.success(PollAnswer(state: .running))))
    let source = ScriptedSource([query: [held, answer(.running)]])
    let monitor = monitor(source, [query])
    try await running(monitor) {
      await source.polls(1, of: query)
      for _ in 0..<10 { monitor.pollNow() }
      release.add(1)
      await clock.sleepers(1)
    }
    #expect(source.mostInFlight == 1)
  }

  @Test func `a key held down is one request at a time, and none is left over when it is let go`()
    async throws
  {
    let release = Gauge()
    let held = (1...3).map { number in
      ScriptedSource.Step.held(
        until: release, is: number, then: PollOutcome(.success(PollAnswer(state: .running))))
    }
    let source = ScriptedSource([query: held + [answer(.running)]])
    let monitor = monitor(source, [query])
    try await running(monitor) {
      for request in 1...3 {
        while source.calls.count < request {
          monitor.pollNow()
          await Task.yield()
        }
        // The key goes on repeating while the request is under way.
        for _ in 0..<60 { monitor.pollNow() }
        #expect(source.calls.count == request)
        release.add(1)
      }
      await clock.sleepers(1)
    }
    #expect(source.calls.count == 3 && source.mostInFlight == 1)
  }

  @Test func `a refused key is asked again at a key press, else after half a minute`() async throws
  {
    let source = ScriptedSource([query: [.problem(.unauthorized(QueryFailure()))]])
    let monitor = monitor(source, [query])
    try await running(monitor) {
      await monitor.reach { $0.targets[0].problem != nil }
      await clock.sleepers(1)
      clock.advance(by: .seconds(29))
      #expect(source.calls.count == 1)
      monitor.pollNow()
      await source.polls(2, of: query)
    }
  }

  @Test func `a target of an unknown source says so`() async throws {
    let stranger = try Target(parsing: "elsewhere:query/q1")
    let source = ScriptedSource([query: [answer(.running)]])
    let monitor = monitor(source, [query, stranger])
    try await running(monitor) { await clock.sleepers(1) }
    #expect(
      monitor.current.targets.last?.problem == .unreachable("no source is called elsewhere"))
  }

  @Test func `a missing key says which variable to set`() async throws {
    let source = MissingCredentialSource(name: "supermetrics", variable: "SUPERMETRICS_API_KEY")
    let monitor = QueryMonitor(
      sources: ["supermetrics": source], targets: [query], clock: clock,
      now: { [clock] in clock.date })
    try await running(monitor) { await clock.sleepers(1) }
    #expect(
      monitor.current.targets.first?.problem == .noCredential(variable: "SUPERMETRICS_API_KEY"))
  }

  @Test func `a run that is cancelled ends, even amid a request`() async throws {
    let held = ScriptedSource.Step.held(
      until: Gauge(), is: 1, then: PollOutcome(.success(PollAnswer(state: .succeeded))))
    let source = ScriptedSource([query: [held]])
    let monitor = monitor(source, [query])
    try await running(monitor) { await source.polls(1, of: query) }
    #expect(monitor.current.targets.first?.state == .unknown("not asked yet"))
  }

  @Test func `a stream starts with the current snapshot and then holds the newest`() async throws {
    let source = ScriptedSource([query: [answer(.waiting), answer(.running)]])
    let monitor = monitor(source, [query])
    var stream = monitor.snapshots().makeAsyncIterator()
    let first = await stream.next()
    #expect(first?.targets.first?.observedAt == nil)
    try await running(monitor) {
      await clock.sleepers(1)
      clock.advance(by: .seconds(1))
      await source.polls(2, of: query)
      await clock.sleepers(1)
    }
    let last = await stream.next()
    #expect(last?.targets.first?.state == .running)
  }

  @Test func `a target named twice is watched once`() {
    #expect(monitor(ScriptedSource([:]), [query, query]).current.targets.count == 1)
  }

  @Test func `a target says how long it rests after its answer`() async throws {
    let other = try Target(parsing: "supermetrics:query/q2")
    let source = ScriptedSource([
      query: [.problem(.forbidden(QueryFailure())), answer(.running)], other: [answer(.running)],
    ])
    let monitor = monitor(source, [query, other])
    #expect(monitor.current.targets.map(\.nextPollAfter) == [nil, nil])
    try await running(monitor) {
      await monitor.reach { $0.targets.allSatisfy { $0.nextPollAfter != nil } }
      #expect(monitor.current.targets.first?.nextPollAfter == .seconds(30))
      let rest = try #require(monitor.current.targets.last?.nextPollAfter)
      #expect(rest > .seconds(1.5) && rest < .seconds(1.6))
    }
  }

  @Test func `a target that has ended rests for no further poll`() async throws {
    let other = try Target(parsing: "supermetrics:query/q2")
    let source = ScriptedSource([
      query: [answer(.running), answer(.failed)], other: [answer(.running)],
    ])
    let monitor = monitor(source, [query, other])
    try await running(monitor) {
      await monitor.reach { $0.targets.allSatisfy { $0.observedAt != nil } }
      clock.advance(by: .seconds(2))
      await monitor.reach { $0.targets.first?.state == .failed }
    }
    #expect(monitor.current.targets.first?.nextPollAfter == nil)
  }

  @Test func `a last look asks at once about what has not ended, and is back with the answer`()
    async throws
  {
    let source = ScriptedSource([query: [answer(.running), answer(.succeeded)]])
    let scheduler = RequestScheduler(
      pace: .seconds(600), clock: clock, now: { [clock] in clock.date },
      random: Randomness(FixedGenerator(0)))
    let monitor = QueryMonitor(
      sources: [source.name: source], targets: [query], scheduler: scheduler)
    try await running(monitor) {
      await monitor.reach { $0.targets.first?.state == .running }
      clock.advance(by: .seconds(100))
      try await monitor.lookAgain(within: .seconds(2))
      #expect(monitor.current.targets.first?.state == .succeeded)
    }
  }

  @Test func `a last look at a source that does not answer is over in time`() async throws {
    let source = ScriptedSource([query: [answer(.running), .problem(.timedOut)]])
    let monitor = monitor(source, [query])
    try await running(monitor) {
      await monitor.reach { $0.targets.first?.state == .running }
      clock.advance(by: .milliseconds(100))
      async let look: Void = monitor.lookAgain(within: .seconds(2))
      await monitor.reach { $0.targets.first?.problem != nil }
      clock.advance(by: .seconds(3))
      try await look
      #expect(monitor.current.targets.first?.state == .running)
    }
  }
}
