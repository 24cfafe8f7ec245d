import QueryCore
import QueryPolling

/// A source without a key: it asks nobody and says what to set.
nonisolated struct UnconfiguredSource: QuerySource {
  let name: String
  let variable: String

  func poll(_ target: Target, previous: TargetSnapshot?) async throws(CancellationError)
    -> PollOutcome
  {
    PollOutcome(.failure(.noCredential(variable: variable)))
  }
}
