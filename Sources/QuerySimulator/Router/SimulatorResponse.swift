/// An HTTP answer, ready to be sent.
package struct SimulatorResponse: Hashable, Sendable {
  /// The HTTP status, 200 to 599.
  package let status: Int
  /// In the order they are sent.
  package let headers: [SimulatorHeader]
  /// The body as it is sent; empty where there is none.
  package let body: [UInt8]

  /// The value of a header, whose name is compared without regard to case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// One header line of an answer.
package struct SimulatorHeader: Hashable, Sendable {
  /// As the contract writes it.
  package let name: String
  /// Without line breaks.
  package let value: String
}

/// The form of dates in headers: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
enum HTTPDateText {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Writes a moment given in milliseconds since 1970, its fraction cut off.
  static func text(_ milliseconds: Int) -> String {
    let day = milliseconds.floored(by: 86_400_000)
    let second = (milliseconds - day * 86_400_000) / 1000
    let (year, month, number) = CivilDay(daysSinceEpoch: day).parts
    // 1970-01-01 was a Thursday.
    let weekday = days[day - day.floored(by: 7) * 7]
    let time = [second / 3600, second / 60 % 60, second % 60].map(padded).joined(separator: ":")
    return "\(weekday), \(padded(number)) \(months[month - 1]) \(year) \(time) GMT"
  }

  private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
