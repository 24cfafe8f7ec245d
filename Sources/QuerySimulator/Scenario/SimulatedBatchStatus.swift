/// The words a batch may have; `stopped` is also its normal end.
package enum SimulatedBatchStatus: String, Hashable, Sendable, CaseIterable {
  case queued = "QUEUED"
  case running = "RUNNING"
  case stopped = "STOPPED"
}
