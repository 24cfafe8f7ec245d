extension PollProblem {
  /// What the provider said of it; nil where it said nothing, or was not reached.
  package var failure: QueryFailure? {
    switch self {
    case .unauthorized(let failure), .forbidden(let failure), .notFound(let failure),
      .noResult(let failure), .refused(_, let failure), .serverError(_, let failure),
      .workFailed(_, let failure), .throttled(_, _, let failure):
      failure
    case .redirected, .unreachable, .timedOut, .unreadable, .noCredential, .unsupported,
      .otherTarget:
      nil
    }
  }

  /// querytop's own word for it, which scripts can branch on; part of the JSON contract.
  package var code: String {
    switch self {
    case .unauthorized: "unauthorized"
    case .forbidden: "forbidden"
    case .notFound: "not_found"
    case .workFailed: "failed"
    case .otherTarget: "other_target"
    case .noResult: "no_result"
    case .throttled: "throttled"
    case .refused: "refused"
    case .serverError: "server_error"
    case .redirected: "redirected"
    case .unreachable: "unreachable"
    case .timedOut: "timed_out"
    case .unreadable: "unreadable"
    case .noCredential: "no_credential"
    case .unsupported: "unsupported"
    }
  }

  /// The HTTP status of the answer, where the problem is one.
  package var status: Int? { failure?.httpStatus ?? standardStatus }

  /// The same problem with the status that came, where that is another than its own.
  package func withStatus(_ status: Int) -> PollProblem {
    guard let standardStatus, standardStatus != status else { return self }
    switch self {
    case .unauthorized(var failure):
      failure.httpStatus = status
      return .unauthorized(failure)
    case .forbidden(var failure):
      failure.httpStatus = status
      return .forbidden(failure)
    case .notFound(var failure):
      failure.httpStatus = status
      return .notFound(failure)
    default: return self
    }
  }

  private var standardStatus: Int? {
    switch self {
    case .unauthorized: 401
    case .forbidden: 403
    case .notFound: 404
    case .throttled: 429
    case .refused(let status, _), .serverError(let status, _), .workFailed(let status, _): status
    case .unsupported: 501
    case .noResult, .redirected, .unreachable, .timedOut, .unreadable, .noCredential, .otherTarget:
      nil
    }
  }

  /// Whether asking again cannot help until a person mends something, as far as one answer can tell.
  package var needsPerson: Bool {
    switch self {
    case .unauthorized, .forbidden, .notFound, .noResult, .refused, .redirected, .noCredential,
      .unsupported:
      true
    case .throttled, .serverError, .unreachable, .timedOut, .unreadable, .workFailed,
      .otherTarget:
      false
    }
  }

  /// Whether it says that the provider has thrown a result away, or never had it: a 404 or 410 where
  /// rows were asked for.
  package var isExpiry: Bool {
    switch self {
    case .notFound: true
    case .noResult(let failure): [404, 410].contains(failure.httpStatus)
    default: false
    }
  }

  /// The end that it claims of the work without a status word: 404 that it is gone, an error about it
  /// that it failed; nil where it claims none.
  ///
  /// One such answer proves nothing: gateways and databases in trouble say the same of work that is
  /// alive.
  package var claimedEnd: QueryState? {
    switch self {
    case .notFound: .gone
    case .workFailed: .failed
    default: nil
    }
  }

  /// Whether it is a refusal that gateways, fresh keys and slow replicas also send for a while about
  /// what is there: 401, 403 and 404.
  package var mayPass: Bool {
    switch self {
    case .unauthorized, .forbidden, .notFound: true
    default: false
    }
  }
}
