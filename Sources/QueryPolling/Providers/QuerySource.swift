package import QueryCore

/// One configured account at a provider: it knows URLs and decoding, and nothing of pace or time.
package protocol QuerySource: Sendable {
  /// The name in `SOURCE:KIND/ID`.
  var name: String { get }

  /// Asks once for a target's state; whatever goes wrong is part of the outcome.
  ///
  /// - Parameter previous: what is known of the target, which may spare requests; nil asks for
  ///   everything.
  /// - Throws: `CancellationError` alone.
  func poll(_ target: Target, previous: TargetSnapshot?) async throws(CancellationError)
    -> PollOutcome

  /// The rows of a target that has succeeded; nil for one that has none of its own, as a batch.
  func results(of target: Target) -> (any ResultSource)?
}

extension QuerySource {
  package func results(of target: Target) -> (any ResultSource)? { nil }
}
