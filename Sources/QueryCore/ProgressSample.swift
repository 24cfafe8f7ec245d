package import FoundationEssentials

/// The counters of a batch at one moment: one point of its history.
package struct ProgressSample: Hashable, Sendable {
  package let at: Date
  package let progress: BatchProgress

  package init(at: Date, progress: BatchProgress) {
    self.at = at
    self.progress = progress
  }
}
