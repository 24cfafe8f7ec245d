import NIOCore
import NIOPosix

/// The clock that never stops, with the network thread's timers to sleep on.
///
/// A sleep that is cancelled leaves nothing behind: the concurrency library's own would still wake a thread at its end.
package struct NetworkClock: Clock {
  /// The network's timers stand still while the machine sleeps; the clock is looked at again after so long.
  private static let longestNap = Duration.seconds(5)

  package init() {}

  package var now: ContinuousClock.Instant { .now }

  package var minimumResolution: Duration { .nanoseconds(1) }

  /// Sleeps until a moment has come; not at all when it has.
  ///
  /// - Throws: `CancellationError`.
  package func sleep(
    until deadline: ContinuousClock.Instant, tolerance: Duration? = nil
  ) async throws {
    while true {
      try Task.checkCancellation()
      let rest = now.duration(to: deadline)
      guard rest > .zero else { return }
      let nap = TimeAmount.nanoseconds(Int64(min(rest, Self.longestNap) / .nanoseconds(1)))
      let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: nap) {}
      try await withTaskCancellationHandler {
        // A timer fails for no other reason than that it was cancelled.
        do { try await timer.futureResult.get() } catch { throw CancellationError() }
      } onCancel: {
        timer.cancel()
      }
    }
  }
}
