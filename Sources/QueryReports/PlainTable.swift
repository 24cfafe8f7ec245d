package import FoundationEssentials
package import QueryCore
import TextCanvas

/// Targets as lines of text for pipes, logs and `TERM=dumb`: no escape byte, nothing beyond one reading.
package enum PlainTable {
  private static let columns = [
    PlainColumn("TARGET", isName: true), PlainColumn("STATE"), PlainColumn("DONE", isNumber: true),
    PlainColumn("FAILED", isNumber: true, yields: 4),
    PlainColumn("RUNNING", isNumber: true, yields: 2),
    PlainColumn("WAITING", isNumber: true, yields: 1),
    PlainColumn("ELAPSED", isNumber: true, yields: 3),
  ]

  /// A header line, a line a target, and under it lines for what went wrong, if anything did.
  package static func lines(
    _ targets: [TargetSnapshot], in room: PlainRoom = .pipe, now: Date
  ) -> [String] {
    let blocks = PlainGrid(columns: columns, rows: targets.map { cells($0, now: now) })
      .blocks(in: room)
    return blocks[0]
      + zip(targets, blocks.dropFirst()).flatMap { target, block in
        block + remarks(target, in: room, now: now)
      }
  }

  /// What went wrong with the polls, and the verdict on a batch with a failure.
  private static func remarks(
    _ target: TargetSnapshot, in room: PlainRoom, now: Date
  ) -> [String] {
    let verdict = Verdict.make(of: target)
    let hasFailed = verdict != nil && (target.detail.batch?.progress.failed ?? 0) > 0
    var lines: [String] = []
    // What is doubted is part of the verdict.
    if target.problem != nil || target.unknownWord != nil || !hasFailed,
      let sentence = target.problemSentence(now: now, isAskedAgain: false)
    {
      lines += said(sentence, in: room)
    } else if let failure = target.failure, target.detail.batch == nil {
      lines += said(words(failure), in: room)
    }
    if let verdict, hasFailed { lines += room.wrapped(verdict.sentence, indent: 2) }
    return lines
  }

  /// What a server may have said is one line of a pipe, to be searched; on a terminal it goes on at words.
  private static func said(_ sentence: String, in room: PlainRoom) -> [String] {
    room.isTerminal ? room.wrapped(sentence, indent: 2) : ["  " + SafeText(sentence).string]
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
