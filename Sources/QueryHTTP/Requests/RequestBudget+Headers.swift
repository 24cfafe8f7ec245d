import FoundationEssentials
package import QueryCore

extension RequestBudget {
  /// Reads `X-RateLimit-Limit` and `X-RateLimit-Remaining`; nil unless both are there as plain
  /// counts.
  ///
  /// `X-RateLimit-Reset`, in Unix time, is read where it is there, beside `Date`.
  package init?(_ headers: HTTPHeaderFields) {
    guard let limit = Self.count(headers["X-RateLimit-Limit"]),
      let remaining = Self.count(headers["X-RateLimit-Remaining"])
    else { return nil }
    let reset = Self.instant(headers["X-RateLimit-Reset"])
    // `now` only tells the century of a two-digit year.
    let said = reset.flatMap { reset in
      headers["Date"].flatMap { HTTPDate.parse($0, now: reset) }
    }
    self.init(limit: limit, remaining: remaining, resetsAt: reset, saidAt: said)
  }

  /// Unix time in whole seconds; what is too small for one is nonsense or a span, and passed over.
  private static func instant(_ value: String?) -> Date? {
    guard let value, value.utf8.count == 10,
      value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let seconds = Double(value)
    else { return nil }
    return Date(timeIntervalSince1970: seconds)
  }

  private static func count(_ value: String?) -> Int? {
    guard let value, (1...9).contains(value.utf8.count),
      value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
    else { return nil }
    return Int(value)
  }
}
