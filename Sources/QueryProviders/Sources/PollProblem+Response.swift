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
    let said = said.waiting(by: response, now: now)
    switch response.status {
    case 300...399:
      self = .redirected(toHost: response.headers["Location"].flatMap(BaseURL.host(ofLocation:)))
    case 401: self = .unauthorized(said)
    case 403: self = .forbidden(said)
    case 404, 410: self = .notFound(said)
    case 408: self = .timedOut
    case 429 where !said.isThrottling: self = .workFailed(status: 429, said)
    case 429: self = .throttled(by: response, said, now: now)
    case 501: self = .unsupported
    case 500...: self = .serverError(status: response.status, said)
    default: self = .refused(status: response.status, said)
    }
  }
}

extension QueryFailure {
  /// Whether a 429 that says this is about the rate of requests: any other code is about the work
  /// itself, as a licence's daily number of queries.
  var isThrottling: Bool {
    guard let code = code?.uppercased(), !code.isEmpty else { return true }
    return ["TOO_MANY", "RATE", "THROTTL", "SLOW_DOWN", "429"].contains { code.contains($0) }
  }
}

extension PollProblem {
  /// Checks that an answer is about what was asked for.
  ///
  /// - Parameter told: the id in the answer; nil where it has none.
  /// - Throws: `PollProblem.otherTarget`.
  static func check(_ told: String?, is id: String) throws(PollProblem) {
    guard let told, !told.isEmpty, told.lowercased() != id.lowercased() else { return }
    throw .otherTarget(told)
  }
}

extension PollProblem {
  /// The problem of an answer that throttles the whole source.
  static func throttled(
    by response: HTTPResponse, _ said: QueryFailure, now: Date
  ) -> PollProblem {
    let told = RetryAfter.wait(response.headers, now: now)
    let wait = told ?? RetryAfter.standard
    var said = said
    said.wait = nil
    return .throttled(
      until: now.addingTimeInterval(wait / .seconds(1)), isTold: told != nil, said)
  }

  /// Names a transport's failure as a poll's.
  package init(_ error: TransportError) {
    switch error {
    case .timedOut: self = .timedOut
    case .unreachable(let reason), .notSent(let reason): self = .unreachable(reason)
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

extension QueryFailure {
  /// The same with the wait that the answer asks for.
  func waiting(by response: HTTPResponse, now: Date) -> QueryFailure {
    var failure = self
    failure.wait = RetryAfter.wait(response.headers, now: now)
    return failure
  }
}
