package import FoundationEssentials
package import QueryCore
import TextCanvas

/// What stays on the main screen after quitting: two lines a target, so that the last look is not lost.
package enum ExitSummary {
  /// - Parameter export: what became of an export that quitting has stopped.
  package static func lines(
    _ targets: [TargetSnapshot], export: String? = nil, now: Date
  ) -> [String] {
    let lines = targets.flatMap { target in [first(target), second(target, now: now)] }
    return (lines + [export].compactMap(\.self)).map { SafeText($0).string }
  }

  private static func first(_ target: TargetSnapshot) -> String {
    let state = target.observedAt == nil ? "no answer yet" : target.state.word
    guard let progress = target.detail.batch?.progress else { return "\(target.target)  \(state)" }
    return
      "\(target.target)  \(state)  \(PercentText.of(progress.finished, progress.total))"
      + "  \(CountText.grouped(progress.succeeded)) succeeded, \(CountText.grouped(progress.failed)) failed,"
      + " \(CountText.grouped(progress.running)) running, \(CountText.grouped(progress.queued)) waiting"
  }

  private static func second(_ target: TargetSnapshot, now: Date) -> String {
    if let sentence = target.problemSentence(now: now, isAskedAgain: false) {
      return "  " + sentence
    }
    var parts: [String] = []
    if let elapsed = target.elapsed(at: now) {
      parts.append(
        "\(!target.state.isTerminal ? "elapsed" : "took") \(DurationText.short(elapsed))")
    }
    if target.observedAt != nil, !target.state.isTerminal {
      parts.append("goes on at \(target.target.source)")
    }
    if let batch = target.detail.batch,
      let cause = FailureCause.group(batch.queries).first
    {
      parts.append(
        "most failures: \(cause.code ?? cause.message) (\(CountText.grouped(cause.count)))")
    }
    return "  "
      + (parts.isEmpty
        ? "watch it again: querytop watch \(target.target)" : parts.joined(separator: ", "))
  }
}
