package import FoundationEssentials
package import QueryCore
import TextCanvas

/// Targets as lines of text for pipes, logs and `TERM=dumb`: no escape byte, nothing beyond one reading.
package enum PlainTable {
  private static let titles = [
    "TARGET", "STATE", "DONE", "FAILED", "RUNNING", "WAITING", "ELAPSED",
  ]

  /// A header line, a line a target, and under it lines for what went wrong, if anything did.
  package static func lines(_ targets: [TargetSnapshot], now: Date) -> [String] {
    let rows = targets.map { cells($0, now: now) }
    let grid = PlainGrid(
      titles: titles, rightAligned: Set(2..<titles.count), rows: rows
    ).lines
    var lines = [grid[0]]
    for (target, row) in zip(targets, grid.dropFirst()) {
      lines.append(row)
      lines += remarks(target, now: now)
    }
    return lines
  }

  /// What went wrong with the polls, and the verdict on a batch with a failure.
  private static func remarks(_ target: TargetSnapshot, now: Date) -> [String] {
    let verdict = Verdict.make(of: target)
    let hasFailed = verdict != nil && (target.detail.batch?.progress.failed ?? 0) > 0
    var lines: [String] = []
    // What is doubted is part of the verdict.
    if target.problem != nil || target.unknownWord != nil || !hasFailed,
      let sentence = target.problemSentence(now: now, isAskedAgain: false)
    {
      lines.append("  " + SafeText(sentence).string)
    } else if let failure = target.failure, target.detail.batch == nil {
      lines.append("  " + SafeText(words(failure)).string)
    }
    if let verdict, hasFailed { lines += wrapped(verdict.sentence, indent: 2) }
    return lines
  }

  /// A sentence in lines of at most 80 columns.
  static func wrapped(_ sentence: String, indent: Int) -> [String] {
    let gap = String(repeating: " ", count: indent)
    return SafeText(sentence).wrapped(width: 80 - indent).map { gap + $0.string }
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
