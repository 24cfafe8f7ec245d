import QueryProviders

/// A source as `config.yaml` has it; nil leaves a matter to the provider's own variables.
nonisolated struct ConfiguredSource: Sendable {
  let provider: Provider
  var base: String?
  var credential: CredentialOrigin?
  /// Where it stands in the file, from 1.
  var line: Int?
}
