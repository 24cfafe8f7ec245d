/// The wait a 429 asks for, in its delay-seconds form (RFC 9110 §10.2.3).
package enum RetryAfter {
  /// What an absent or unreadable header is taken for.
  package static let standard = Duration.seconds(60)
  /// The longest wait any of the contracts allows: a day.
  package static let longest = Duration.seconds(86_400)

  /// Reads ASCII digits; anything else, the date form too, is `standard`, and more than `longest`
  /// is `longest`.
  package static func wait(_ value: String?) -> Duration {
    guard let value, !value.isEmpty, value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
      return standard
    }
    guard let seconds = Int(value), seconds <= 86_400 else { return longest }
    return .seconds(seconds)
  }
}
