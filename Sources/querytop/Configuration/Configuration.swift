/// What `config.yaml` says.
nonisolated struct Configuration: Sendable {
  /// By the names targets call them.
  var sources: [String: ConfiguredSource] = [:]
  /// Watched where the command line names none; as written.
  var targets: [String] = []
  /// The theme's name; nil leaves the choice to the environment.
  var theme: String?
  /// The file it was read from; nil where there is none.
  var path: String?
}
