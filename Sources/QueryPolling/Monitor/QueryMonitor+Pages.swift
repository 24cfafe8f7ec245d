import NIOConcurrencyHelpers
package import QueryCore

/// Rows are asked for through the monitor, so that they share the credential's budget with the
/// polls. One without targets, whether it runs or not, is a gate for those who only want rows.
extension QueryMonitor: RequestGate {
  package func enter(
    _ source: String, for purpose: RequestPurpose
  ) async throws(CancellationError) -> PageTicket {
    while true {
      if Task.isCancelled { throw CancellationError() }
      let seen = wake.generation
      let moment = moment()
      let step = board.withLockedValue {
        $0.core.nextPage(of: source, for: purpose, at: moment)
      }
      switch step {
      case .send(let ticket): return ticket
      case .renew(let account): await renew(account)
      case .wait(let until):
        let longest = moment.elapsed + Self.longestSleep
        try await sleep(until: min(until, longest), unlessWokenAfter: seen)
      }
    }
  }

  package func leave(
    _ ticket: PageTicket, _ problem: PollProblem?, budget: RequestBudget?
  ) -> Bool {
    let moment = moment()
    var isSuperseded = false
    publish { core in
      let end = core.finishPage(ticket, problem, budget: budget, at: moment)
      isSuperseded = end.isSuperseded
      return end.isNews
    }
    wake.fire()
    return isSuperseded
  }

  package func withdraw(_ ticket: PageTicket) {
    let moment = moment()
    board.withLockedValue { $0.core.withdrawPage(ticket, at: moment) }
    wake.fire()
  }
}
