import FoundationEssentials
package import QueryCore

extension RequestBudget {
  /// Reads `X-RateLimit-Limit` and `X-RateLimit-Remaining`; nil unless both are there as plain
  /// counts.
  ///
  /// When the window ends is read from `X-RateLimit-Reset-After`, which is always a span, or from
  /// `X-RateLimit-Reset` in any form of `ServerMoment`, beside `Date`.
  package init?(_ headers: HTTPHeaderFields) {
    guard let limit = Self.count(headers["X-RateLimit-Limit"]),
      let remaining = Self.count(headers["X-RateLimit-Remaining"])
    else { return nil }
    // `now` only tells the century of a two-digit year.
    let date = headers["Date"].flatMap { HTTPDate.parse($0, now: .distantPast) }
    let told = headers["X-RateLimit-Reset-After"] ?? headers["X-RateLimit-Reset"]
    switch told.flatMap({ ServerMoment($0, now: date ?? .distantPast) }) {
    case nil: self.init(limit: limit, remaining: remaining)
    case .after(let seconds): self.init(limit: limit, remaining: remaining, resetsIn: seconds)
    case .at(let reset):
      self.init(limit: limit, remaining: remaining, resetsAt: reset, saidAt: date)
    }
  }

  private static func count(_ value: String?) -> Int? {
    guard let value, (1...9).contains(value.utf8.count),
      value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
    else { return nil }
    return Int(value)
  }
}
