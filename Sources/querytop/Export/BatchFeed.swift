import FoundationEssentials
import QueryCore
import QueryMonitoring

/// What is known of a batch while its rows are read.
nonisolated struct BatchFeed: Sendable {
  /// The newest of the batch; nil where nobody watches it any more.
  let current: @Sendable () -> TargetSnapshot?
  /// Whether queries that have not ended are waited for.
  var waits = true
  /// Waits until something is known of it, or it is not to be had; for whoever begins with nothing.
  var answered: @Sendable () async -> Void = {}

  /// The pause between two looks.
  static let pause = Duration.milliseconds(500)

  /// Whether no more queries will succeed, or nobody waits for them.
  func isOver(_ snapshot: TargetSnapshot) -> Bool {
    // A batch that was never seen is not waited for: whoever exports knows that it is there.
    let isRefused = snapshot.observedAt == nil && snapshot.problem?.needsPerson == true
    return !waits || isRefused || WaitRules(hasDeadline: false).isDecided([snapshot], now: Date())
  }
}

extension TargetSnapshot {
  /// Why nothing more can be said of a batch whose end no status has told; nil where one has, or where
  /// it goes on.
  nonisolated var lostSentence: String? {
    let sentence = problemSentence(now: Date(), isAskedAgain: false)
    if problem != nil { return sentence }
    guard evidence != .word else {
      guard unknownWord != nil else { return nil }
      return sentence
    }
    return "\(target): its provider no longer knows it"
  }
}
