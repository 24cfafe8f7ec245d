import FoundationEssentials
import QueryCore
import QueryMonitoring

/// When `wait` has nothing more to wait for; all spans are seconds.
nonisolated struct WaitRules {
  /// How long 401, 403 and 404 are waited out before the first good answer: whoever submitted may be
  /// ahead of the server that is asked.
  static let beforeAnswers = 60.0
  /// How long they, and all else that only a person could mend, are waited out after one: gateways in
  /// trouble say 403 and 404 too.
  static let afterAnswers = 600.0
  /// How long, and over how many answers, a status word that querytop does not know is waited out.
  static let unknownWord = (span: 1800.0, answers: 10)

  /// Whether `--timeout` was given: then nothing unconfirmed ends the wait before it.
  let hasDeadline: Bool

  /// Whether waiting longer would change nothing about any target.
  func isDecided(_ targets: [TargetSnapshot], now: Date) -> Bool {
    targets.allSatisfy { isDecided($0, now: now) }
  }

  /// Whether the deadline finds every target with an outcome of its own, so that it is told and not
  /// the time that ran out.
  func isDecidedAtDeadline(_ targets: [TargetSnapshot], now: Date) -> Bool {
    targets.allSatisfy { target in
      let hasEnded = target.state.isTerminal && target.observedAt != nil
      if isDecided(target, now: now) || hasEnded && target.unfinishedSince == nil { return true }
      return target.observedAt == nil && target.problem?.needsPerson == true
    }
  }

  private func isDecided(_ target: TargetSnapshot, now: Date) -> Bool {
    if target.isSettled || target.evidence == .errors && target.state == .failed { return true }
    if let word = target.unknownWord {
      return word.answers >= Self.unknownWord.answers
        && now.timeIntervalSince(word.since) >= Self.unknownWord.span
    }
    guard target.evidence == .errors || target.problem?.needsPerson == true else { return false }
    guard let since = target.staleSince else { return true }
    let waited = now.timeIntervalSince(since)
    guard target.observedAt == nil else { return !hasDeadline && waited >= Self.afterAnswers }
    return target.problem?.mayPass == true ? waited >= Self.beforeAnswers : true
  }
}
