import QueryCore
import QueryScheduling
import TestSupport
import Testing

struct PollingEngineTests {
  private let slot: PollSlot
  private var engine = PollingEngine(
    pace: PollPace(.seconds(1)), random: Randomness(FixedGenerator(0)))

  init() throws {
    slot = .watched(try Target(parsing: "s:query/q"))
    engine.add(slot, PollHints(hazardClass: "query"), at: 0)
  }

  /// Polls once at `time`, whatever is next; nil where nothing is.
  private mutating func poll(
    at time: Double, _ signal: RequestSignal = .ok, hasEnded: Bool = false,
    budget: RequestBudget? = nil, wait: Double? = nil
  ) -> PollDecision? {
    guard case .send(let ticket) = engine.next(at: time) else { return nil }
    let work = signal == .ok ? WorkStatus(hasEnded: hasEnded) : nil
    return engine.finish(
      ticket, RequestEnd(signal, budget: budget, wait: wait, work: work), at: time)
  }

  @Test mutating func `one slot is never asked twice at once`() {
    _ = engine.next(at: 0)
    #expect(engine.next(at: 1000) == .wait(until: .infinity))
  }

  @Test mutating func `until the first answer a source gets one request a second`() throws {
    engine.add(.watched(try Target(parsing: "s:query/r")), PollHints(hazardClass: "query"), at: 0)
    _ = engine.next(at: 0)
    #expect(engine.next(at: 0) == .wait(until: 1))
  }

  @Test mutating func `a missing endpoint is tried again after an hour`() {
    #expect(poll(at: 0, .unsupported)?.rest == 3600)
  }

  @Test mutating func `a missing endpoint is tried once an hour by one target for all`() throws {
    for number in 0..<50 {
      engine.add(
        .watched(try Target(parsing: "s:query/r\(number)")), PollHints(hazardClass: "query"), at: 0)
    }
    #expect(poll(at: 0, .unsupported)?.isOfSource == true)
    #expect(engine.next(at: 0) == .wait(until: 3600))
    #expect(poll(at: 3600, .unsupported) != nil)
    #expect(engine.next(at: 3600) == .wait(until: 7200))
  }

  @Test mutating func `an endpoint that appears is asked about every target`() throws {
    engine.add(.watched(try Target(parsing: "s:query/r")), PollHints(hazardClass: "query"), at: 0)
    _ = poll(at: 0, .unsupported)
    _ = poll(at: 3600)
    #expect(poll(at: 3601) != nil)
  }

  @Test mutating func `a missing endpoint of one kind leaves the others alone`() throws {
    engine.add(.watched(try Target(parsing: "s:batch/b")), PollHints(hazardClass: "batch"), at: 0)
    #expect(poll(at: 0, .unsupported)?.isOfSource == false)
    #expect(poll(at: 0) != nil)
  }

  @Test mutating func `a target that never reaches the source says nothing of it`() throws {
    guard case .send(let ticket) = engine.next(at: 0) else {
      Issue.record("nothing is asked")
      return
    }
    let end = RequestEnd(.unsupported, requests: 0)
    #expect(!engine.finish(ticket, end, at: 0).isOfSource)
  }

  @Test mutating func `a key press does not shorten the wait a source asked for`() {
    _ = poll(at: 0, .throttled, wait: 100)
    engine.ask()
    #expect(poll(at: 99.9) == nil)
    #expect(poll(at: 100) != nil)
  }

  @Test mutating func `a refused key is tried after 30 s, then after a minute`() {
    _ = poll(at: 0, .keyRefused)
    #expect(poll(at: 29) == nil)
    #expect(poll(at: 30, .keyRefused) != nil)
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
    _ = poll(at: 0, hasEnded: true)
    engine.ask()
    #expect(engine.next(at: 1000) == .wait(until: .infinity))
  }
}
