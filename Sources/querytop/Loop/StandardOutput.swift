import Glibc

/// Standard output as a script reads it.
nonisolated enum StandardOutput {
  /// Hands on what has been printed, at once: a script waits for the line.
  static func flush() {
    fflush(nil)
  }
}
