package import QueryCore

/// A batch at one moment of its story.
package struct SimulatedBatch: Hashable, Sendable {
  /// Of the form `qrb_3feb5ff5c71e`.
  package let id: String
  /// `stopped` once every query has ended.
  package let status: SimulatedBatchStatus
  /// Adds up to the number of queries at every moment.
  package let progress: BatchProgress
}

/// The words a batch may have; `stopped` is also its normal end.
package enum SimulatedBatchStatus: String, Hashable, Sendable, CaseIterable {
  case queued = "QUEUED"
  case running = "RUNNING"
  case stopped = "STOPPED"
}
