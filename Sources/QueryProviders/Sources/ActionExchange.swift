import FoundationEssentials
import QueryCore
import QueryHTTP

/// One request that has something done, and what its answer, or the lack of one, means.
struct ActionExchange: Sendable {
  /// The most of a body that is kept to be shown.
  private static let longestShown = 64 << 10

  let transport: any HTTPTransport
  let now: @Sendable () -> Date

  /// Sends the request, once.
  ///
  /// - Parameters:
  ///   - refuse: makes the problem of an answer that is no success.
  ///   - read: makes the outcome of a good answer; nil where it does not tell one.
  func send(
    _ request: HTTPRequest, refusing refuse: (HTTPResponse, QueryFailure?) -> PollProblem,
    reading read: (HTTPResponse) -> ActionOutcome?
  ) async throws(CancellationError) -> ActionReport {
    let response: HTTPResponse
    do {
      response = try await transport.send(request)
    } catch {
      return ActionReport(try Self.outcome(caught: error))
    }
    return ActionReport(
      outcome(of: response, refuse, read), budget: RequestBudget(response.headers),
      wait: RetryAfter.wait(response.headers, now: now()))
  }

  private func outcome(
    of response: HTTPResponse, _ refuse: (HTTPResponse, QueryFailure?) -> PollProblem,
    _ read: (HTTPResponse) -> ActionOutcome?
  ) -> ActionOutcome {
    let failure = ErrorBody.decode(response.body)
    let answer = ActionAnswer(
      status: response.status, body: String.cut(response.body, to: Self.longestShown),
      requestID: failure?.requestID ?? response.headers["X-Request-Id"])
    switch response.status {
    case 200...299:
      if let outcome = read(response) { return outcome }
      if failure != nil { return .refused(refuse(response, failure), answer) }
      return .mayHaveBeenDone(reason: "the answer does not say what was done", answer)
    // What stands before the API says so of a request that it passed on.
    case 502, 504:
      return .mayHaveBeenDone(reason: "a gateway had no answer (\(response.status))", answer)
    // Without a word of the API's own, an error may have come after the deed.
    case 500... where failure == nil:
      return .mayHaveBeenDone(
        reason: "the server broke off with \(response.status) and no reason", answer)
    default: return .refused(refuse(response, failure), answer)
    }
  }

  private static func outcome(caught error: any Error) throws(CancellationError) -> ActionOutcome {
    switch error {
    case is CancellationError: throw CancellationError()
    case TransportError.notSent(let reason): return .notSent(.unreachable(reason))
    case TransportError.insecure: return .notSent(PollProblem(TransportError.insecure))
    case let error as TransportError:
      return .mayHaveBeenDone(reason: error.description, nil)
    default: return .mayHaveBeenDone(reason: "the request failed", nil)
    }
  }
}
