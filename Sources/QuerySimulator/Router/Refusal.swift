/// Why a request is not answered with what it asked for.
enum Refusal: Error, Hashable {
  /// 400; holds what is wrong with which parameter.
  case badRequest(String)
  case keyMissing
  case keyInvalid
  case batchNotFound
  case queryNotFound
  /// No such Polytomic query or toolkit job.
  case taskNotFound
  /// What ended well, but whose result is kept no longer.
  case resultsUnavailable
  case pathNotFound
  case methodNotAllowed
  /// 429; holds the seconds to wait.
  case rateLimited(retryAfter: Int)
  /// 429 as above, with the moment to come back at as a date; holds it in milliseconds since 1970.
  case rateLimitedUntil(Int)
  /// 501: reserved for later.
  case notImplemented
  /// Any status a test asks for.
  case injected(status: Int)
  /// The same in the form of RFC 9457.
  case problem(status: Int)

  /// Seconds to wait that an injected 429 tells.
  static let injectedWait = 30

  var status: Int {
    switch self {
    case .badRequest: 400
    case .keyMissing, .keyInvalid: 401
    case .batchNotFound, .queryNotFound, .taskNotFound, .resultsUnavailable, .pathNotFound: 404
    case .methodNotAllowed: 405
    case .rateLimited, .rateLimitedUntil: 429
    case .notImplemented: 501
    case .injected(let status), .problem(let status): status
    }
  }

  /// The value of `Retry-After`; nil where the header has no place.
  var retryAfter: String? {
    switch self {
    case .rateLimited(let seconds): "\(seconds)"
    // Dates hold whole seconds: rounded up, nobody comes too early.
    case .rateLimitedUntil(let moment): HTTPDateText.text(moment + 999)
    case .injected(429): "\(Self.injectedWait)"
    default: nil
    }
  }

  /// The code and message of the contract's error envelope.
  var words: (code: String, message: String) {
    if self == .resultsUnavailable {
      return ("QUERY_RESULTS_UNAVAILABLE", "The results are not available.")
    }
    if self == .keyInvalid { return ("API_KEY_INVALID", "The API key is not valid.") }
    return switch status {
    case 401: ("UNAUTHORIZED", "Authentication is required.")
    case 403: ("FORBIDDEN", "Access is denied.")
    case 404: ("NOT_FOUND", "The requested resource was not found.")
    case 405: ("METHOD_NOT_ALLOWED", "The method is not allowed here.")
    case 409: ("CONFLICT", "The request is in conflict with another.")
    case 422: ("UNPROCESSABLE_ENTITY", "The request cannot be processed.")
    case 429: ("TOO_MANY_REQUESTS", "Rate limit exceeded. Retry later.")
    case 501: ("NOT_IMPLEMENTED", "This endpoint is reserved for a future release.")
    case 503: ("SERVICE_UNAVAILABLE", "The service is not available. Retry later.")
    case 500...: ("INTERNAL_SERVER_ERROR", "An unexpected error occurred.")
    default: ("BAD_REQUEST", "The request was invalid.")
    }
  }

  /// What the envelope says of this very request; nil where there is nothing to add.
  var detail: String? {
    if case .badRequest(let text) = self { text } else { nil }
  }
}
