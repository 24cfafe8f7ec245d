import QueryCore
import QueryScheduling
import TestSupport
import Testing

/// Ends that no status word told: how long they are doubted, believed and looked at.
struct EndClaimTests {
  private let slot: PollSlot
  private var engine = PollingEngine(
    pace: PollPace(.seconds(1)), random: Randomness(FixedGenerator(0)))
  private var now = 0.0

  init() throws {
    slot = .watched(try Target(parsing: "s:query/q"))
    engine.add(slot, PollHints(hazardClass: "query"), at: 0)
  }

  /// Waits for the next poll, which the source answers so.
  ///
  /// - Returns: nil where none comes within a week.
  private mutating func poll(_ signal: RequestSignal = .ok) -> PollDecision? {
    while now < 604_800 {
      switch engine.next(at: now) {
      case .send(let ticket):
        let work = signal == .ok ? WorkStatus(hasEnded: false) : nil
        return engine.finish(ticket, RequestEnd(signal, work: work), at: now)
      case .wait(let until):
        guard until.isFinite else { return nil }
        now = until
      case .renew: return nil
      }
    }
    return nil
  }

  /// Beliefs and their moments while every answer is the same.
  private mutating func beliefs(
    _ signal: RequestSignal, until end: Double
  ) -> [(at: Double, belief: EndBelief?)] {
    var beliefs: [(Double, EndBelief?)] = []
    while let decision = poll(signal) {
      beliefs.append((now, decision.belief))
      if now >= end { break }
    }
    return beliefs
  }

  @Test(arguments: [RequestSignal.missing, .workError])
  mutating func `an end is believed after four answers over two minutes, not before`(
    signal: RequestSignal
  ) throws {
    _ = poll()
    let beliefs = beliefs(signal, until: 400)
    let place = try #require(beliefs.firstIndex { $0.belief == .believed })
    #expect(place >= 3 && beliefs[place].at - beliefs[0].at >= 120)
    #expect(beliefs[place].at - beliefs[0].at <= 130)
    #expect(beliefs[..<place].allSatisfy { $0.belief == .confirming })
  }

  @Test(arguments: [RequestSignal.missing, .workError])
  mutating func `a believed end is looked at twelve times within an hour, then no more`(
    signal: RequestSignal
  ) throws {
    _ = poll()
    let beliefs = beliefs(signal, until: 600_000)
    let believed = beliefs.filter { $0.belief == .believed }
    #expect(believed.count == 1 + 12)
    let span = try #require(believed.last).at - #require(believed.first).at
    #expect(span > 3000 && span <= 3600)
    let gaps = zip(believed, believed.dropFirst()).map { $1.at - $0.at }
    #expect(zip(gaps, gaps.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test mutating func `a person's request looks again whenever it comes`() {
    _ = poll()
    _ = beliefs(.missing, until: 600_000)
    now += 90_000
    engine.ask()
    #expect(poll(.missing)?.belief == .believed)
  }

  @Test mutating func `work that is seen alive again is polled as before`() {
    _ = poll()
    _ = beliefs(.workError, until: 300)
    #expect(poll()?.belief == nil)
    #expect(poll()?.rest.map { $0 <= 2 } == true)
  }

  @Test(arguments: [
    RequestSignal.ok, .forbidden, .refused, .missing,
  ])
  mutating func `an answer that says otherwise starts the proof anew`(signal: RequestSignal) {
    _ = poll()
    for _ in 0..<3 { _ = poll(.workError) }
    _ = poll(signal)
    now += 200
    #expect(poll(.workError)?.belief == .confirming)
  }

  @Test mutating func `a failed poll in between neither proves nor disproves`() {
    _ = poll()
    _ = poll(.workError)
    _ = poll(.away)
    _ = poll(.workError)
    _ = poll(.workError)
    now += 120
    #expect(poll(.workError)?.belief == .believed)
  }

  @Test mutating func `a 404 about work never seen is never believed`() {
    let beliefs = beliefs(.missing, until: 7200)
    #expect(beliefs.count > 50 && beliefs.allSatisfy { $0.belief == .confirming })
  }

  @Test mutating func `an error about work never seen is believed as any other`() {
    #expect(beliefs(.workError, until: 300).contains { $0.belief == .believed })
  }

  @Test mutating func `a word nobody knows is asked ten times in half an hour and then ever less`()
  {
    var moments: [Double] = []
    while now < 7200, moments.count < 1000 {
      switch engine.next(at: now) {
      case .send(let ticket):
        moments.append(now)
        let work = WorkStatus(hasEnded: false, isKnown: false)
        _ = engine.finish(ticket, RequestEnd(.ok, work: work), at: now)
      case .wait(let until): now = max(now, until)
      case .renew: break
      }
    }
    let first = moments.count { $0 <= 1800 }
    #expect((10...25).contains(first), "\(first)")
    #expect(moments.count < 60)
  }
}
