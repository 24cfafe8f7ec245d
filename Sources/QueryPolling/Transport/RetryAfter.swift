package import FoundationEssentials

/// The wait a 429 asks for (RFC 9110 §10.2.3).
package enum RetryAfter {
  /// What an absent or unreadable header is taken for.
  package static let standard = Duration.seconds(60)
  /// The longest wait any of the contracts allows: a day.
  package static let longest = Duration.seconds(86_400)

  /// Reads `Retry-After` as ASCII digits or as a date; anything else is `standard`, and more than
  /// `longest` is `longest`.
  ///
  /// A date counts from the answer's own `Date`, so that two clocks need not agree, and from `now`
  /// where there is none; one that has passed is no wait.
  package static func wait(_ headers: HTTPHeaderFields, now: Date) -> Duration {
    guard let value = headers["Retry-After"], !value.isEmpty else { return standard }
    if value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) {
      guard let seconds = Int(value) else { return longest }
      return min(.seconds(seconds), longest)
    }
    guard let end = HTTPDate.parse(value, now: now) else { return standard }
    let start = headers["Date"].flatMap { HTTPDate.parse($0, now: now) } ?? now
    return min(max(.zero, .seconds(end.timeIntervalSince(start))), longest)
  }
}
