import NIOConcurrencyHelpers

/// A number that tests can wait on, so that they never sleep.
package final class Gauge: Sendable {
  private struct Waiter {
    let least: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var value = 0
    var nextWaiter = 0
    var waiters: [Int: Waiter] = [:]
  }

  private let state = NIOLockedValueBox(State())

  package init() {}

  package var value: Int { state.withLockedValue(\.value) }

  /// Adds to the value and lets go whoever waited for what it is now.
  package func add(_ amount: Int) {
    let ready = state.withLockedValue { state in
      state.value += amount
      let value = state.value
      let ready = state.waiters.filter { $0.value.least <= value }
      for id in ready.keys { state.waiters[id] = nil }
      return ready.values
    }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// Waits until the value is `least` or more, or the task is cancelled, as a test is at its time
  /// limit.
  package func reach(_ least: Int) async {
    let id = state.withLockedValue { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDone = state.withLockedValue { state in
          if state.value >= least || Task.isCancelled { return true }
          state.waiters[id] = Waiter(least: least, continuation: continuation)
          return false
        }
        if isDone { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLockedValue { $0.waiters.removeValue(forKey: id) }
      waiter?.continuation.resume()
    }
  }
}
