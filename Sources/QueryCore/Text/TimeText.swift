package import FoundationEssentials

/// Writes moments as the calendar day and the time of day of Greenwich: `2026-11-26 02:41 UTC`.
package enum TimeText {
  /// To the minute, rounded down; a moment outside years 0 to 9999 as the nearest within.
  package static func minute(_ date: Date) -> String {
    let (days, seconds) = parts(date)
    return "\(CalendarDays.text(days)) \(two(seconds / 3600)):\(two(seconds / 60 % 60)) UTC"
  }

  /// To the second, rounded down: `2026-11-26 02:41:07 UTC`.
  package static func second(_ date: Date) -> String {
    let (days, seconds) = parts(date)
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(two).joined(separator: ":")
    return "\(CalendarDays.text(days)) \(time) UTC"
  }

  private static func parts(_ date: Date) -> (days: Int, seconds: Int) {
    let seconds = date.timeIntervalSince1970
    // 0000-01-01 and the end of 9999-12-31.
    let bounded = seconds.isNaN ? 0 : min(max(-62_167_219_200, seconds), 253_402_300_799)
    let days = (bounded / 86_400).rounded(.down)
    return (Int(days), Int((bounded - days * 86_400).rounded(.down)))
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
