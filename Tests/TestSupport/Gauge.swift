import Synchronization

/// A number that tests can wait on, so that they never sleep.
package final class Gauge: Sendable {
  private struct State {
    var value = 0
    var waiters: [(least: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  package init() {}

  package var value: Int { state.withLock(\.value) }

  /// Adds to the value and lets go whoever waited for what it is now.
  package func add(_ amount: Int) {
    let ready = state.withLock { state in
      state.value += amount
      let value = state.value
      let ready = state.waiters.filter { $0.least <= value }
      state.waiters.removeAll { $0.least <= value }
      return ready
    }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// Waits until the value is `least` or more.
  package func reach(_ least: Int) async {
    await withCheckedContinuation { continuation in
      let isReached = state.withLock { state in
        if state.value >= least { return true }
        state.waiters.append((least, continuation))
        return false
      }
      if isReached { continuation.resume() }
    }
  }
}
