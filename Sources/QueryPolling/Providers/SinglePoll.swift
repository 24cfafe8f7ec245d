import QueryCore

/// A poll of one request, for providers whose endpoint tells everything at once.
struct SinglePoll {
  let transport: any HTTPTransport

  /// Sends `request` and reads its answer; what goes wrong in either is the outcome.
  ///
  /// - Parameter read: makes the answer, or throws the `PollProblem` or `JSONError` that is in its
  ///   way.
  func send(
    _ request: HTTPRequest, reading read: (HTTPResponse) throws -> PollAnswer
  ) async throws(CancellationError) -> PollOutcome {
    var budget: RequestBudget?
    do {
      let response = try await transport.send(request)
      budget = RequestBudget(response.headers)
      return PollOutcome(.success(try read(response)), budget: budget)
    } catch {
      return PollOutcome(.failure(try PollProblem(caught: error)), budget: budget)
    }
  }
}
