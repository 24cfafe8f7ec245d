package import QueryCore
package import QueryProviders
import QueryScheduling

extension RequestAdmission {
  /// Has something done as soon as the source may be asked, and sends it once: again only where the answer says that nothing was
  /// done for want of a fresher key, and there is one.
  ///
  /// - Throws: `CancellationError`; the request may have been sent then.
  @concurrent package func act(
    at source: String,
    _ send: @Sendable () async throws(CancellationError) -> ActionReport
  ) async throws(CancellationError) -> ActionOutcome {
    while true {
      let ticket = try await acquire(.action, at: source)
      do throws(CancellationError) {
        let report = try await send()
        let isSuperseded = finish(
          ticket, report.outcome.problem, budget: report.budget, wait: report.wait)
        if isSuperseded, case .refused = report.outcome { continue }
        return report.outcome
      } catch {
        withdraw(ticket)
        throw error
      }
    }
  }
}

extension ActionOutcome {
  /// What it says of the source; nil where that is well.
  fileprivate var problem: PollProblem? {
    switch self {
    case .done: nil
    case .refused(let problem, _), .notSent(let problem): problem
    case .mayHaveBeenDone(let reason, let answer):
      answer.map { .serverError(status: $0.status, QueryFailure()) } ?? .unreachable(reason)
    }
  }
}
