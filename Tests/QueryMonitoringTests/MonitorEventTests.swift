import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryScheduling
import TestSupport
import Testing

/// What is told of decisions.
struct MonitorEventTests {
  private let start = Date(timeIntervalSince1970: 1_000_000)
  private var engine = PollingEngine(
    pace: PollPace(.seconds(1)), accounts: SourceAccounts(renewable: ["s"]),
    random: Randomness(FixedGenerator(0)))
  private var core: MonitorCore

  init() throws {
    core = MonitorCore(
      targets: [try Target(parsing: "s:query/q")],
      sources: ["s": SourceTraits(places: SourcePlaces(configured: "s"))],
      accounts: SourceAccounts(renewable: ["s"]), pace: PollPace(.seconds(1)), in: &engine,
      at: MonitorTime(elapsed: 0, date: start))
    core.isObserved = true
  }

  private func moment(_ seconds: Double) -> MonitorTime {
    MonitorTime(elapsed: seconds, date: start.addingTimeInterval(seconds))
  }

  /// Polls once, and takes what is told of it.
  private mutating func poll(
    at seconds: Double, took: Double = 0.25,
    _ result: Result<PollAnswer, PollProblem> = .success(PollAnswer(state: .running))
  ) -> [MonitorEvent] {
    guard case .send(let ticket) = core.next(in: &engine, at: moment(seconds)).step else {
      return []
    }
    core.finish(ticket, PollOutcome(result), in: &engine, at: moment(seconds + took))
    return core.takeEvents()
  }

  private func report(_ events: [MonitorEvent]) -> PollReport? {
    for case .polled(let report) in events { return report }
    return nil
  }

  private func standing(_ events: [MonitorEvent]) -> QuotaStatus? {
    for case .stands(let standing, _) in events { return standing }
    return nil
  }

  @Test mutating func `a poll is told with its reason, its time and its rest`() throws {
    let first = try #require(report(poll(at: 0)))
    #expect(first.was == nil && first.seconds == 0.25)
    #expect(try #require(first.decision.rest) >= 1)
    #expect(try #require(report(poll(at: 90))).was == .running)
  }

  @Test mutating func `a source that is closed and opens again is told, once each`() throws {
    _ = poll(at: 0)
    let throttled = PollProblem.throttled(until: start.addingTimeInterval(160))
    let closed = try #require(standing(poll(at: 60, .failure(throttled))))
    #expect(closed.cause == .throttled && closed.closedUntil >= 160)
    let opened = try #require(standing(poll(at: 170)))
    #expect(opened.cause == nil)
    #expect(standing(poll(at: 300)) == nil)
  }

  @Test mutating func `failures are counted until they are forgotten`() {
    _ = poll(at: 0)
    let counts = (1...3).map { number in
      report(poll(at: Double(number) * 60, .failure(.timedOut)))?.decision.failures
    }
    #expect(counts == [1, 2, 3])
  }

  @Test mutating func `a search for a fresher key is told`() {
    _ = poll(at: 0, .failure(.unauthorized(QueryFailure())))
    #expect(core.next(in: &engine, at: moment(1)).step == .renew(account: "s"))
    core.renewed("s", .fresh, in: engine, at: moment(2))
    let isTold = core.takeEvents().contains {
      if case .renewed("s", .fresh) = $0 { true } else { false }
    }
    #expect(isTold)
  }

  @Test mutating func `a refusal is told as the problem only when there is no fresher key`() throws
  {
    _ = poll(at: 0, .failure(.unauthorized(QueryFailure(code: "API_KEY_INVALID"))))
    #expect(core.snapshot.targets[0].problem == nil)
    _ = core.next(in: &engine, at: moment(1))
    core.renewed("s", .none(advice: "mend it"), in: engine, at: moment(2))
    #expect(
      core.snapshot.targets[0].problem
        == .unauthorized(QueryFailure(code: "API_KEY_INVALID", advice: "mend it")))
  }
}
