package import FoundationEssentials

/// The wait an answer asks for, whatever its status (RFC 9110 §10.2.3).
package enum RetryAfter {
  /// The wait after a 429 that names none.
  package static let standard = Duration.seconds(60)
  /// The longest wait any of the contracts allows: a day.
  package static let longest = Duration.seconds(86_400)

  /// Reads `Retry-After` in any form of `ServerMoment`; more than `longest` is `longest`.
  ///
  /// A date counts from the answer's own `Date`, so that two clocks need not agree, and from `now`
  /// where there is none; one that has passed is no wait.
  /// - Returns: nil where there is none, or none that can be read.
  package static func wait(_ headers: HTTPHeaderFields, now: Date) -> Duration? {
    guard let value = headers["Retry-After"] else { return nil }
    switch ServerMoment(value, now: now) {
    case nil: return nil
    case .after(let seconds): return min(.seconds(seconds), longest)
    case .at(let end):
      let start = headers["Date"].flatMap { HTTPDate.parse($0, now: now) } ?? now
      // More seconds than a Duration holds must not reach one.
      let seconds = min(end.timeIntervalSince(start), longest / .seconds(1))
      return max(.zero, .seconds(seconds))
    }
  }
}

/// The dates of HTTP headers, in the form of today and in the two obsolete ones (RFC 9110 §5.6.7).
enum HTTPDate {
  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
  /// `Sun Nov  6 08:49:37 1994`; whether the day's name is the right one is not looked at.
  ///
  /// - Parameter now: a year of two digits is never taken for one more than 50 years ahead of it.
  /// - Returns: nil for anything else, and for fields out of range.
  static func parse(_ text: String, now: Date) -> Date? {
    // The longest form takes 33 bytes.
    guard text.utf8.count <= 33 else { return nil }
    let words = text.split(separator: " ")
    guard let day = words.first?.prefix(3), days.contains(String(day)) else { return nil }
    switch words.count {
    case 6 where words[0].utf8.count == 4 && words[0].last == "," && words[5] == "GMT":
      return date(words[3], words[2], words[1], words[4])
    case 4 where words[0].last == "," && words[3] == "GMT":
      return shortYearDate(words[1].split(separator: "-"), words[2], now)
    case 5 where words[0].utf8.count == 3:
      let day = words[2].utf8.count == 1 ? "0" + words[2] : words[2]
      return date(words[4], words[1], day, words[3])
    default: return nil
    }
  }

  private static let days: Set<String> = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func shortYearDate(
    _ parts: [Substring], _ time: Substring, _ now: Date
  ) -> Date? {
    guard parts.count == 3 else { return nil }
    let latest = now.addingTimeInterval(50 * 365.25 * 86_400)
    if let date = date("20" + parts[2], parts[1], parts[0], time), date <= latest { return date }
    return date("19" + parts[2], parts[1], parts[0], time)
  }

  /// Checks the fields by the rules of the form that has them in fixed places.
  private static func date(
    _ year: Substring, _ month: Substring, _ day: Substring, _ time: Substring
  ) -> Date? {
    guard let index = months.firstIndex(of: String(month)), time.utf8.count == 8 else { return nil }
    let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
    return ISO8601Instant.parse(Array("\(year)-\(number)-\(day)T\(time)Z".utf8)[...])
  }
}
