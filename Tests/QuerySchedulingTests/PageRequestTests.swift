import QueryCore
import QueryScheduling
import Testing

/// Requests for rows beside the polls of the same credential.
struct PageRequestTests {
  private var engine = PollingEngine(pace: PollPace(.seconds(1)))

  private static let good = RequestEnd(.ok, work: WorkStatus(hasEnded: false))

  /// Lets rows be asked for until they have to wait, each ending at once.
  private mutating func drain(
    _ purpose: PagePurpose = .bulk, at now: Double
  ) -> (sent: Int, until: Double) {
    var sent = 0
    while true {
      switch engine.admit(.page(purpose), at: "s", at: now) {
      case .send(let ticket):
        sent += 1
        _ = engine.finish(ticket, Self.good, at: now)
      case .wait(let until): return (sent, until)
      case .renew: return (sent, .nan)
      }
    }
  }

  @Test mutating func `a quarter of the limit may be read at once, then the pace counts`() {
    let (sent, until) = drain(at: 0)
    #expect((1250...1300).contains(sent))
    #expect(until.isFinite)
  }

  @Test mutating func `rows never take more than 95 percent of an hour`() {
    var sent = 0
    var now = 0.0
    while now < 3600 {
      let (more, until) = drain(at: now)
      sent += more
      now = max(now + 0.01, until)
    }
    #expect(sent <= 4750)
    #expect(sent > 4000)
  }

  @Test mutating func `a person is served out of the reserve when the rest is spent`() {
    _ = drain(at: 0)
    #expect(drain(.person, at: 0).sent > 50)
  }

  @Test mutating func `nobody asks for rows while the source wants patience`() throws {
    let ticket = try page()
    let decision = engine.finish(ticket, RequestEnd(.throttled, wait: 90), at: 0)
    #expect((decision.throttledUntil ?? 0) >= 90)
    for purpose in [PagePurpose.bulk, .person] {
      let (sent, until) = drain(purpose, at: 89)
      #expect(sent == 0)
      #expect(until >= 90)
    }
  }

  @Test mutating func `what throttles the polls throttles the rows`() throws {
    engine.add(.watched(try Target(parsing: "s:query/q")), PollHints(hazardClass: "query"), at: 0)
    guard case .send(let ticket) = engine.next(at: 0) else {
      Issue.record("no poll")
      return
    }
    _ = engine.finish(ticket, RequestEnd(.throttled, wait: 90), at: 0)
    #expect(drain(at: 89).sent == 0)
  }

  /// Asks for a page that is let through at once.
  private mutating func page(_ purpose: PagePurpose = .bulk) throws -> RequestTicket {
    guard case .send(let ticket) = engine.admit(.page(purpose), at: "s", at: 0) else {
      throw NotSent()
    }
    return ticket
  }

  private struct NotSent: Error {}

  @Test mutating func `no more than two pages are on their way together`() throws {
    // The first tells whether the source answers at all.
    _ = engine.finish(try page(), Self.good, at: 0)
    _ = try (page(.person), page(.person))
    #expect(engine.admit(.page(.person), at: "s", at: 0) == .wait(until: .infinity))
  }

  @Test mutating func `an action goes beside two pages, paid from the reserve`() throws {
    _ = engine.finish(try page(), Self.good, at: 0)
    _ = try (page(), page())
    guard case .send(let ticket) = engine.admit(.action, at: "s", at: 0) else { throw NotSent() }
    #expect(ticket.isFromReserve)
  }

  @Test mutating func `an action that is not sent after all is booked nevertheless`() throws {
    let before = drain(.person, at: 0).sent
    engine = PollingEngine(pace: PollPace(.seconds(1)))
    _ = engine.finish(try page(.person), Self.good, at: 0)
    guard case .send(let ticket) = engine.admit(.action, at: "s", at: 0) else { throw NotSent() }
    engine.withdraw(ticket, at: 0)
    #expect(drain(.person, at: 0).sent == before - 2)
  }

  @Test mutating func `a page taken back makes room for another`() throws {
    for _ in 0..<10 { engine.withdraw(try page(), at: 0) }
  }

  @Test mutating func `polls keep three quarters of the pace while rows are read`() throws {
    for number in 0..<50 {
      engine.add(
        .watched(try Target(parsing: "s:query/q\(number)")), PollHints(hazardClass: "query"), at: 0)
    }
    var (polls, pages, now) = (0, 0, 0.0)
    while now < 3600 {
      var soonest = Double.infinity
      switch engine.next(at: now) {
      case .send(let ticket):
        polls += 1
        _ = engine.finish(ticket, Self.good, at: now)
        soonest = now
      case .wait(let until): soonest = until
      case .renew: break
      }
      switch engine.admit(.page(.bulk), at: "s", at: now) {
      case .send(let ticket):
        pages += 1
        _ = engine.finish(ticket, Self.good, at: now)
        soonest = now
      case .wait(let until): soonest = min(soonest, until)
      case .renew: break
      }
      now = soonest > now ? min(soonest, 3600) : now
    }
    let paced = pages - 1250
    #expect(polls + pages <= 4750)
    #expect(paced > 0)
    #expect(polls >= 3 * paced)
  }
}
