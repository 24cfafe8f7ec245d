/// Whether running a failed query again can help.
package enum RetryAdvice: String, Hashable, Sendable, CaseIterable {
  /// Fails again until a person changes something: a permission, a licence, the request.
  case permanent
  /// The provider had a bad moment: run it again.
  case transient
  /// A quota is used up: run it again once that is renewed, not before.
  case quota
  case unknown

  /// Judges a failure by its code, and where the code says nothing, by the status inside the error object.
  ///
  /// Supermetrics sends every error without a status of its own as 500, so a 500 says nothing.
  package init(code: String?, status: Int?) {
    if let code, let advice = Self.advice(for: code.uppercased()) {
      self = advice
    } else {
      self = status.map(Self.advice(forStatus:)) ?? .unknown
    }
  }

  /// What to do about it, as a sentence without its full stop.
  package var words: String {
    switch self {
    case .permanent: "running it again will fail again until the cause is mended"
    case .transient: "running it again may help"
    case .quota: "run it again when the quota is renewed"
    case .unknown: "nobody knows whether running it again helps"
    }
  }

  /// The codes the providers' error pages name.
  private static let named: [String: RetryAdvice] = [
    "ACCESS_DENIED_IP": .permanent,
    "ACCESS_DENIED_PERMISSIONS": .permanent,
    "ACCESS_TOKEN_EXPIRED": .permanent,
    "ACCESS_TOKEN_INVALID": .permanent,
    "API_KEY_DISABLED": .permanent,
    "API_KEY_INVALID": .permanent,
    "API_KEY_REQUIRED": .permanent,
    "LICENSE_ACCESS_DATA_SOURCE": .permanent,
    "LICENSE_ACCOUNT_LIMIT_EXCEEDED": .permanent,
    "LICENSE_DAILY_QUERY_LIMIT_EXCEEDED": .quota,
    "LICENSE_EXPIRED": .permanent,
    "LICENSE_HISTORICAL_RANGE_EXCEEDED": .permanent,
    "LICENSE_NOT_FOUND": .permanent,
    "LICENSE_QUERIES_SUSPENDED": .permanent,
    "LICENSE_ROW_LIMIT_EXCEEDED": .quota,
    "INTERNAL_SERVER_ERROR": .transient,
    "QUERY_ACCOUNT_UNAVAILABLE": .permanent,
    "QUERY_RESULTS_UNAVAILABLE": .transient,
    "SERVICE_UNAVAILABLE": .transient,
    "STATUS_NOT_FOUND": .unknown,
  ]

  /// What the words of a code outside the list give away, tried in this order.
  private static let hints: [(word: String, advice: RetryAdvice)] = [
    ("QUOTA", .quota),
    ("RATE_LIMIT", .quota),
    ("TOO_MANY", .quota),
    ("TIMEOUT", .transient),
    ("TIMED_OUT", .transient),
    ("UNAVAILABLE", .transient),
    ("TEMPORAR", .transient),
    ("INVALID", .permanent),
    ("REQUIRED", .permanent),
    ("DENIED", .permanent),
    ("DISABLED", .permanent),
    ("FORBIDDEN", .permanent),
    ("UNAUTHORIZED", .permanent),
    ("EXPIRED", .permanent),
    ("NOT_FOUND", .permanent),
    ("UNSUPPORTED", .permanent),
    ("LIMIT_EXCEEDED", .quota),
  ]

  private static func advice(for code: String) -> RetryAdvice? {
    if let advice = named[code] { return advice }
    guard code.utf8.count <= 128 else { return nil }
    let words = CodeWords(code)
    return hints.first { words.holds($0.word) }?.advice
  }

  private static func advice(forStatus status: Int) -> RetryAdvice {
    switch status {
    case 408, 502, 503, 504: .transient
    case 429: .quota
    case 400..<500: .permanent
    default: .unknown
    }
  }
}
