import FoundationEssentials

/// Puts findings into words.
struct VerdictWriter {
  let snapshot: TargetSnapshot
  let batch: BatchDetail
  let findings: VerdictFindings
  let lead: CountersLead
  /// Whether rows are on their way that may tell what the counters tell.
  let isFollowed: Bool

  var causes: [FailureCause] { findings.causes }

  var verdict: Verdict {
    var words = VerdictWords()
    if findings.total.failed == 0 {
      words.add(noFailure)
    } else {
      if findings.isRunning { words.add("So far ") }
      if findings.patterns.isEmpty { noPattern(&words) } else { patterns(&words) }
    }
    words.add(".")
    let doubts = doubts
    if !doubts.isEmpty { words.add(" But " + doubts.joined(separator: "; ") + ".") }
    return Verdict(
      words.capitalized, short: VerdictShort(writer: self).text,
      patterns: findings.patterns.compactMap(\.pattern), lead: lead)
  }

  // MARK: Without a failure

  private var noFailure: String {
    let unnamed = batch.progress.failed
    if unnamed > 0 {
      return isFollowed
        ? rowsToCome(unnamed)
        : "No row that came has failed, and the counters say \(CountText.grouped(unnamed)) failed"
    }
    guard snapshot.missing.isEmpty, snapshot.doubts.isEmpty else {
      return "No row that came has failed"
    }
    if findings.isRunning { return "Nothing has failed so far" }
    let ended = findings.total.ended
    return "Nothing has failed: \(CountText.of(ended, "query has", "queries have")) ended"
  }

  /// Failures of a live batch whose rows the next answers bring.
  func rowsToCome(_ failed: Int) -> String {
    failed == 1
      ? "1 failed, its row is still to come"
      : "\(CountText.grouped(failed)) failed, their rows are still to come"
  }

  /// What is missing, what contradicts itself, and what was stopped, in words that go after "But".
  var doubts: [String] {
    var doubts: [String] = []
    // What failed of them carries a failure.
    let stopped =
      batch.queries.count(of: .failed) + batch.queries.count(of: .stopped)
      + batch.queries.count(of: .gone) - findings.total.failed
    if stopped > 0 {
      doubts.append("\(CountText.of(stopped, "query was", "queries were")) stopped")
    }
    if lead.count > 0, !isFollowed, findings.total.failed > 0, snapshot.doubts.isEmpty {
      doubts.append("\(CountText.grouped(lead.count)) more failed by the counters")
    }
    doubts += snapshot.missing.map(\.sentence) + snapshot.doubts
    if snapshot.state.isTerminal, snapshot.evidence == .oneError {
      doubts.append("only one answer says that it has ended")
    }
    return doubts
  }

  // MARK: Without a pattern

  private func noPattern(_ words: inout VerdictWords) {
    let total = findings.total
    let failed = CountText.grouped(total.failed)
    let causeWords = self.causeWords(findings.rest)
    if findings.isTooEarly {
      words.add("\(failed) of \(CountText.grouped(total.ended)) that ended failed\(causeWords)")
    } else if total.ended == 1 {
      words.add("the only query failed\(causeWords)")
    } else if total.failed == 1 {
      words.add("1 of \(CountText.grouped(total.ended)) queries failed\(placeOfOne)\(causeWords)")
    } else if total.failed < 3 || axes.isEmpty || total.isNearlyAllFailed {
      words.add("\(failed) of \(CountText.grouped(total.ended)) failed\(causeWords)")
    } else {
      words.add("\(failed) failures\(causeWords.drop { $0 == "," }) with no pattern in \(axes)")
    }
    retryClause(findings.rest, isOther: false, &words)
  }

  /// What a pattern could have been in.
  private var axes: String {
    let rest = findings.rest
    return [(rest.accounts.ended > 1, "accounts"), (rest.days.ended > 1, "days")]
      .filter(\.0).map(\.1).joined(separator: " or ")
  }

  /// Account and days of the one query that failed.
  private var placeOfOne: String {
    guard let cause = causes.first else { return "" }
    var parts: [String] = []
    if let account = cause.accounts.first, cause.accounts.count == 1 {
      parts.append(NameText.cut(account))
    }
    if let first = cause.dates.first, let last = cause.dates.last {
      parts.append(first == last ? "on \(first)" : "on \(first) to \(last)")
    }
    return parts.isEmpty ? "" : ", \(parts.joined(separator: " ")),"
  }

  // MARK: With patterns

  private func patterns(_ words: inout VerdictWords) {
    var left = findings.total.failed
    for (index, facts) in findings.patterns.enumerated() {
      if index > 0 { words.add("; ") }
      let phrases = PatternPhrases(facts, causes: causes, isSecond: index > 0)
      words.add(phrases.lead(of: left, causeWords: causeWords(facts)))
      if !isAllTransient { advice(facts, &words) }
      left -= facts.count.failed
    }
    if isAllTransient {
      let all = CountText.grouped(findings.total.failed)
      words.add(left > 0 || findings.patterns.count > 1 ? "; all \(all) are " : ": ")
      words.addWorthRerunning()
    } else if left > 0 {
      retryClause(findings.rest, isOther: true, &words)
    }
  }

  /// Whether there is no more to say of what to do than to run all of it again.
  private var isAllTransient: Bool {
    (findings.patterns + [findings.rest]).allSatisfy {
      $0.retries[.transient] ?? 0 == $0.count.failed
    }
  }

  /// ` with CODE`, or `, of 5 causes`.
  private func causeWords(_ facts: PatternFacts) -> String {
    let present = zip(causes, facts.causeCounts).filter { $0.1 > 0 }
    guard let most = present.max(by: { $0.1 < $1.1 }) else { return "" }
    if present.count == 1 { return " with \(NameText.of(most.0.key))" }
    return ", of \(CountText.grouped(present.count)) causes"
  }

  private func advice(_ facts: PatternFacts, _ words: inout VerdictWords) {
    let (retry, count) = facts.advice
    let cause = facts.mainCause(of: causes, retry)
    switch retry {
    case .permanent:
      let remedy = Remedy(code: cause?.code, isOneAccount: facts.accounts.failed == 1)
      if facts.pattern == .everything {
        words.add(". Nothing will work until \(remedy.until)")
        return
      }
      words.add(": ")
      if case .accountFrom = facts.pattern, remedy.isAccess {
        words.add("its token probably expired that day; ")
      }
      words.add(remedy.order)
    case .transient:
      words.add(": ")
      words.addWorthRerunning()
    case .quota:
      let moment = cause?.askAgainAt.map { "after \(TimeText.minute($0))" }
      words.add(": run again " + (moment ?? "when the quota is renewed"))
    case .unknown: words.add(": whether running again helps is not known")
    }
    if count < facts.count.failed {
      words.add(" (\(CountText.grouped(count)) of \(CountText.grouped(facts.count.failed)))")
    }
  }

  /// How many of the failures that no pattern covers are worth running again.
  private func retryClause(_ facts: PatternFacts, isOther: Bool, _ words: inout VerdictWords) {
    let all = facts.count.failed
    let transient = facts.retries[.transient] ?? 0
    let others = all == 1 ? "the other one" : "the other \(CountText.grouped(all))"
    let be = all == 1 ? "is" : "are"
    if transient == all {
      words.add(isOther ? "; \(others) \(be) " : ": ")
      words.addWorthRerunning()
    } else if transient > 0 {
      let count = CountText.grouped(transient)
      words.add("; \(count) \(isOther ? "of \(others) " : "")\(transient == 1 ? "is" : "are") ")
      words.addWorthRerunning()
    } else if facts.retries[.permanent] == all {
      let remedy =
        facts.causeCounts.count { $0 > 0 } == 1
        ? facts.mainCause(of: causes, .permanent).map {
          Remedy(code: $0.code, isOneAccount: facts.accounts.failed == 1)
        } : nil
      let order = remedy?.order ?? "fix \(all == 1 ? "the cause" : "the causes") first"
      words.add(isOther ? "; \(others): \(order)" : ": \(order)")
    } else if facts.retries[.quota] == all {
      words.add("\(isOther ? "; \(others)" : ""): run again when the quota is renewed")
    } else {
      words.add("; running \(isOther ? others : "them") again may not help")
    }
  }
}
