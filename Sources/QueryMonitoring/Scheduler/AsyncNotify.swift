import NIOConcurrencyHelpers

/// A signal that many may wait for: each `fire()` begins a new generation and lets go all who
/// waited for one.
final class AsyncNotify: Sendable {
  private typealias Continuation = CheckedContinuation<Void, any Error>

  private enum Waiter {
    /// About to wait.
    case coming
    case waiting(Continuation)

    var continuation: Continuation? {
      if case .waiting(let continuation) = self { return continuation }
      return nil
    }
  }

  private struct State {
    var generation = 0
    var nextWaiter = 0
    /// Those whose wait is not over, by number.
    var waiters: [Int: Waiter] = [:]

    /// Takes a waiter away, unless it is still to come.
    mutating func takeWaiting(_ number: Int) -> Continuation? {
      guard let continuation = waiters[number]?.continuation else { return nil }
      waiters[number] = nil
      return continuation
    }
  }

  private let state = NIOLockedValueBox(State())

  /// The number of times the signal was fired.
  var generation: Int { state.withLockedValue(\.generation) }

  /// Begins a new generation and wakes every waiter.
  func fire() {
    let waiting = state.withLockedValue { state in
      state.generation += 1
      return Array(state.waiters.keys).compactMap { state.takeWaiting($0) }
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Waits until the signal is fired after `generation` was read; returns at once if it was.
  func wait(after generation: Int) async throws(CancellationError) {
    try await wait(newWaiter(), after: generation)
  }

  /// The same, but no longer than until `alarm` is back, which is cancelled when the wait is over.
  func wait(
    after generation: Int,
    orUntil alarm: @escaping @Sendable () async throws(CancellationError) -> Void
  ) async throws(CancellationError) {
    let number = newWaiter()
    async let _: Void = ring(number, after: alarm)
    try await wait(number, after: generation)
  }

  private func newWaiter() -> Int {
    state.withLockedValue { state in
      state.nextWaiter += 1
      state.waiters[state.nextWaiter] = .coming
      return state.nextWaiter
    }
  }

  private func ring(
    _ number: Int, after alarm: @Sendable () async throws(CancellationError) -> Void
  ) async {
    do { try await alarm() } catch { return /* Cancelled: so is the wait, or it is over. */ }
    // One that is still to come finds that it is not awaited any more.
    let waiter = state.withLockedValue { $0.waiters.removeValue(forKey: number) }
    waiter?.continuation?.resume()
  }

  private func wait(_ number: Int, after generation: Int) async throws(CancellationError) {
    do {
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          let answer: Result<Void, any Error>? = state.withLockedValue { state in
            guard state.waiters.removeValue(forKey: number) != nil,
              state.generation == generation
            else { return .success(()) }
            // The handler below may have run before there was anything for it to take.
            if Task.isCancelled { return .failure(CancellationError()) }
            state.waiters[number] = .waiting(continuation)
            return nil
          }
          if let answer { continuation.resume(with: answer) }
        }
      } onCancel: {
        let waiting = state.withLockedValue { $0.takeWaiting(number) }
        waiting?.resume(throwing: CancellationError())
      }
    } catch {
      throw CancellationError()
    }
  }
}
