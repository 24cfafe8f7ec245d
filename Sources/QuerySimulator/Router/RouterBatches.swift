import QueryCore

/// What requests have made and cancelled at a router.
struct RouterBatches: Sendable {
  /// By id.
  var made: [String: SubmittedBatch] = [:]
  /// The bodies they were made by, in order.
  var bodies: [[UInt8]] = []
  /// When a batch was cancelled, by id, in milliseconds from the story's start.
  var cancelled: [String: Int] = [:]
  /// Method and path of all that was no GET.
  var received: [String] = []

  /// The most batches that are kept.
  static let most = 1000
}

/// A batch that can be asked for: the story's own, or one made since.
struct ServedBatch: Sendable {
  let scenario: Scenario
  /// Nil for the story's own.
  let made: SubmittedBatch?
  /// In milliseconds from the story's start.
  let cancelledAt: Int?

  var id: String { made?.id ?? scenario.batchID }

  var count: Int { made?.count ?? scenario.queries.count }

  /// Its queries of a range of places, as far as it reaches.
  func queries(in range: Range<Int>, at elapsed: Duration) -> [SimulatedQuery] {
    let now = elapsed.milliseconds
    return range.clamped(to: 0..<count).compactMap { place in
      if let made { return made.query(at: place, at: now, cancelledAt: cancelledAt) }
      let start = scenario.queries[place].start
      let isHeld = start >= cancelledAt ?? .max
      return scenario.query(at: place, at: isHeld ? .milliseconds(min(now, start - 1)) : elapsed)
    }
  }

  /// Its counters and its word.
  func batch(at elapsed: Duration) -> SimulatedBatch {
    let isCancelled = cancelledAt.map { $0 <= elapsed.milliseconds } ?? false
    if made == nil, !isCancelled { return scenario.batch(at: elapsed) }
    var counts: [SimulatedState: Int] = [:]
    for query in queries(in: 0..<count, at: elapsed) { counts[query.state, default: 0] += 1 }
    let progress = BatchProgress(
      queued: counts[.queued] ?? 0, running: counts[.running] ?? 0,
      succeeded: counts[.success] ?? 0, failed: counts[.failure] ?? 0)
    let status: SimulatedBatchStatus =
      isCancelled || progress.isFinished
      ? .stopped : progress.queued == progress.total ? .queued : .running
    return SimulatedBatch(id: id, status: status, progress: progress)
  }
}
