/// What is wrong with the configuration, and where; never holds a value out of the file.
nonisolated struct ConfigurationError: Error, CustomStringConvertible {
  let path: String
  /// From 1; nil where the whole file is meant.
  var line: Int?
  let reason: String

  var description: String {
    line.map { "\(path), line \($0): \(reason)" } ?? "\(path): \(reason)"
  }
}
