package import FoundationEssentials
package import QueryCore
package import QueryHTTP
import ResultTables

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

extension PollProblem {
  /// Names a transport's failure as a poll's.
  package init(_ error: TransportError) {
    switch error {
    case .timedOut: self = .timedOut
    case .unreachable(let reason): self = .unreachable(reason)
    case .tooLarge, .malformed: self = .unreadable(error.description)
    case .insecure: self = .unreachable(error.description)
    }
  }

  /// Names whatever a poll ran into.
  ///
  /// - Throws: `CancellationError` where that is what it ran into: it is no problem of the source.
  init(caught error: any Error) throws(CancellationError) {
    switch error {
    case let problem as PollProblem: self = problem
    case is CancellationError: throw CancellationError()
    case let error as TransportError: self = PollProblem(error)
    case let error as JSONError: self = .unreadable(error.description)
    case let error as ResultDecodeError: self = .unreadable(error.description)
    default: self = .unreachable("the request failed")
    }
  }
}
