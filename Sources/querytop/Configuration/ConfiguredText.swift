import YAMLDocument

/// A text of `config.yaml` that is looked at after the file was read, and where it stands.
nonisolated struct ConfiguredText: Hashable, Sendable {
  let text: String
  let path: String
  let mark: YAMLMark

  /// What is wrong with it, told where it stands.
  func mistake(_ reason: String) -> ConfigurationError {
    ConfigurationError(path: path, line: mark.line, column: mark.column, reason: reason)
  }
}
