import QueryCore
import QueryScheduling
import TestSupport
import Testing

/// What the engine does where a refused key may be had anew.
struct CredentialRenewalTests {
  private var engine = PollingEngine(
    pace: PollPace(.seconds(1)), accounts: SourceAccounts(renewable: ["s"]),
    random: Randomness(FixedGenerator(0)))

  init() throws {
    engine.add(.watched(try Target(parsing: "s:query/q")), PollHints(hazardClass: "query"), at: 0)
  }

  private mutating func ticket(at time: Double) -> RequestTicket? {
    if case .send(let ticket) = engine.next(at: time) { ticket } else { nil }
  }

  private mutating func finish(
    _ ticket: RequestTicket, at time: Double, _ signal: RequestSignal = .ok
  ) -> PollDecision {
    let work = signal == .ok ? WorkStatus(hasEnded: false) : nil
    return engine.finish(ticket, RequestEnd(signal, work: work), at: time)
  }

  /// A poll whose key is refused.
  private mutating func refuse(at time: Double) throws -> PollDecision {
    finish(try #require(ticket(at: time)), at: time, .keyRefused)
  }

  @Test mutating func `a refused key is looked for once, and nothing is told until then`() throws {
    #expect(try refuse(at: 0).isSuperseded)
    #expect(engine.next(at: 0) == .renew(account: "s"))
    #expect(engine.next(at: 100) == .wait(until: .infinity))
  }

  @Test mutating func `a fresh key is tried at once`() throws {
    _ = try refuse(at: 0)
    _ = engine.next(at: 0)
    engine.renewed("s", isFresh: true, at: 2)
    guard case .poll(_, .probe) = try #require(ticket(at: 2)).requestClass else {
      Issue.record("no probe")
      return
    }
  }

  @Test mutating func `a fresh key that is refused too closes the source`() throws {
    _ = try refuse(at: 0)
    _ = engine.next(at: 0)
    engine.renewed("s", isFresh: true, at: 2)
    let ruling = try refuse(at: 2)
    #expect(ruling.isOfSource && !ruling.isSuperseded)
    #expect(engine.next(at: 2) == .wait(until: 32))
  }

  @Test mutating func `the same key again leaves the source closed`() throws {
    _ = try refuse(at: 0)
    _ = engine.next(at: 0)
    engine.renewed("s", isFresh: false, at: 2)
    #expect(engine.next(at: 2) == .wait(until: 30))
    #expect(try refuse(at: 30).isOfSource)
    #expect(engine.next(at: 30) == .wait(until: 90))
  }

  @Test mutating func `after a good answer a later refusal looks again`() throws {
    _ = try refuse(at: 0)
    _ = engine.next(at: 0)
    engine.renewed("s", isFresh: true, at: 2)
    _ = finish(try #require(ticket(at: 2)), at: 2)
    #expect(try refuse(at: 100).isSuperseded)
    #expect(engine.next(at: 100) == .renew(account: "s"))
  }

  @Test mutating func `a person's wish looks again`() throws {
    _ = try refuse(at: 0)
    _ = engine.next(at: 0)
    engine.renewed("s", isFresh: false, at: 2)
    engine.ask()
    #expect(engine.next(at: 3) == .renew(account: "s"))
  }

  @Test mutating func `a late refusal of the old key does not close the source again`() throws {
    for number in 0..<3 {
      engine.add(
        .watched(try Target(parsing: "s:query/r\(number)")), PollHints(hazardClass: "query"), at: 0)
    }
    _ = finish(try #require(ticket(at: 0)), at: 0)
    let early = try #require(ticket(at: 1))
    _ = try refuse(at: 1)
    _ = engine.next(at: 1)
    engine.renewed("s", isFresh: true, at: 2)
    _ = finish(try #require(ticket(at: 2)), at: 2)
    #expect(finish(early, at: 3, .keyRefused).isSuperseded)
    #expect(ticket(at: 9) != nil)
  }

  @Test mutating func `a key in a file is read again every half a minute, and before each probe`()
    throws
  {
    engine = PollingEngine(
      pace: PollPace(.seconds(1)), accounts: SourceAccounts(files: ["s"]),
      random: Randomness(FixedGenerator(0)))
    engine.add(.watched(try Target(parsing: "s:query/q")), PollHints(hazardClass: "query"), at: 0)
    _ = try refuse(at: 0)
    _ = engine.next(at: 0)
    engine.renewed("s", isFresh: false, at: 0)
    for (look, isProbed) in [(30.0, true), (60, false), (90, true), (120, false), (150, false)] {
      #expect(engine.next(at: look) == .renew(account: "s"))
      engine.renewed("s", isFresh: false, at: look)
      if isProbed { _ = try refuse(at: look) }
      #expect(engine.next(at: look) == .wait(until: look + 30))
    }
    #expect(engine.next(at: 180) == .renew(account: "s"))
    engine.renewed("s", isFresh: true, at: 180)
    #expect(ticket(at: 180) != nil)
  }

  @Test mutating func `one key is looked for at a time`() throws {
    engine = PollingEngine(
      pace: PollPace(.seconds(1)), accounts: SourceAccounts(renewable: ["s", "t"]))
    for source in ["s", "t"] {
      engine.add(
        .watched(try Target(parsing: "\(source):query/q")), PollHints(hazardClass: "query"), at: 0)
    }
    let tickets = [try #require(ticket(at: 0)), try #require(ticket(at: 0))]
    for ticket in tickets { _ = finish(ticket, at: 0, .keyRefused) }
    #expect(engine.next(at: 0) == .renew(account: "s"))
    #expect(engine.next(at: 0) == .wait(until: .infinity))
    engine.renewed("s", isFresh: false, at: 1)
    #expect(engine.next(at: 1) == .renew(account: "t"))
  }
}
