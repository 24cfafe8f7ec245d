package import FoundationEssentials
package import QueryCore
package import QueryHTTP

/// What an answer that is not a plain status means, by its error code first and its HTTP status
/// second.
package enum SupermetricsRefusal: Hashable, Sendable {
  /// The query itself failed: licence and account faults arrive as a coded 500.
  case failed(QueryFailure)
  /// The poll failed, and says nothing of the query's state.
  case problem(PollProblem)

  /// Judges an answer.
  ///
  /// - Parameters:
  ///   - isQuery: whether one query was asked for; only then can a coded 500 be the query's own
  ///     failure.
  ///   - now: the moment a wait counts from.
  package init(_ response: HTTPResponse, failure: QueryFailure?, isQuery: Bool, now: Date) {
    let said = failure ?? QueryFailure()
    let code = said.code?.uppercased()
    let status = response.status
    let plain = PollProblem(refusal: response, said: said, now: now)
    if (300...399).contains(status) || (502...504).contains(status) {
      // What stands before the API answers, and knows nothing of the query, key or licence.
      self = .problem(plain)
    } else if status == 429 || code == "TOO_MANY_REQUESTS" {
      let wait = RetryAfter.wait(response.headers, now: now)
      self = .problem(.throttled(until: now.addingTimeInterval(wait / .seconds(1))))
    } else if let problem = Self.problem(code: code, said) {
      self = .problem(problem)
    } else if (400...499).contains(status) || status == 501 {
      self = .problem(plain)
    } else if isQuery, status <= 500, let code, ErrorBody.isCode(code), !Self.isPassing(code) {
      self = .failed(said)
    } else if status >= 500 || Self.isPassing(code) {
      self = .problem(.serverError(status: status, said))
    } else {
      self = .problem(.refused(status: status, said))
    }
  }

  /// Codes that mean the same whatever the HTTP status is.
  private static func problem(code: String?, _ said: QueryFailure) -> PollProblem? {
    switch code {
    case "UNAUTHORIZED", "ACCESS_TOKEN_INVALID", "ACCESS_TOKEN_EXPIRED", "API_KEY_INVALID",
      "API_KEY_REQUIRED":
      .unauthorized(said)
    case "FORBIDDEN", "ACCESS_DENIED_IP", "ACCESS_DENIED_PERMISSIONS", "API_KEY_DISABLED":
      .forbidden(said)
    case "STATUS_NOT_FOUND", "NOT_FOUND", "QUERY_RESULTS_UNAVAILABLE": .notFound(said)
    default: nil
    }
  }

  /// Codes of a server in trouble, which say nothing of the query.
  private static func isPassing(_ code: String?) -> Bool {
    switch code {
    case "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "BAD_GATEWAY", "GATEWAY_TIMEOUT": true
    default: false
    }
  }
}
