package import FoundationEssentials

// What was known at moments of the past, worked out of what the newest snapshot keeps of its history: when each query was seen to
// change, and samples of the counters. Nothing more is kept for it.

extension MonitorSnapshot {
  /// Everything as it was known at a moment; what no answer had told by then is not known.
  package func asKnown(at moment: Date) -> MonitorSnapshot {
    var past = self
    past.targets = targets.map { $0.asKnown(at: moment) }
    past.followed = followed.map { $0.asKnown(at: moment) }
    past.throttledUntil = [:]
    return past
  }

  /// The moments, rising, at which something was seen to change.
  package var changeMoments: [Date] {
    var moments = Set(targets.flatMap { $0.observedStates.map(\.at) })
    for target in targets {
      guard let batch = target.detail.batch else { continue }
      moments.formUnion(batch.observed.moments)
    }
    return moments.sorted()
  }
}

extension TargetSnapshot {
  /// The target as it was known at a moment.
  ///
  /// What was doubted, refused or not answered then and is no more is not known any longer.
  package func asKnown(at moment: Date) -> TargetSnapshot {
    guard let observedAt, observedAt > moment else { return self }
    guard let state = observedStates.last(where: { $0.at <= moment })?.state else {
      return TargetSnapshot(target: target, places: places)
    }
    var past = self
    if state != self.state {
      past.state = state
      past.providerStatus = nil
      past.failure = nil
      past.missing = []
      past.doubts = []
      past.unfinishedSince = nil
      past.isGivenUp = false
      past.evidence = .word
      past.unknownWord = nil
    }
    if let startedAt, startedAt > moment { past.startedAt = nil }
    if let endedAt, endedAt > moment { past.endedAt = nil }
    if let staleSince, staleSince > moment { past.staleSince = nil }
    if past.staleSince == nil { past.problem = nil }
    past.observedAt = moment
    switch detail {
    case .none: break
    case .batch(let batch): past.detail = .batch(batch.asKnown(at: moment))
    case .query(let query): past.detail = .query(query.asKnown(at: moment, state))
    }
    return past
  }
}

extension BatchDetail {
  fileprivate func asKnown(at moment: Date) -> BatchDetail {
    var past = self
    past.history.keep { $0.at <= moment }
    past.workflow.keep { $0.sampledAt <= moment }
    let agrees = queries.progress == progress
    observed.restore(&past.queries, at: moment)
    // The counters were sampled; rows that agree with them now tell them for any moment.
    if agrees {
      past.progress = past.queries.progress
    } else if let sample = past.history.last {
      past.progress = sample.progress
    }
    return past
  }
}

extension QueryDetail {
  fileprivate func asKnown(at moment: Date, _ state: QueryState) -> QueryDetail {
    var past = self
    past.history.keep { $0.at <= moment }
    past.workflow.keep { $0.sampledAt <= moment }
    if let done = past.history.last?.progress.succeeded {
      if percent != nil { past.percent = done } else { past.partsReady = done }
    }
    if !state.isTerminal {
      past.failure = nil
      past.resultRows = nil
      past.resultColumns = []
      past.rawAnswer = nil
    }
    return past
  }
}
