import FoundationEssentials

/// What happened, in a sentence; what a server wrote stands in it as it came.
enum EventWords {
  static func end(_ target: TargetSnapshot, verdict: Verdict?) -> String {
    var words = "\(target.target) \(ending(target.state))"
    if let time = target.elapsed(at: target.endedAt ?? .distantPast) {
      words += ", took \(DurationText.short(time))"
    }
    if target.evidence == .errors { words += ", told by errors alone" }
    if let batch = target.detail.batch, batch.progress.failed > 0 {
      return words + ": " + (verdict?.sentence ?? failed(batch.progress))
    }
    let failure = target.failure ?? target.detail.query?.failure
    let reasons = [failure?.code, failure?.message ?? failure?.description].compactMap(\.self)
    return reasons.isEmpty ? words : words + ": " + reasons.joined(separator: ": ")
  }

  private static func ending(_ state: QueryState) -> String {
    switch state {
    case .stopped: "was stopped"
    case .gone: "is gone"
    default: state.word
    }
  }

  static func endTakenBack(_ target: TargetSnapshot) -> String {
    "\(target.target): its end was taken back, it is \(target.state.word)"
  }

  static func failuresTakenBack(_ target: TargetSnapshot) -> String {
    "\(target.target): its failures were taken back, none has failed"
  }

  private static func failed(_ progress: BatchProgress) -> String {
    "\(CountText.grouped(progress.failed)) of \(CountText.grouped(progress.total)) failed"
  }

  static func firstFailure(
    _ target: TargetSnapshot, _ progress: BatchProgress, _ causes: [FailureCause]
  ) -> String {
    let why = causes.isEmpty ? "" : ": " + list(causes.map(name))
    return "\(target.target): \(failed(progress))\(why)"
  }

  static func newCauses(_ target: TargetSnapshot, _ causes: [FailureCause]) -> String {
    guard causes.count == 1, let cause = causes.first else {
      let names = list(causes.map { "\($0.name) (\(CountText.grouped($0.count)))" })
      return "\(target.target): \(causes.count) new causes: \(names)"
    }
    let count = CountText.of(cause.count, "query", "queries")
    return "\(target.target): new cause \(name(cause)), \(count)"
  }

  private static func name(_ cause: FailureCause) -> String {
    cause.code.map { "\($0): \(cause.message)" } ?? cause.message
  }

  static func stalled(_ target: TargetSnapshot, for time: Duration) -> String {
    "\(target.target): stalled, nothing has finished for \(DurationText.short(time))"
  }

  static func need(_ need: TargetNeed, of target: TargetSnapshot) -> String {
    let why =
      switch need {
      case .credential, .unreachable, .notFound, .misconfigured:
        target.problem?.label ?? (need == .notFound ? "not found" : "says \(target.state.word)")
      case .incomplete:
        (target.missing.map(\.sentence) + target.doubts).first ?? "its rows never ended"
      }
    return "\(target.target) needs you: \(why)"
  }

  static func doubts(_ target: TargetSnapshot) -> String {
    let all = target.missing.map(\.sentence) + target.doubts
    return "\(target.target): doubtful: " + all.joined(separator: "; ")
  }

  /// What is true of several targets of one source.
  static func several(_ events: [WatchEvent]) -> String {
    guard let first = events.first else { return "" }
    let what =
      switch first.kind {
      case .ended: "have ended"
      case .failed: "have failed, or something in them"
      case .newCause: "have new causes of failure"
      case .stalled: "are stalled"
      case .needsYou: "need you"
      case .takenBack: "took back an end or failures"
      case .doubtful: "are doubtful"
      }
    let count = CountText.of(events.count, "target", "targets")
    return "\(count) of \(first.target.source) \(what): " + list(events.map(\.target.id))
  }

  /// The first three, and how many more.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? shown + " and \(CountText.grouped(names.count - 3)) more" : shown
  }
}
