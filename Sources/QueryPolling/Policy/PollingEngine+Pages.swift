package import FoundationEssentials

/// Requests for rows: not scheduled, but let through as the source and its budget allow.
extension PollingEngine {
  /// What to do about a request for rows; one that is returned counts as sent at `now`.
  package mutating func nextPage(
    of source: String, for purpose: RequestPurpose, at time: Double
  ) -> PageStep {
    let now = advance(to: time)
    let desk = openDesk(of: source, at: now)
    if !isRenewing, desks[desk].gate.renewal == .wanted {
      isRenewing = true
      desks[desk].gate.beginRenewal()
      return .renew(account: desks[desk].name)
    }
    guard inFlight < Self.mostInFlight else { return .wait(until: .infinity) }
    // A clock may wake a hair early: what is due within a microsecond is due.
    switch desks[desk].pageMove(for: purpose, at: now + 1e-6) {
    case .wait(let until): return .wait(until: until)
    case .send(let payment):
      lastTicket += 1
      inFlight += 1
      desks[desk].beginPage(lastTicket, payment, at: now)
      return .send(
        PageTicket(source: source, number: lastTicket, desk: desk, payment: payment))
    }
  }

  /// Takes how a request for rows ended.
  ///
  /// - Returns: what it means for the source.
  package mutating func finishPage(
    _ ticket: PageTicket, _ outcome: PollOutcome, at time: Double, date: Date
  ) -> PollRuling {
    let now = advance(to: time)
    inFlight -= 1
    desks[ticket.desk].endPage()
    let sign = outcome.sign(at: date)
    // A source without rows may well have states.
    return rule(
      sign == .unsupported ? .well : sign, ticket.number, budget: outcome.budget,
      of: ticket.desk, at: now, date)
  }

  /// Takes back a request for rows that was cancelled; it stays booked, since it may have been sent.
  package mutating func withdrawPage(_ ticket: PageTicket, at time: Double) {
    let now = advance(to: time)
    inFlight -= 1
    desks[ticket.desk].endPage()
    _ = desks[ticket.desk].gate.finish(ticket.number, .none, at: now, &random)
  }
}
