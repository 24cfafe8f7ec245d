package import FoundationEssentials
import QueryCore

/// Writes moments as the person's own clock showed them, or will: summer time begins and ends as it does for them.
package struct ClockText: Hashable, Sendable {
  private let offsets: UTCOffsets

  package init(_ offsets: UTCOffsets) {
    self.offsets = offsets
  }

  /// The clocks of a place that knows no summer time.
  ///
  /// - Parameter offset: seconds east of Greenwich.
  package init(offset: Int) {
    self.init(UTCOffsets(fixed: offset))
  }

  /// What the clocks are ahead of Greenwich at a moment, in seconds.
  package func offset(at date: Date) -> Int { offsets.seconds(at: second(date)) }

  /// `12:41`: minutes only, so that a quiet screen is written once a minute at the most.
  package func minutes(_ date: Date) -> String {
    let (_, hour, minute, _) = parts(date)
    return "\(two(hour)):\(two(minute))"
  }

  /// `12:41:07`.
  package func seconds(_ date: Date) -> String {
    let (_, hour, minute, second) = parts(date)
    return "\(two(hour)):\(two(minute)):\(two(second))"
  }

  /// ``minutes(_:)``, on another day than now behind that day.
  func minutes(_ date: Date, asOf now: Date) -> String { day(date, asOf: now) + minutes(date) }

  /// ``seconds(_:)``, on another day than now behind that day.
  func seconds(_ date: Date, asOf now: Date) -> String { day(date, asOf: now) + seconds(date) }

  /// `2026-10-03 12:41:07`.
  package func stamp(_ date: Date) -> String {
    "\(CalendarDays.text(parts(date).day)) \(seconds(date))"
  }

  /// `2026-10-03-124107`: the same as part of a file's name.
  func fileStamp(_ date: Date) -> String {
    stamp(date).replacing(" ", with: "-").replacing(":", with: "")
  }

  /// Nothing for a moment of today; `10-03 ` for another day of this year, `2025-10-03 ` for one of another.
  private func day(_ date: Date, asOf now: Date) -> String {
    let (day, today) = (parts(date).day, parts(now).day)
    guard day != today else { return "" }
    let isThisYear = CalendarDays.civil(day).year == CalendarDays.civil(today).year
    return CalendarDays.text(day).suffix(isThisYear ? 5 : 10) + " "
  }

  private func parts(_ date: Date) -> (day: Int, hour: Int, minute: Int, second: Int) {
    let total = second(date) + offset(at: date)
    let day = Int((Double(total) / 86_400).rounded(.down))
    let rest = total - day * 86_400
    return (day, rest / 3600, rest % 3600 / 60, rest % 60)
  }

  /// The full second since 1970.
  private func second(_ date: Date) -> Int {
    let seconds = date.timeIntervalSince1970
    return seconds.isNaN ? 0 : Int(max(-1e15, min(1e15, seconds)).rounded(.down))
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
