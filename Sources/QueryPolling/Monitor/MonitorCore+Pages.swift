package import QueryCore

/// Requests for rows beside the polls.
extension MonitorCore {
  /// What to do about a request for rows; one that is returned counts as sent.
  package mutating func nextPage(
    of source: String, for purpose: RequestPurpose, at moment: MonitorMoment
  ) -> PageStep {
    engine.nextPage(of: source, for: purpose, at: moment.elapsed)
  }

  /// Takes how a request for rows ended.
  ///
  /// - Returns: whether anything changed that is worth publishing, and whether the problem tells
  ///   nothing since the key is being replaced.
  package mutating func finishPage(
    _ ticket: PageTicket, _ problem: PollProblem?, budget: RequestBudget?,
    at moment: MonitorMoment
  ) -> (isNews: Bool, isSuperseded: Bool) {
    let result = problem.map { Result<PollAnswer, PollProblem>.failure($0) }
    let outcome = PollOutcome(result ?? .success(PollAnswer(state: .succeeded)), budget: budget)
    let ruling = observing(ticket.source, at: moment) {
      $0.finishPage(ticket, outcome, at: $1, date: moment.date)
    }
    var isNews = false
    for source in accounts.sharing(with: ticket.source, among: sources) {
      isNews = state.applyBudget(outcome, of: source) || isNews
      isNews = moveGate(of: source, until: ruling.throttledUntil, at: moment) || isNews
    }
    return (isNews, ruling.isSuperseded)
  }

  /// Takes back a request for rows that was cancelled.
  package mutating func withdrawPage(_ ticket: PageTicket, at moment: MonitorMoment) {
    engine.withdrawPage(ticket, at: moment.elapsed)
  }
}
