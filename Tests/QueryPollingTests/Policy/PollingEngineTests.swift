import FoundationEssentials
import QueryCore
import QueryPolling
import TestSupport
import Testing

struct PollingEngineTests {
  private let date = Date(timeIntervalSince1970: 1_000_000)
  private let slot: PollSlot
  private var engine = PollingEngine(
    pace: PollPace(.seconds(1)), random: Randomness(FixedGenerator(0)))

  init() throws {
    slot = .watched(try Target(parsing: "s:query/q"))
    engine.add(slot, at: 0)
  }

  /// Polls once at `time`, whoever's turn it is; nil where it is nobody's.
  private mutating func poll(
    at time: Double,
    _ result: Result<PollAnswer, PollProblem> = .success(PollAnswer(state: .running)),
    budget: RequestBudget? = nil
  ) -> PollRuling? {
    guard case .poll(let ticket) = engine.next(at: time) else { return nil }
    return engine.finish(
      ticket, PollOutcome(result, budget: budget), at: time,
      date: date.addingTimeInterval(time))
  }

  @Test mutating func `one slot is never asked twice at once`() {
    _ = engine.next(at: 0)
    #expect(engine.next(at: 1000) == .rest)
  }

  @Test mutating func `until the first answer a source gets one request`() throws {
    engine.add(.watched(try Target(parsing: "s:query/r")), at: 0)
    _ = engine.next(at: 0)
    #expect(engine.next(at: 0) == .rest)
  }

  @Test mutating func `a 404 about work seen alive is believed a minute later`() {
    _ = poll(at: 0)
    #expect(poll(at: 1, .failure(.notFound(QueryFailure())))?.isGone == false)
    #expect(poll(at: 61, .failure(.notFound(QueryFailure())))?.isGone == true)
  }

  @Test mutating func `a 404 about work never seen stays a problem`() {
    _ = poll(at: 0, .failure(.notFound(QueryFailure())))
    #expect(poll(at: 60, .failure(.notFound(QueryFailure())))?.isGone == false)
  }

  @Test mutating func `a missing endpoint is tried again after an hour`() {
    #expect(poll(at: 0, .failure(.unsupported))?.rest == 3600)
  }

  @Test mutating func `a missing endpoint is tried once an hour by one target for all`() throws {
    for number in 0..<50 {
      engine.add(.watched(try Target(parsing: "s:query/r\(number)")), at: 0)
    }
    #expect(poll(at: 0, .failure(.unsupported))?.isOfSource == true)
    #expect(engine.next(at: 0) == .wait(until: 3600))
    #expect(poll(at: 3600, .failure(.unsupported)) != nil)
    #expect(engine.next(at: 3600) == .wait(until: 7200))
  }

  @Test mutating func `an endpoint that appears is asked about every target`() throws {
    engine.add(.watched(try Target(parsing: "s:query/r")), at: 0)
    _ = poll(at: 0, .failure(.unsupported))
    _ = poll(at: 3600)
    #expect(poll(at: 3601) != nil)
  }

  @Test mutating func `a missing endpoint of one kind leaves the others alone`() throws {
    engine.add(.watched(try Target(parsing: "s:batch/b")), at: 0)
    #expect(poll(at: 0, .failure(.unsupported))?.isOfSource == false)
    #expect(poll(at: 0) != nil)
  }

  @Test mutating func `a target that never reaches the source says nothing of it`() throws {
    guard case .poll(let ticket) = engine.next(at: 0) else {
      Issue.record("nothing is asked")
      return
    }
    let outcome = PollOutcome(.failure(.unsupported), requests: 0)
    #expect(!engine.finish(ticket, outcome, at: 0, date: date).isOfSource)
  }

  @Test mutating func `a key press does not shorten the wait a source asked for`() {
    _ = poll(at: 0, .failure(.throttled(until: date.addingTimeInterval(100))))
    engine.ask()
    #expect(poll(at: 99.9) == nil)
    #expect(poll(at: 100) != nil)
  }

  @Test mutating func `a refused key is tried after 30 s, then after a minute`() {
    _ = poll(at: 0, .failure(.unauthorized(QueryFailure())))
    #expect(poll(at: 29) == nil)
    #expect(poll(at: 30, .failure(.unauthorized(QueryFailure()))) != nil)
    #expect(poll(at: 89) == nil)
    #expect(poll(at: 90) != nil)
  }

  @Test mutating func `of a spent budget the last twentieth is a person's`() {
    _ = poll(at: 0, budget: RequestBudget(limit: 1000, remaining: 50))
    #expect(poll(at: 60) == nil)
    engine.ask()
    #expect(poll(at: 60) != nil)
  }

  @Test mutating func `a target that has ended is asked no more`() {
    _ = poll(at: 0, .success(PollAnswer(state: .failed)))
    engine.ask()
    #expect(engine.next(at: 1000) == .rest)
  }
}
