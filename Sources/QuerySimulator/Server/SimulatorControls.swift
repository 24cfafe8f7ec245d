import NIOConcurrencyHelpers

/// Switches that spoil a running simulator's answers, for tests and demonstrations.
package final class SimulatorControls: Sendable {
  private struct State {
    var answer = SimulatedAnswer.normal
    var actionAnswer = SimulatedAnswer.normal
    var results = SimulatedResults()
    var isFrozen = false
    var nextWaiter = 0
    var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
  }

  private let state = NIOLockedValueBox(State())

  /// Makes controls that spoil nothing.
  package init() {}

  /// How requests are answered from now on.
  package var answer: SimulatedAnswer {
    get { state.withLockedValue { $0.answer } }
    set { state.withLockedValue { $0.answer = newValue } }
  }

  /// How requests that make or cancel something are answered from now on, where `answer` is normal.
  package var actionAnswer: SimulatedAnswer {
    get { state.withLockedValue { $0.actionAnswer } }
    set { state.withLockedValue { $0.actionAnswer = newValue } }
  }

  /// How rows are handed out from now on.
  package var results: SimulatedResults {
    get { state.withLockedValue { $0.results } }
    set { state.withLockedValue { $0.results = newValue } }
  }

  /// While true no request is answered; those that wait are answered when it is false again.
  package var isFrozen: Bool {
    get { state.withLockedValue { $0.isFrozen } }
    set {
      let released = state.withLockedValue { state in
        state.isFrozen = newValue
        guard !newValue else { return [CheckedContinuation<Void, any Error>]() }
        defer { state.waiters = [:] }
        return Array(state.waiters.values)
      }
      for waiter in released { waiter.resume() }
    }
  }

  /// Requests that hang at this moment.
  package var waiting: Int { state.withLockedValue { $0.waiters.count } }

  /// Returns at once, or when the simulator is no longer frozen.
  ///
  /// - Throws: `CancellationError` when the task is cancelled before that.
  func passed() async throws {
    let number = state.withLockedValue { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let outcome = state.withLockedValue { state -> Result<Void, any Error>? in
          // A cancellation before this point found nobody to wake; one after it will find the
          // waiter.
          if Task.isCancelled { return .failure(CancellationError()) }
          guard state.isFrozen else { return .success(()) }
          state.waiters[number] = continuation
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      state.withLockedValue { $0.waiters.removeValue(forKey: number) }?
        .resume(throwing: CancellationError())
    }
  }
}
