import FoundationEssentials
import QueryCore
import QueryPolling
import Testing

/// Requests for rows beside the polls of the same credential.
struct PageRequestTests {
  private static let date = Date(timeIntervalSince1970: 1_791_028_800)
  private var engine = PollingEngine(pace: PollPace(.seconds(1)))

  private static let good = PollOutcome(.success(PollAnswer(state: .running)))

  /// Lets rows be asked for until they have to wait, each ending at once.
  private mutating func drain(
    _ purpose: RequestPurpose = .bulk, at now: Double
  ) -> (sent: Int, until: Double) {
    var sent = 0
    while true {
      switch engine.nextPage(of: "s", for: purpose, at: now) {
      case .send(let ticket):
        sent += 1
        _ = engine.finishPage(ticket, Self.good, at: now, date: Self.date)
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
    guard case .send(let ticket) = engine.nextPage(of: "s", for: .bulk, at: 0) else {
      Issue.record("not sent")
      return
    }
    let problem = PollProblem.throttled(until: Self.date.addingTimeInterval(90))
    let ruling = engine.finishPage(
      ticket, PollOutcome(.failure(problem)), at: 0, date: Self.date)
    #expect((ruling.throttledUntil ?? 0) >= 90)
    for purpose in [RequestPurpose.bulk, .person] {
      let (sent, until) = drain(purpose, at: 89)
      #expect(sent == 0)
      #expect(until >= 90)
    }
  }

  @Test mutating func `what throttles the polls throttles the rows`() throws {
    engine.add(.watched(try Target(parsing: "s:query/q")), at: 0)
    guard case .poll(let ticket) = engine.next(at: 0) else {
      Issue.record("no poll")
      return
    }
    let problem = PollProblem.throttled(until: Self.date.addingTimeInterval(90))
    _ = engine.finish(ticket, PollOutcome(.failure(problem)), at: 0, date: Self.date)
    #expect(drain(at: 89).sent == 0)
  }

  @Test mutating func `no more than two pages are on their way together`() {
    // The first tells whether the source answers at all.
    guard case .send(let first) = engine.nextPage(of: "s", for: .bulk, at: 0) else { return }
    _ = engine.finishPage(first, Self.good, at: 0, date: Self.date)
    var sent = 0
    while case .send = engine.nextPage(of: "s", for: .person, at: 0) { sent += 1 }
    #expect(sent == 2)
  }

  @Test mutating func `a page taken back makes room for another`() {
    for _ in 0..<10 {
      guard case .send(let ticket) = engine.nextPage(of: "s", for: .bulk, at: 0) else {
        Issue.record("not sent")
        return
      }
      engine.withdrawPage(ticket, at: 0)
    }
  }

  @Test mutating func `polls keep three quarters of the pace while rows are read`() throws {
    for number in 0..<50 {
      engine.add(.watched(try Target(parsing: "s:query/q\(number)")), at: 0)
    }
    var (polls, pages, now) = (0, 0, 0.0)
    while now < 3600 {
      var soonest = Double.infinity
      switch engine.next(at: now) {
      case .poll(let ticket):
        polls += 1
        _ = engine.finish(ticket, Self.good, at: now, date: Self.date)
        soonest = now
      case .wait(let until): soonest = until
      case .rest, .renew: break
      }
      switch engine.nextPage(of: "s", for: .bulk, at: now) {
      case .send(let ticket):
        pages += 1
        _ = engine.finishPage(ticket, Self.good, at: now, date: Self.date)
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
