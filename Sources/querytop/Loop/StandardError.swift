import Glibc
import QueryHTTP

/// Words to people beside the output proper.
nonisolated enum StandardError {
  /// Writes at once, keys masked; a reader gone is no reason to stop.
  static func write(_ text: String) {
    Descriptor.write(Secrets.redactor.clean(text), to: STDERR_FILENO)
  }
}
