package import QueryCore

/// Stands for a source whose key nobody set: it asks nothing and says which variable to set.
package struct MissingCredentialSource: QuerySource {
  package let name: String
  private let variable: String

  /// - Parameter variable: the environment variable that would hold the key.
  package init(name: String, variable: String) {
    self.name = name
    self.variable = variable
  }

  package func poll(
    _ target: Target, previous: TargetSnapshot?
  ) async throws(CancellationError) -> PollOutcome {
    PollOutcome(.failure(.noCredential(variable: variable)))
  }
}
