/// The verdict for a phone and for tmux: what failed, what to do, how many of the rest to run again.
struct VerdictShort {
  let writer: VerdictWriter

  private var findings: VerdictFindings { writer.findings }

  /// Columns of three lines of forty, less what wrapping between words may lose.
  private static let room = 100

  var text: String {
    let total = findings.total
    guard total.failed > 0 else {
      let unnamed = writer.batch.progress.failed
      if unnamed > 0 {
        return writer.isFollowed
          ? writer.rowsToCome(unnamed) : "✗\(CountText.grouped(unnamed)) by the counters, in no row"
      }
      return findings.isRunning ? "no failure so far" : "no failure"
    }
    let head = "✗\(CountText.grouped(total.failed))\(findings.isRunning ? " so far" : "")"
    var parts = findings.patterns.enumerated().map { index, facts in
      let count = index == 0 ? "" : "\(CountText.grouped(facts.count.failed)) "
      return count + phrase(facts)
    }
    if parts.isEmpty { parts.append(noPattern) } else if let rest { parts.append(rest) }
    if !writer.doubts.isEmpty { parts.append("doubts") }
    var text = "\(head): \(parts.joined(separator: "; "))"
    while Self.width(text) > Self.room, parts.count > 1 {
      parts.remove(at: parts.count > 2 ? 1 : parts.count - 1)
      text = "\(head): \(parts.joined(separator: "; "))"
    }
    return text
  }

  private var noPattern: String {
    let rest = findings.rest
    let present = zip(findings.causes, rest.causeCounts).filter { $0.1 > 0 }
    let what =
      present.count == 1
      ? NameText.cut(NameText.of(present[0].0.key), to: 36)
      : "\(CountText.grouped(present.count)) causes"
    return [what, again(rest)].compactMap(\.self).joined(separator: "; ")
  }

  private var rest: String? {
    let count = findings.rest.count.failed
    guard count > 0 else { return nil }
    return again(findings.rest) ?? "\(CountText.grouped(count)) more"
  }

  private func again(_ facts: PatternFacts) -> String? {
    let transient = facts.retries[.transient] ?? 0
    return transient > 0 ? "\(CountText.grouped(transient)) re-run" : nil
  }

  private func phrase(_ facts: PatternFacts) -> String {
    let (retry, _) = facts.advice
    let order: String? =
      switch retry {
      case .permanent:
        Remedy(
          code: facts.mainCause(of: findings.causes, retry)?.code,
          isOneAccount: facts.accounts.failed == 1
        ).short
      case .transient: "re-run"
      case .quota: "re-run after quota"
      case .unknown: nil
      }
    return [what(facts), order].compactMap(\.self).joined(separator: ", ")
  }

  private func what(_ facts: PatternFacts) -> String {
    let counts =
      "\(CountText.grouped(facts.count.failed)) of \(CountText.grouped(facts.count.ended))"
    let isComplete = facts.count.failed == facts.count.ended
    switch facts.pattern {
    case .everything: return isComplete ? "everything" : "nearly everything"
    case .everyAccountBut(let name): return "all but \(Self.name(name))"
    case .everyDayBut(let days): return "all but \(Self.days([days]))"
    case .accounts(let names):
      let who =
        names.count == 1 ? Self.name(names[0]) : "\(CountText.grouped(names.count)) accounts"
      return "\(who) \(isComplete ? facts.days.ended > 1 ? "every day" : "all" : counts)"
    case .days(let ranges): return Self.days(ranges)
    case .daysFrom(let day): return "from \(Self.day(day)) on"
    case .daysUpTo(let day): return "up to \(Self.day(day))"
    case .weekday(let day): return "\(DayText.weekdays[day])s"
    case .monthEnds: return "month ends"
    case .accountFrom(let name, let day): return "\(Self.name(name)) from \(Self.day(day)) on"
    case .accountUpTo(let name, let day): return "\(Self.name(name)) up to \(Self.day(day))"
    case .since(let date): return "from \(TimeText.minute(date).suffix(9)) on"
    case .causeOnDays(let key, let ranges): return "\(Self.code(key)) \(Self.days(ranges))"
    case .causeOfAccount(let key, let name): return "\(Self.code(key)) \(Self.name(name))"
    case .cause(let key): return "\(Self.code(key)) all over"
    case nil: return counts
    }
  }

  private static func name(_ name: String) -> String { NameText.cut(name, to: 11) }

  private static func code(_ key: FailureCause.Key) -> String {
    NameText.cut(NameText.of(key), to: 36)
  }

  /// Month and day: the year is that of the batch.
  private static func day(_ day: Int) -> String { String(CalendarDays.text(day).suffix(5)) }

  private static func days(_ ranges: [ClosedRange<Int>]) -> String {
    guard ranges.count == 1 else { return "\(CountText.grouped(DayText.count(ranges))) days" }
    let range = ranges[0]
    return range.count == 1
      ? day(range.lowerBound) : "\(day(range.lowerBound)) to \(day(range.upperBound))"
  }

  /// Columns at the most: what is not ASCII may take two.
  private static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + ($1.isASCII || "✗…".contains($1) ? 1 : 2) }
  }
}
