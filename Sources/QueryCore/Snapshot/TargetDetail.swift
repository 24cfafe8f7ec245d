/// What a target's last good answer held, by kind.
package enum TargetDetail: Hashable, Sendable {
  /// No good answer yet.
  case none
  case batch(BatchDetail)
  case query(QueryDetail)

  package var batch: BatchDetail? {
    if case .batch(let detail) = self { detail } else { nil }
  }

  package var query: QueryDetail? {
    if case .query(let detail) = self { detail } else { nil }
  }

  /// The part that is done, 0 to 1, by whatever the provider counts; nil where it counts nothing.
  package var fraction: Double? {
    switch self {
    case .none: return nil
    case .batch(let batch): return batch.progress.fraction
    case .query(let query):
      if let percent = query.percent { return Double(min(max(0, percent), 100)) / 100 }
      guard let ready = query.partsReady, let total = query.partsTotal, total > 0 else {
        return nil
      }
      return min(max(0, Double(ready) / Double(total)), 1)
    }
  }
}

/// What is known of a batch beyond its state.
package struct BatchDetail: Hashable, Sendable {
  package var progress: BatchProgress
  package var queries: BatchRows
  /// One sample for each good answer, thinned as it grows.
  package var history: Series<ProgressSample>
  /// Samples taken from running children, since a batch answer carries no workflow; oldest first.
  package var workflow: Series<WorkflowQueue>
  /// When its queries were seen to change.
  package var observed = ObservedChanges()
  /// How far its rows have been read.
  package var reading = BatchReading()

  package init(
    progress: BatchProgress, queries: BatchRows,
    history: Series<ProgressSample> = Series(), workflow: Series<WorkflowQueue> = Series()
  ) {
    self.progress = progress
    self.queries = queries
    self.history = history
    self.workflow = workflow
  }

  /// What is to be said where no row has failed, which is not always that nothing has: a sentence without its full stop.
  package var noFailure: String {
    progress.failed > 0
      ? "\(CountText.grouped(progress.failed)) failed by the counters, in no row"
      : "nothing has failed"
  }
}
