import QueryCore
import QueryScheduling
import TestSupport
import Testing

/// What the engine does while a source does not answer, and when it does again.
struct OutageTests {
  private var engine = PollingEngine(
    pace: PollPace(.seconds(1)), random: Randomness(FixedGenerator(0)))

  init() throws {
    for number in 0..<20 {
      engine.add(
        .watched(try Target(parsing: "s:query/q\(number)")), PollHints(hazardClass: "query"), at: 0)
    }
  }

  private mutating func ticket(at time: Double) -> RequestTicket? {
    if case .send(let ticket) = engine.next(at: time) { ticket } else { nil }
  }

  private mutating func finish(
    _ ticket: RequestTicket, _ signal: RequestSignal = .ok, wait: Double? = nil, at time: Double
  ) {
    let work = signal == .ok ? WorkStatus(hasEnded: false) : nil
    _ = engine.finish(ticket, RequestEnd(signal, wait: wait, work: work), at: time)
  }

  /// A source that has answered once, and as many tickets as go together.
  private mutating func proven(_ count: Int) throws -> [RequestTicket] {
    finish(try #require(ticket(at: 0)), at: 0)
    return try (0..<count).map { _ in try #require(ticket(at: 1)) }
  }

  /// Requests within a span, each ended at once as `end` says.
  private mutating func requests(
    until length: Double, from start: Double = 0,
    _ end: (_ count: Int, _ time: Double) -> RequestEnd
  ) -> [Double] {
    var moments: [Double] = []
    var now = start
    while now < length {
      switch engine.next(at: now) {
      case .send(let ticket):
        moments.append(now)
        _ = engine.finish(ticket, end(moments.count, now), at: now)
      case .wait(let until): now = max(until, now + 0.001)
      case .renew: return moments
      }
    }
    return moments
  }

  // MARK: When it closes

  @Test mutating func `four failures in a blink are no outage`() throws {
    for ticket in try proven(4) { finish(ticket, .away, at: 1.1) }
    #expect(engine.status(of: "s")?.cause == .failing)
    let until = try #require(engine.status(of: "s")?.closedUntil)
    #expect(until < 5)
    finish(try #require(ticket(at: until)), at: until)
    #expect(engine.status(of: "s")?.cause == nil)
    #expect(engine.rate(of: "s", at: until) == engine.rate(of: "s", at: until + 600))
  }

  @Test mutating func `failures over some seconds are one`() throws {
    let tickets = try proven(2)
    finish(tickets[0], .away, at: 2)
    finish(tickets[1], .away, at: 7)
    #expect(engine.status(of: "s")?.cause == .unreachable)
  }

  @Test mutating func `what was sent before a good answer says nothing of the time after it`()
    throws
  {
    let tickets = try proven(3)
    finish(tickets[2], at: 2)
    finish(tickets[0], .away, at: 31)
    finish(tickets[1], .away, at: 31)
    #expect(engine.status(of: "s")?.cause == nil)
  }

  @Test mutating func `failures that come in while a source is closed do not put off the next try`()
    throws
  {
    let tickets = try proven(4)
    for ticket in tickets.prefix(2) { finish(ticket, .away, at: 2) }
    let before = engine.next(at: 2)
    for ticket in tickets.suffix(2) { finish(ticket, .away, at: 3) }
    #expect(engine.next(at: 3) == before)
  }

  @Test mutating func `an error about the work closes nothing`() throws {
    for ticket in try proven(4) { finish(ticket, .workError, at: 1.1) }
    #expect(engine.status(of: "s")?.cause == nil)
  }

  // MARK: What hangs

  @Test mutating func `a first request that hangs keeps the others waiting for a second`() throws {
    let first = try #require(ticket(at: 0))
    #expect(engine.next(at: 0) == .wait(until: 1))
    finish(try #require(ticket(at: 1)), at: 1.2)
    #expect(ticket(at: 1.2) != nil)
    finish(first, .away, at: 30)
    #expect(engine.status(of: "s")?.cause == nil)
  }

  @Test mutating func `a probe that never ends is followed by another`() throws {
    for ticket in try proven(2) { finish(ticket, .away, at: 10) }
    let opens = try #require(engine.status(of: "s")?.closedUntil)
    _ = try #require(ticket(at: opens))
    guard case .wait(let next) = engine.next(at: opens) else {
      Issue.record("two probes at once")
      return
    }
    #expect(next.isFinite)
    finish(try #require(ticket(at: next)), at: next)
    #expect(engine.status(of: "s")?.cause == nil)
  }

  // MARK: Waits that a provider asks for

  @Test(arguments: [RequestSignal.throttled, .away, .forbidden], [7.0, 90, 7200])
  mutating func `nobody asks a source before the wait that came with a refusal`(
    signal: RequestSignal, wait: Double
  ) throws {
    let tickets = try proven(1)
    finish(tickets[0], signal, wait: wait, at: 2)
    engine.ask()
    guard case .wait(let until) = engine.next(at: 2) else {
      Issue.record("asked too early")
      return
    }
    #expect((2 + wait...2 + wait * 1.1).contains(until))
    #expect(engine.admit(.action, at: "s", at: 1.9 + wait) == .wait(until: until))
    #expect(engine.throttledUntil("s") ?? 0 >= 2 + wait)
  }

  @Test(arguments: [RequestSignal.ok, .missing, .workError, .refused])
  mutating func `a wait that came with an answer is its target's alone`(
    signal: RequestSignal
  ) throws {
    let held = try proven(1)[0]
    finish(held, signal, wait: 50, at: 2)
    engine.ask()
    var asked: Set<PollSlot> = []
    let moments = requests(until: 51.9, from: 2) { _, _ in
      RequestEnd(.ok, work: WorkStatus(hasEnded: false))
    }
    #expect(moments.count > 20)
    #expect(engine.throttledUntil("s") == nil)
    while let ticket = ticket(at: 51.9) {
      if let slot = ticket.slot { asked.insert(slot) }
    }
    #expect(held.slot.map(asked.contains) == false)
  }

  @Test mutating func `rows wait as long as the last rows asked`() throws {
    _ = try proven(0)
    guard case .send(let page) = engine.admit(.page(.person), at: "s", at: 1) else {
      Issue.record("no page")
      return
    }
    _ = engine.finish(page, RequestEnd(.ok, wait: 20), at: 1)
    #expect(engine.admit(.page(.person), at: "s", at: 20) == .wait(until: 21))
    #expect(ticket(at: 2) != nil)
  }

  // MARK: 429 and "now"

  @Test mutating func `a server that always says 429 and now gets 40 requests an hour`() {
    let moments = requests(until: 3600) { _, _ in RequestEnd(.throttled, wait: 0) }
    #expect(moments.count <= 40)
  }

  @Test mutating func `a server that says 429 and now every other time is not met by bursts`() {
    let moments = requests(until: 3600) { count, _ in
      count.isMultiple(of: 2)
        ? RequestEnd(.throttled, wait: 0) : RequestEnd(.ok, work: WorkStatus(hasEnded: false))
    }
    #expect(moments.count < 720)
    let together = moments.map { start in moments.count { $0 >= start && $0 < start + 10 } }
    // The start alone is quicker: nothing is known then.
    #expect(together.dropFirst(60).max() ?? 0 <= 4)
  }

  @Test mutating func `a rate that a server refuses with 429 and now is found`() {
    // A request in two seconds is what it takes.
    var last = -10.0
    var refused = 0
    let moments = requests(until: 3600) { _, time in
      guard time - last >= 2 else {
        refused += 1
        return RequestEnd(.throttled, wait: 0)
      }
      last = time
      return RequestEnd(.ok, work: WorkStatus(hasEnded: false))
    }
    #expect(refused * 4 < moments.count)
    #expect(moments.count > 900)
  }
}
