import QueryCore
import QueryMonitoring
import QueryProviders

/// Has a batch cancelled; where no answer comes, looks how the batch stands and asks once more if it still runs: cancelled twice is
/// cancelled.
nonisolated struct CancelSending: Sendable {
  let batch: Target
  let source: any QuerySource
  let actions: any ActionSource
  let gate: any RequestAdmission

  /// - Throws: `CancellationError`; it may have been cancelled then.
  @concurrent func send() async throws(CancellationError) -> ActionOutcome {
    let first = try await once()
    guard case .mayHaveBeenDone = first else { return first }
    switch try await source.poll(batch, previous: nil).result {
    case .success(let answer) where answer.state.isTerminal: return .done(batch, queries: nil)
    case .success: return try await once()
    case .failure: return first
    }
  }

  private func once() async throws(CancellationError) -> ActionOutcome {
    try await gate.act(at: actions.sourceName) { () async throws(CancellationError) in
      try await actions.cancel(batch)
    }
  }
}
