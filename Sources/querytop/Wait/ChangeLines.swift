import DashboardUI
import FoundationEssentials
import QueryCore
import QueryReports

/// What `--lines` says: one plain line a change, with the clock in front, for logs and for those who have screens read to them.
nonisolated struct ChangeLines {
  /// How a line is written.
  enum Format: String, CaseIterable {
    /// Words.
    case text
    /// Events alone, as `querytop.event/1`.
    case json
  }

  let format: Format
  private var lines: WaitLines

  init(_ format: Format = .text, start: Date) {
    self.format = format
    lines = WaitLines(hasCounters: true, start: start)
  }

  /// The lines due now.
  ///
  /// - Parameters:
  ///   - events: what has just happened; an end is told by its event alone.
  ///   - offset: the person's clock, in seconds east of Greenwich.
  mutating func lines(
    _ targets: [TargetSnapshot], _ events: [WatchEvent], at now: Date, offset: Int
  ) -> [String] {
    guard format == .text else { return events.map { EventDocument.json($0).line } }
    let ended = Set(events.filter(\.isEnd).flatMap(\.targets))
    let news = lines.news(targets, at: now)
      .filter { line in line.target.map { !ended.contains($0) } ?? true }
    let clock = ClockText(offset: offset).seconds(now)
    return (news.map(\.text) + events.map(\.sentence)).map { "\(clock)  \($0)" }
  }
}
