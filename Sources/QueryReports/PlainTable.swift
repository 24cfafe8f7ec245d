package import FoundationEssentials
package import QueryCore
import TextCanvas

/// Targets as lines of text for pipes, logs and `TERM=dumb`: no escape byte, nothing beyond one reading.
package enum PlainTable {
  private static let titles = [
    "TARGET", "STATE", "DONE", "FAILED", "RUNNING", "WAITING", "ELAPSED",
  ]

  /// A header line, a line a target, and under it a line for what went wrong, if anything did.
  package static func lines(_ targets: [TargetSnapshot], now: Date) -> [String] {
    let rows = targets.map { cells($0, now: now) }
    let grid = PlainGrid(
      titles: titles, rightAligned: Set(2..<titles.count), rows: rows
    ).lines
    var lines = [grid[0]]
    for (target, row) in zip(targets, grid.dropFirst()) {
      lines.append(row)
      if let sentence = target.problemSentence(now: now, isAskedAgain: false) {
        lines.append("  " + SafeText(sentence).string)
      } else if let failure = target.failure, target.detail.batch == nil {
        lines.append("  " + SafeText(words(failure)).string)
      }
    }
    return lines
  }

  /// Why a single query or job failed, as the provider said it.
  private static func words(_ failure: QueryFailure) -> String {
    let parts = [failure.code, failure.message ?? failure.description].compactMap(\.self)
    return parts.isEmpty ? "no reason given" : parts.joined(separator: ": ")
  }

  /// How far a single query or job is: its parts, or the provider's percent.
  private static func done(_ target: TargetSnapshot) -> String {
    guard let query = target.detail.query else { return "-" }
    if let ready = query.partsReady, let total = query.partsTotal, total > 1 {
      return "\(CountText.grouped(ready)) of \(CountText.grouped(total))"
    }
    return query.percent.map { "\($0) %" } ?? "-"
  }

  private static func cells(_ target: TargetSnapshot, now: Date) -> [String] {
    let elapsed = target.elapsed(at: now).map(DurationText.short) ?? "-"
    guard let progress = target.detail.batch?.progress else {
      let word = target.observedAt == nil ? "unknown" : target.state.word
      return [target.target.description, word, done(target), "-", "-", "-", elapsed]
    }
    return [
      target.target.description, target.state.word,
      "\(CountText.grouped(progress.finished)) of \(CountText.grouped(progress.total))",
      CountText.grouped(progress.failed), CountText.grouped(progress.running),
      CountText.grouped(progress.queued), elapsed,
    ]
  }
}
