package import QueryCore
package import ResultTables

/// Leave to send requests beside the polls with the same credential: whoever asks for rows waits
/// here while the source wants patience, and pays out of the same budget.
package protocol RequestGate: Sendable {
  /// Waits until a request may be sent to a source, and books it.
  ///
  /// Each ticket has to come back through `leave` or `withdraw`.
  func enter(
    _ source: String, for purpose: RequestPurpose
  ) async throws(CancellationError) -> PageTicket

  /// Notes how the request of a ticket ended.
  ///
  /// - Returns: whether the problem tells nothing, since the key it was sent with is being replaced:
  ///   the request may be sent again.
  func leave(_ ticket: PageTicket, _ problem: PollProblem?, budget: RequestBudget?) -> Bool

  /// Takes back a ticket whose request was cancelled.
  func withdraw(_ ticket: PageTicket)
}

extension RequestGate {
  /// Asks a source for a page as soon as it may be asked.
  ///
  /// - Throws: `PollProblem`, or `CancellationError` when the task was cancelled.
  @concurrent package func page(
    _ request: ResultPageRequest, of source: any ResultSource, for purpose: RequestPurpose
  ) async throws -> ResultPageAnswer {
    while true {
      let ticket = try await enter(source.sourceName, for: purpose)
      do {
        let answer = try await source.page(request)
        _ = leave(ticket, nil, budget: answer.budget)
        return answer
      } catch let problem as PollProblem {
        if leave(ticket, problem, budget: nil) { continue }
        throw problem
      } catch {
        // Cancelled: a source throws nothing else.
        withdraw(ticket)
        throw error
      }
    }
  }
}
