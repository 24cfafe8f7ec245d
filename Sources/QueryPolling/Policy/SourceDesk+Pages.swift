import QueryCore

/// Requests for rows beside the polls.
extension SourceDesk {
  /// Requests for rows under way together at one source: they are long, and polls need their places.
  static let mostPages = 2

  /// What can be done about a request for rows now.
  enum PageMove {
    case send(PagePayment)
    case wait(until: Double)
  }

  /// Says whether rows may be asked for now, or from when on; infinite where only a request that
  /// ends can bring that about.
  mutating func pageMove(for purpose: RequestPurpose, at now: Double) -> PageMove {
    if inFlight >= Self.mostInFlight || pages >= Self.mostPages { return .wait(until: .infinity) }
    if purpose == .person, gate.admits(asked: true, at: now), ledger.hasReserve(cost: 1, at: now) {
      return .send(.reserve)
    }
    guard gate.admits(asked: false, at: now) else { return .wait(until: gate.opensAt) }
    let ramp = gate.ramp(at: now)
    if ramp == 1, ledger.hasShare(at: now) { return .send(.share) }
    let ready = ledger.ready(cost: 1, ramp: ramp, at: now)
    // Polls go first, but for every fourth request, which they then make up for: rows must not wait
    // for ever.
    let turn = lastPage + 4 / max(ledger.rate(at: now) * ramp, 1e-3)
    if now >= turn, ledger.hasRoom(at: now) { return .send(.pace) }
    guard ready <= now else { return .wait(until: turn > now ? min(ready, turn) : ready) }
    if case .poll = move(at: now) { return .wait(until: turn) }
    return .send(.pace)
  }

  /// Books a request for rows that is being sent.
  mutating func beginPage(_ number: Int, _ payment: PagePayment, at now: Double) {
    switch payment {
    case .reserve: ledger.book(1, fromReserve: true, at: now)
    case .share: ledger.bookShare(1, at: now)
    case .pace:
      ledger.book(1, fromReserve: false, at: now)
      lastPage = now
    }
    inFlight += 1
    pages += 1
    _ = gate.begin(number)
  }

  /// Notes that a request for rows is under way no more.
  mutating func endPage() {
    inFlight -= 1
    pages -= 1
  }
}
