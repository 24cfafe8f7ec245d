import NIOConcurrencyHelpers

/// A signal that many may wait for: each `fire()` begins a new generation and lets go all who
/// waited for one.
final class AsyncNotify: Sendable {
  private struct State {
    var generation = 0
    var nextWaiter = 0
    var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
  }

  private let state = NIOLockedValueBox(State())

  /// The number of times the signal was fired.
  var generation: Int { state.withLockedValue(\.generation) }

  /// Begins a new generation and wakes every waiter.
  func fire() {
    let waiters = state.withLockedValue { state in
      state.generation += 1
      defer { state.waiters = [:] }
      return state.waiters.values
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Waits until the signal is fired after `generation` was read; returns at once if it was.
  func wait(after generation: Int) async throws(CancellationError) {
    let id = state.withLockedValue { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    do {
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          let answer: Result<Void, any Error>? = state.withLockedValue { state in
            if state.generation != generation { return .success(()) }
            // The handler below may have run before there was anything for it to remove.
            if Task.isCancelled { return .failure(CancellationError()) }
            state.waiters[id] = continuation
            return nil
          }
          if let answer { continuation.resume(with: answer) }
        }
      } onCancel: {
        let waiter = state.withLockedValue { $0.waiters.removeValue(forKey: id) }
        waiter?.resume(throwing: CancellationError())
      }
    } catch {
      throw CancellationError()
    }
  }
}
