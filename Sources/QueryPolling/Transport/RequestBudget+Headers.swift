package import QueryCore

extension RequestBudget {
  /// Reads `X-RateLimit-Limit` and `X-RateLimit-Remaining`; nil unless both are there as plain
  /// counts.
  package init?(_ headers: HTTPHeaderFields) {
    guard let limit = Self.count(headers["X-RateLimit-Limit"]),
      let remaining = Self.count(headers["X-RateLimit-Remaining"])
    else { return nil }
    self.init(limit: limit, remaining: remaining)
  }

  private static func count(_ value: String?) -> Int? {
    guard let value, (1...9).contains(value.utf8.count),
      value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
    else { return nil }
    return Int(value)
  }
}
