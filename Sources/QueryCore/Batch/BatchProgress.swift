/// The counters of a batch.
///
/// They always add up to `total`, whatever the provider said.
package struct BatchProgress: Hashable, Sendable {
  package let queued: Int
  package let running: Int
  package let succeeded: Int
  package let failed: Int

  /// Takes the provider's counters as they are, but for negative ones, which are 0, and those past a billion, which are nonsense.
  ///
  /// `total` is the number of queries the provider lists, 0 where it did not say; where the counters fall short of
  /// it, what no counter mentions yet is waiting.
  package init(queued: Int, running: Int, succeeded: Int, failed: Int, total: Int = 0) {
    let running = Self.bounded(running)
    let succeeded = Self.bounded(succeeded)
    let failed = Self.bounded(failed)
    let counted = Self.bounded(queued) + running + succeeded + failed
    self.queued = Self.bounded(queued) + max(0, Self.bounded(total) - counted)
    self.running = running
    self.succeeded = succeeded
    self.failed = failed
  }

  package var total: Int { queued + running + succeeded + failed }

  /// Queries that have ended, well or badly.
  package var finished: Int { succeeded + failed }

  /// Finished of total, 0 to 1; nil for an empty batch.
  package var fraction: Double? { total == 0 ? nil : Double(finished) / Double(total) }

  private static func bounded(_ counter: Int) -> Int { min(max(0, counter), 1_000_000_000) }

  package var isFinished: Bool { total > 0 && finished == total }
}
