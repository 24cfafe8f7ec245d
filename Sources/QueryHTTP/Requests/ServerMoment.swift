import FoundationEssentials

/// When something is over, in any of the forms that servers write into headers.
///
/// Numbers tell their unit by their size: what cannot be a span any more is Unix time, in seconds,
/// milliseconds, microseconds or nanoseconds.
enum ServerMoment: Hashable {
  /// So many seconds after the answer.
  case after(Double)
  /// A moment by the server's clock.
  case at(Date)

  /// The longest span taken for one: over thirty years are none, and as Unix time lie in 2001.
  private static let firstInstant = 1e9

  /// Reads `90`, `0.5`, `1790000060`, `1790000060.25`, `1790000060000`, an HTTP date, or a date of
  /// RFC 3339; blanks around it are passed over.
  ///
  /// - Parameter now: tells the century of a year of two digits.
  /// - Returns: nil for anything else.
  init?(_ text: String, now: Date) {
    let bytes = text.utf8.drop { $0 == 32 || $0 == 9 }
    let end = bytes.lastIndex { $0 != 32 && $0 != 9 }
    guard let end, bytes.count <= 64 else { return nil }
    let value = String(text[bytes.startIndex...end])
    if let number = Self.number(value) {
      self = Self.moment(number)
    } else if let date = HTTPDate.parse(value, now: now) ?? Self.date(value) {
      self = .at(date)
    } else {
      return nil
    }
  }

  /// A date of RFC 3339; without a zone it is none, since what clock it is by is not known.
  private static func date(_ text: String) -> Date? {
    guard let last = text.utf8.last, last == UInt8(ascii: "Z") || text.utf8.count > 19 else {
      return nil
    }
    return ISO8601Instant.parse(Array(text.utf8)[...])
  }

  private static func moment(_ number: Double) -> ServerMoment {
    switch number {
    case ..<firstInstant: .after(number)
    case ..<(firstInstant * 100): .at(Date(timeIntervalSince1970: number))
    case ..<(firstInstant * 1e5): .at(Date(timeIntervalSince1970: number / 1e3))
    case ..<(firstInstant * 1e8): .at(Date(timeIntervalSince1970: number / 1e6))
    default: .at(Date(timeIntervalSince1970: number / 1e9))
    }
  }

  /// A number of ASCII digits, with a fraction or without.
  private static func number(_ text: String) -> Double? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } })
    else { return nil }
    return Double(text)
  }
}
