import Glibc

/// Words to people beside the output proper.
nonisolated enum StandardError {
  /// Writes at once; a reader gone is no reason to stop.
  static func write(_ text: String) {
    Descriptor.write(text, to: STDERR_FILENO)
  }
}
