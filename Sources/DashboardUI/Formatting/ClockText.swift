package import FoundationEssentials
import QueryCore

/// Writes moments as the person's own clock shows them.
package struct ClockText: Hashable, Sendable {
  /// Seconds east of Greenwich.
  package let offset: Int

  package init(offset: Int) {
    self.offset = offset
  }

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

  /// `2026-10-03 12:41:07`.
  package func stamp(_ date: Date) -> String {
    "\(CalendarDays.text(parts(date).day)) \(seconds(date))"
  }

  /// `2026-10-03-124107`: the same as part of a file's name.
  func fileStamp(_ date: Date) -> String {
    stamp(date).replacing(" ", with: "-").replacing(":", with: "")
  }

  private func parts(_ date: Date) -> (day: Int, hour: Int, minute: Int, second: Int) {
    let all = max(-1e15, min(1e15, date.timeIntervalSince1970 + Double(offset)))
    let total = Int(all.rounded(.down))
    let day = Int((Double(total) / 86_400).rounded(.down))
    let rest = total - day * 86_400
    return (day, rest / 3600, rest % 3600 / 60, rest % 60)
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
