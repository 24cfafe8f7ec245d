import FoundationEssentials

/// What the counters' history says of a batch's pace, in the watcher's seconds.
struct BatchPace {
  /// Queries that run at once, 1 or more.
  let concurrency: Double
  /// Seconds from the first sample to the observation.
  let watched: Double
  /// Seconds from the first sample with the present count of finished to the observation; 0 without history.
  let sinceLastEnd: Double
  /// What the counters alone say of durations; nil where too little has finished while watched.
  let model: DurationModel?

  init(history: Series<ProgressSample>, progress: BatchProgress, observedAt: Date) {
    let samples = history.elements
    concurrency = Self.concurrency(samples, progress: progress)
    guard let first = samples.first else {
      watched = 0
      sinceLastEnd = 0
      model = nil
      return
    }
    let age = observedAt.timeIntervalSince(first.at)
    watched = age.isFinite ? min(max(0, age), Duration.longest) : 0
    let changed = samples.first { $0.progress.finished >= progress.finished }?.at ?? observedAt
    sinceLastEnd = min(max(0, observedAt.timeIntervalSince(changed)), Duration.longest)
    let gained = Double(progress.finished - first.progress.finished)
    model =
      watched > 0 && gained >= Double(CompletionEstimate.leastFinished)
      ? DurationModel(finished: gained, seconds: watched, concurrency: concurrency) : nil
  }

  /// The mean number running while others waited, over the newest samples; a slot is free only between two queries.
  private static func concurrency(_ samples: [ProgressSample], progress: BatchProgress) -> Double {
    let busy = samples.suffix(30).filter { $0.progress.queued > 0 }
    guard progress.queued > 0, !busy.isEmpty else { return Double(max(1, progress.running)) }
    let sum = busy.reduce(progress.running) { $0 + $1.progress.running }
    return max(1, Double(sum) / Double(busy.count + 1))
  }
}
