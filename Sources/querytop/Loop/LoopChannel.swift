import Synchronization

/// The way of all events to the loop, which can tell whether more of them wait.
nonisolated final class LoopChannel: Sendable {
  let events: AsyncStream<LoopEvent>
  private let continuation: AsyncStream<LoopEvent>.Continuation
  private let waiting = Atomic<Int>(0)

  init() {
    (events, continuation) = AsyncStream<LoopEvent>.makeStream()
  }

  func send(_ event: LoopEvent) {
    waiting.add(1, ordering: .relaxed)
    continuation.yield(event)
  }

  /// Counts one event as taken.
  ///
  /// - Returns: whether another waits.
  func take() -> Bool {
    waiting.subtract(1, ordering: .relaxed).newValue > 0
  }
}
