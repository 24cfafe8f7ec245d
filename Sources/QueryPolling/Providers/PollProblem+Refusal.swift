package import FoundationEssentials
package import QueryCore

extension PollProblem {
  /// Judges an answer that is no success by its HTTP status alone (RFC 9110 §15).
  ///
  /// - Parameters:
  ///   - said: what the body told of the error.
  ///   - now: the moment a wait counts from.
  package init(refusal response: HTTPResponse, said: QueryFailure, now: Date) {
    switch response.status {
    case 300...399:
      self = .redirected(toHost: response.headers["Location"].flatMap(BaseURL.host(ofLocation:)))
    case 401: self = .unauthorized(said)
    case 403: self = .forbidden(said)
    case 404, 410: self = .notFound(said)
    case 408: self = .timedOut
    case 429:
      let wait = RetryAfter.wait(response.headers, now: now)
      self = .throttled(until: now.addingTimeInterval(wait / .seconds(1)))
    case 501: self = .unsupported
    case 500...: self = .serverError(status: response.status, said)
    default: self = .refused(status: response.status, said)
    }
  }
}
