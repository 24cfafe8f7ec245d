import FoundationEssentials

/// What has been said of one target, so that nothing is said of it twice.
struct TargetMemory: Sendable {
  /// Whether anything at all was heard of it, an answer or a problem.
  private var isHeard = false
  private var isAnswered = false
  private var needs = false
  private var end: QueryState?
  private var state: QueryState?
  private var hasFailures = false
  private var causes: Set<FailureCause.Key> = []
  /// The failures of the answer looked at last, where somebody asked for them.
  private var failures = FailureTally()
  private var isStalled = false
  private var isDoubtful = false
  private var pauses: [WatchEvent.Kind: EventPause] = [:]
  private var failedBefore = 0
  private var pace = StandstillWatch()

  /// Compares what is so with what was told.
  ///
  /// - Parameter mayTellNeed: false while another target of the source was said to need somebody just now.
  mutating func look(at target: TargetSnapshot, _ now: Date, mayTellNeed: Bool) -> [WatchEvent] {
    guard target.observedAt != nil || target.problem != nil else { return [] }
    var events: [WatchEvent] = []
    let need = TargetNeed(target, at: now)
    if !isHeard {
      isHeard = true
      needs = need != nil
    } else if need == nil {
      needs = false
    } else if let need, !needs, mayTellNeed, mayTell(.needsYou, now) {
      needs = true
      events.append(
        WatchEvent(.needsYou, target, at: now, sentence: EventWords.need(need, of: target)))
    }
    guard target.observedAt != nil else { return events }
    guard isAnswered else {
      begin(with: target, now)
      return events
    }
    events = (endEvent(target, now).map { [$0] } ?? courseEvents(target, now)) + events
    if target.problem == nil { state = target.state }
    return events
  }

  /// Takes what is so as told: it was so before anybody looked.
  private mutating func begin(with target: TargetSnapshot, _ now: Date) {
    isAnswered = true
    state = target.state
    end = target.isEndTold ? target.state : nil
    takeAsTold(target)
    pace.look(at: target, now)
  }

  private mutating func takeAsTold(_ target: TargetSnapshot) {
    failedBefore = target.detail.batch?.progress.failed ?? 0
    hasFailures = failedBefore > 0
    causes.formUnion(causes(of: target).map(\.identity))
    isDoubtful = target.isDoubtful
  }

  private mutating func mayTell(_ kind: WatchEvent.Kind, _ now: Date) -> Bool {
    guard pauses[kind, default: EventPause()].isOver(at: now) else { return false }
    pauses[kind, default: EventPause()].begin(at: now)
    return true
  }

  // MARK: Ends

  /// An end, or the end of one; nil for none.
  ///
  /// What failed until then is part of it.
  private mutating func endEvent(_ target: TargetSnapshot, _ now: Date) -> WatchEvent? {
    let newEnd = target.isEndTold ? target.state : nil
    // A target between an end that was taken back and the next is alive in between.
    guard newEnd != end, newEnd != nil || !target.state.isTerminal else { return nil }
    // The provider's own word is final: it is told whatever was told just before.
    let isFinal = newEnd != nil && target.hasEndedByWord
    guard mayTell(newEnd == nil ? .takenBack : .ended, now) || isFinal else { return nil }
    defer { end = newEnd }
    guard newEnd != nil else {
      var event = WatchEvent(
        .takenBack, target, at: now, sentence: EventWords.endTakenBack(target))
      event.from = end
      return event
    }
    let verdict = Verdict.make(of: target)
    let kind: WatchEvent.Kind = target.state == .failed ? .failed : .ended
    var event = WatchEvent(
      kind, target, at: now, sentence: EventWords.end(target, verdict: verdict))
    event.isEnd = true
    event.from = end ?? state
    event.verdict = verdict?.sentence
    event.providerAt = target.endedAt
    event.cause = target.failure.flatMap { $0.code ?? $0.message }
    if let failed = target.detail.batch?.progress.failed, failed > 0 {
      event.count = failed
      event.cause = event.cause ?? causes(of: target).first?.name
    }
    takeAsTold(target)
    return event
  }

  // MARK: On the way

  private mutating func courseEvents(_ target: TargetSnapshot, _ now: Date) -> [WatchEvent] {
    [
      failureEvent(target, now), stallEvent(target, now), doubtEvent(target, now),
    ].compactMap(\.self)
  }

  private mutating func failureEvent(_ target: TargetSnapshot, _ now: Date) -> WatchEvent? {
    guard let progress = target.detail.batch?.progress else { return nil }
    defer { failedBefore = progress.failed }
    if progress.failed == 0 {
      guard hasFailures, mayTell(.takenBack, now) else { return nil }
      hasFailures = false
      return WatchEvent(
        .takenBack, target, at: now, sentence: EventWords.failuresTakenBack(target))
    }
    if !hasFailures, mayTell(.failed, now) {
      let causes = causes(of: target)
      hasFailures = true
      self.causes.formUnion(causes.map(\.identity))
      return event(.failed, target, now, count: progress.failed, causes) {
        EventWords.firstFailure(target, progress, causes)
      }
    }
    // No more have failed, and so not otherwise either.
    guard hasFailures, progress.failed != failedBefore || hasUntoldCauses else { return nil }
    let new = causes(of: target).filter { !causes.contains($0.identity) }
    hasUntoldCauses = !new.isEmpty
    guard !new.isEmpty, mayTell(.newCause, now) else { return nil }
    hasUntoldCauses = false
    causes.formUnion(new.map(\.identity))
    return event(.newCause, target, now, count: new.reduce(0) { $0 + $1.count }, new) {
      EventWords.newCauses(target, new)
    }
  }

  /// Whether causes wait until the pause is over.
  private var hasUntoldCauses = false

  private func event(
    _ kind: WatchEvent.Kind, _ target: TargetSnapshot, _ now: Date, count: Int,
    _ causes: [FailureCause], _ words: () -> String
  ) -> WatchEvent {
    var event = WatchEvent(kind, target, at: now, sentence: words())
    event.count = count
    event.cause = causes.first?.name
    event.verdict = Verdict.make(of: target)?.sentence
    return event
  }

  private mutating func stallEvent(_ target: TargetSnapshot, _ now: Date) -> WatchEvent? {
    pace.look(at: target, now)
    guard let silence = pace.standstill else {
      isStalled = false
      return nil
    }
    guard !isStalled, mayTell(.stalled, now) else { return nil }
    isStalled = true
    return WatchEvent(
      .stalled, target, at: now, sentence: EventWords.stalled(target, for: silence))
  }

  private mutating func doubtEvent(_ target: TargetSnapshot, _ now: Date) -> WatchEvent? {
    guard target.isDoubtful else {
      isDoubtful = false
      return nil
    }
    guard !isDoubtful, mayTell(.doubtful, now) else { return nil }
    isDoubtful = true
    return WatchEvent(.doubtful, target, at: now, sentence: EventWords.doubts(target))
  }

  private mutating func causes(of target: TargetSnapshot) -> [FailureCause] {
    guard let batch = target.detail.batch else { return [] }
    failures.update(to: batch.queries)
    return failures.causes
  }
}

extension TargetSnapshot {
  /// Whether it has ended as far as anybody will say: by a word with nothing left alive, or by errors that agree.
  fileprivate var isEndTold: Bool {
    guard observedAt != nil, state.isTerminal else { return false }
    return hasEndedByWord || isGivenUp || evidence == .errors
  }

  fileprivate var isDoubtful: Bool { !doubts.isEmpty || !missing.isEmpty }
}

extension FailureCause {
  /// What tells it from other causes over time: its message shows one query's, which need not stay the same one's.
  fileprivate var identity: Key { Key(code: code, message: MessageMask.key(message)) }

  /// Its code, or its message where it has none.
  var name: String { code ?? message }
}
