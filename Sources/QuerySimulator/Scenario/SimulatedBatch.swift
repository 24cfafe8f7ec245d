package import QueryCore

/// A batch at one moment of its story.
package struct SimulatedBatch: Hashable, Sendable {
  package let id: String
  package let status: SimulatedBatchStatus
  package let progress: BatchProgress
}
