package import FoundationEssentials

extension CompletionEstimate {
  /// Fewer finished than this say nothing about the rest.
  package static let leastFinished = 5

  /// Estimates the end from the rows' times, or where the rows have none, from the counters' history.
  ///
  /// Pure: the same arguments give the same estimate. Rows are in the server's time, `history`, `observedAt` and `now` in the
  /// watcher's; the two clocks may differ. An answer that has grown so old that the batch should have ended since
  /// gives `unknown`, never `stalled`: nobody has looked.
  ///
  /// - Parameters:
  ///   - history: the counters over time.
  ///   - progress: the counters of the last good answer.
  ///   - queries: its rows; may be fewer than `progress` counts.
  ///   - observedAt: when that answer arrived.
  ///   - now: the moment from which the range counts.
  /// - Returns: `unknown` with too little to go by, `stalled` when nothing has ended for much longer than queries take.
  package static func make(
    history: Series<ProgressSample>, progress: BatchProgress, queries: BatchRows,
    observedAt: Date, now: Date
  ) -> CompletionEstimate {
    let isEarly = progress.isFinished || progress.finished < leastFinished
    return make(
      history: history, progress: progress,
      tally: isEarly ? DurationTally() : DurationTally(queries),
      observedAt: observedAt, now: now)
  }

  /// The same from rows that are counted already.
  package static func make(
    history: Series<ProgressSample>, progress: BatchProgress, tally: DurationTally,
    observedAt: Date, now: Date
  ) -> CompletionEstimate {
    if progress.isFinished { return .finished }
    guard progress.finished >= leastFinished else { return .unknown }
    let timings = BatchTimings(
      tally, progress: progress, history: history, observedAt: observedAt)
    let pace = BatchPace(history: history, progress: progress, observedAt: observedAt)
    guard let model = DurationModel(timings) ?? pace.model else {
      return .unknown
    }
    // Watched for as long, too: rows alone cannot tell a standstill from a clock that is wrong.
    let silence = min(timings.sinceLastEnd ?? pace.sinceLastEnd, pace.sinceLastEnd)
    if silence > longestSilence(model, timings, pace, finished: progress.finished) {
      return .stalled(for: Duration(clamping: timings.sinceLastEnd ?? silence))
    }
    let ageless = max(0, Double(progress.running - timings.running.count))
    let load = BatchLoad(
      queued: Double(progress.queued), ages: timings.running.map(\.age), ageless: ageless,
      concurrency: pace.concurrency)
    return range(
      model, load, finished: progress.fraction ?? 0,
      passed: max(0, now.timeIntervalSince(observedAt)))
  }

  /// Seconds without an end after which something must be wrong.
  private static func longestSilence(
    _ model: DurationModel, _ timings: BatchTimings, _ pace: BatchPace, finished: Int
  ) -> Double {
    let gap = max(timings.sinceFirstStart, pace.watched) / Double(max(1, finished))
    return max(4 * model.working.quantile(1.645), 10 * gap)
  }
}
