package import FoundationEssentials
package import QueryCore
package import QueryHTTP

/// What an answer that is not a plain status means, by its error code first and its HTTP status
/// second: licence and account faults arrive with any status.
package enum SupermetricsRefusal {
  /// Judges an answer.
  ///
  /// - Parameters:
  ///   - isQuery: whether one query was asked for; only then can a code be about it.
  ///   - now: the moment a wait counts from.
  package static func problem(
    _ response: HTTPResponse, failure: QueryFailure?, isQuery: Bool, now: Date
  ) -> PollProblem {
    let said = (failure ?? QueryFailure()).waiting(by: response, now: now)
    let code = said.code.flatMap { ErrorBody.isCode($0.uppercased()) ? $0.uppercased() : nil }
    let status = response.status
    let plain = PollProblem(refusal: response, said: said, now: now).withStatus(status)
    if (300...399).contains(status) { return plain }
    // What stands before the API answers with these, and knows nothing of query, key or licence
    // unless it passes on a code of theirs.
    if (502...504).contains(status) {
      return isQuery && isAboutQuery(code) ? .workFailed(status: status, said) : plain
    }
    if let problem = problem(code: code, said) { return problem.withStatus(status) }
    if code == "TOO_MANY_REQUESTS" {
      let limited = HTTPResponse(status: 429, headers: response.headers)
      return PollProblem(refusal: limited, said: said, now: now)
    }
    if case .throttled = plain { return plain }
    if isQuery, isFailure(code, status) { return .workFailed(status: status, said) }
    if case .workFailed = plain { return .refused(status: status, said) }
    if (400...499).contains(status) || status == 501 { return plain }
    let isTrouble = status >= 500 || passing.contains(code ?? "")
    return isTrouble ? .serverError(status: status, said) : .refused(status: status, said)
  }

  /// Whether a code, with this status, tells that the query itself failed.
  private static func isFailure(_ code: String?, _ status: Int) -> Bool {
    guard let code, !passing.contains(code), !ofRequest.contains(code) else { return false }
    switch status {
    case 401, 404, 408, 410: return false
    // Of other codes a 403 may be about the key.
    case 403: return isAboutQuery(code)
    case 501...: return isAboutQuery(code)
    default: return true
    }
  }

  /// Whether a code names what a query is about: its account, data source, fields, or what the
  /// licence allows of it (the vendor's list of error codes).
  private static func isAboutQuery(_ code: String?) -> Bool {
    guard let code else { return false }
    return ["QUERY_", "ACCOUNT_", "DATA_SOURCE_", "LICENSE_", "FIELD_", "FILTER_", "DATE_"]
      .contains { code.hasPrefix($0) }
  }

  /// Codes that mean the same whatever the HTTP status is.
  private static func problem(code: String?, _ said: QueryFailure) -> PollProblem? {
    switch code {
    case "UNAUTHORIZED", "ACCESS_TOKEN_INVALID", "ACCESS_TOKEN_EXPIRED", "API_KEY_INVALID",
      "API_KEY_REQUIRED":
      .unauthorized(said)
    case "FORBIDDEN", "ACCESS_DENIED_IP", "ACCESS_DENIED_PERMISSIONS", "API_KEY_DISABLED",
      // Of the licence as a whole.
      "LICENSE_EXPIRED", "LICENSE_NOT_FOUND", "LICENSE_QUERIES_SUSPENDED":
      .forbidden(said)
    case "STATUS_NOT_FOUND", "NOT_FOUND", "QUERY_RESULTS_UNAVAILABLE": .notFound(said)
    default: nil
    }
  }

  /// Codes of a server in trouble, which say nothing of the query.
  private static let passing: Set<String> = [
    "INTERNAL_SERVER_ERROR", "INTERNAL_ERROR", "SERVICE_UNAVAILABLE", "BAD_GATEWAY",
    "GATEWAY_TIMEOUT",
  ]

  /// Codes of a request that is wrong, which say nothing of the query either.
  private static let ofRequest: Set<String> = [
    "BAD_REQUEST", "VALIDATION_ERROR", "INVALID_REQUEST", "UNPROCESSABLE_ENTITY",
    "UNPROCESSABLE_CONTENT", "METHOD_NOT_ALLOWED", "TOO_MANY_REQUESTS",
  ]
}
