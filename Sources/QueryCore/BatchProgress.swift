/// The counters of a batch. They always add up to `total`, whatever the provider said.
package struct BatchProgress: Hashable, Sendable {
  package let queued: Int
  package let running: Int
  package let succeeded: Int
  package let failed: Int

  /// Takes the provider's counters as they are, but for negative ones (0) and a total they fall short of: what no
  /// counter mentions yet is waiting.
  ///
  /// - Parameter total: the number of queries the provider lists, 0 where it did not say.
  package init(queued: Int, running: Int, succeeded: Int, failed: Int, total: Int = 0) {
    let counted = max(0, queued) + max(0, running) + max(0, succeeded) + max(0, failed)
    self.queued = max(0, queued) + max(0, total - counted)
    self.running = max(0, running)
    self.succeeded = max(0, succeeded)
    self.failed = max(0, failed)
  }

  package var total: Int { queued + running + succeeded + failed }

  /// Queries that have ended, well or badly.
  package var finished: Int { succeeded + failed }

  /// Finished of total, 0 to 1; nil for an empty batch.
  package var fraction: Double? { total == 0 ? nil : Double(finished) / Double(total) }

  package var isFinished: Bool { total > 0 && finished == total }
}
