package import FoundationEssentials

/// Dates and times as ISO 8601 and RFC 3339 write them, read straight from bytes: Foundation's
/// formatters cost more than the rest of a page.
package enum ISO8601Instant {
  /// Reads `2026-10-03T12:41:07Z` and its kin: a space for the `T`, fractions of a second,
  /// `+02:00`, `+0200`, `+02` or nothing for the `Z`.
  ///
  /// A time without a zone is taken as UTC.
  /// - Returns: nil for anything else, and for fields out of range.
  package static func parse(_ text: ArraySlice<UInt8>) -> Date? {
    var cursor = Cursor(rest: text)
    guard let year = cursor.digits(4), cursor.skip("-"), let month = cursor.digits(2),
      cursor.skip("-"), let day = cursor.digits(2),
      cursor.skip("T") || cursor.skip("t") || cursor.skip(" "),
      let hour = cursor.digits(2), cursor.skip(":"), let minute = cursor.digits(2),
      cursor.skip(":"), let second = cursor.digits(2)
    else { return nil }
    guard (1...12).contains(month), (1...daysIn(month, of: year)).contains(day), hour <= 23,
      minute <= 59, second <= 60
    else { return nil }
    guard let fraction = cursor.fraction(), let zone = cursor.zone(), cursor.rest.isEmpty
    else { return nil }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - zone
    return Date(timeIntervalSince1970: Double(seconds) + fraction)
  }

  private static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in eras of 400 years that
  /// begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private struct Cursor {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func digits(_ count: Int) -> Int? {
      guard rest.count >= count else { return nil }
      var value = 0
      for _ in 0..<count {
        let digit = rest.removeFirst() &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }

    /// Reads `.123`; 0 where there is none, nil where a point has no digits.
    mutating func fraction() -> Double? {
      guard skip(".") || skip(",") else { return 0 }
      guard var digit = rest.first, digit &- UInt8(ascii: "0") < 10 else { return nil }
      var value = 0.0
      var scale = 0.1
      while digit &- UInt8(ascii: "0") < 10 {
        value += Double(digit - UInt8(ascii: "0")) * scale
        scale /= 10
        rest.removeFirst()
        guard let next = rest.first else { break }
        digit = next
      }
      return value
    }

    /// Reads the zone as seconds east of UTC.
    mutating func zone() -> Int? {
      if rest.isEmpty || skip("Z") || skip("z") { return 0 }
      let isWest = rest.first == UInt8(ascii: "-")
      guard skip("+") || skip("-"), let hours = digits(2), hours <= 23 else { return nil }
      let hasColon = skip(":")
      guard hasColon || !rest.isEmpty else { return (isWest ? -1 : 1) * hours * 3600 }
      guard let minutes = digits(2), minutes <= 59 else { return nil }
      return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
  }
}
