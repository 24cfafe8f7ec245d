import FoundationEssentials

/// What the rows of a batch say about time when it was observed, in the server's seconds.
struct BatchTimings {
  let tally: DurationTally
  /// The queries that run, by place, with the seconds each had run when the batch was observed.
  let running: [(place: Int, age: Double)]
  /// Seconds from the last end to the observation; nil where no row has an end.
  let sinceLastEnd: Double?
  /// Seconds from the first start to the observation; 0 where no row has a start.
  let sinceFirstStart: Double

  init(
    _ tally: DurationTally, progress: BatchProgress, history: Series<ProgressSample>,
    observedAt: Date
  ) {
    self.tally = tally
    let starts = tally.running
    let lastEnd = tally.ends.greatest
    let latest = max(lastEnd ?? -.infinity, starts.map(\.start).max() ?? -.infinity)
    // Without every end, the k-th of them is not the k-th the counters told of.
    let offset =
      tally.ends.count == progress.finished
      ? ClockOffset.seconds(history: history, ends: tally.ends) : 0
    // What the server has reported lies in its past, whatever the clocks say.
    let observed = max(observedAt.timeIntervalSinceReferenceDate - offset, latest)
    // A start cut to its second was half a second later on average.
    let cut = tally.wholeSeconds ? 0.5 : 0
    running = starts.map { place, start in
      (place, min(max(0, observed - start - cut), Duration.longest))
    }
    sinceLastEnd = lastEnd.map { observed - $0 }
    sinceFirstStart = tally.starts.least.map { min(observed - $0, Duration.longest) } ?? 0
  }
}
