import FoundationEssentials

/// What the rows of a batch say about time, in the server's seconds.
struct BatchTimings {
  /// Seconds each finished query took.
  private(set) var durations: [Double] = []
  /// Those of them that failed, by place in `durations`.
  private(set) var failed: [Bool] = []
  /// The rows of the finished and then of the running, by place in the batch.
  private(set) var rows: [Int] = []
  /// Whether every time is a whole second, as most servers write them.
  private(set) var wholeSeconds = true
  /// Seconds each running query had run when the batch was observed.
  private(set) var ages: [Double] = []
  /// Seconds from the last end to the observation; nil where no row has an end.
  private(set) var sinceLastEnd: Double?
  /// Seconds from the first start to the observation; 0 where no row has a start.
  private(set) var sinceFirstStart = 0.0

  /// Reads the rows; rows without times are passed over.
  init(
    _ queries: BatchRows, progress: BatchProgress, history: Series<ProgressSample>,
    observedAt: Date
  ) {
    var starts: [Double] = []
    var running: [Int] = []
    var ends: [Double] = []
    var first = Double.infinity
    for row in queries.indices {
      guard let start = queries.start(at: row)?.timeIntervalSinceReferenceDate, start.isFinite
      else { continue }
      first = min(first, start)
      wholeSeconds = wholeSeconds && start == start.rounded()
      let state = queries.state(at: row)
      if state == .running {
        starts.append(start)
        running.append(row)
      } else if state == .succeeded || state == .failed,
        let end = queries.end(at: row)?.timeIntervalSinceReferenceDate, end.isFinite
      {
        durations.append(min(max(0, end - start), Duration.longest))
        failed.append(state == .failed)
        rows.append(row)
        ends.append(end)
      }
    }
    rows += running
    let lastEnd = ends.max()
    let latest = max(lastEnd ?? -.infinity, starts.max() ?? -.infinity)
    // Without every end, the k-th of them is not the k-th the counters told of.
    let offset =
      ends.count == progress.finished ? ClockOffset.seconds(history: history, ends: ends) : 0
    // What the server has reported lies in its past, whatever the clocks say.
    let observed = max(observedAt.timeIntervalSinceReferenceDate - offset, latest)
    // A start cut to its second was half a second later on average.
    let cut = wholeSeconds ? 0.5 : 0
    ages = starts.map { min(max(0, observed - $0 - cut), Duration.longest) }
    sinceLastEnd = lastEnd.map { observed - $0 }
    sinceFirstStart = first.isFinite ? min(observed - first, Duration.longest) : 0
  }
}
