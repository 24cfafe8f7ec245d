import Glibc
import QueryHTTP
import QueryReports

/// Standard output as a script reads it: whole, at once, and never lost in silence.
nonisolated enum StandardOutput {
  /// Where its lines go, as it stands now.
  static var room: PlainRoom { Descriptor.room(of: STDOUT_FILENO) }

  /// Writes lines, each with its end, keys masked.
  ///
  /// - Throws: `OutputLost` when the file or pipe does not take them all.
  static func write(_ lines: [String]) throws(OutputLost) {
    try put(Secrets.redactor.clean(text(of: lines)))
  }

  /// The same with nothing masked: for the simulator's key, which is everyone's, and would be masked where the environment holds
  /// it from an earlier run.
  static func writeUnmasked(_ lines: [String]) throws(OutputLost) {
    try put(text(of: lines))
  }

  private static func text(of lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private static func put(_ text: String) throws(OutputLost) {
    guard Descriptor.write(text, to: STDOUT_FILENO) else { throw OutputLost(code: errno) }
  }
}

/// Standard output did not take what was to be said.
struct OutputLost: Error, CustomStringConvertible {
  /// errno.
  let code: Int32

  var description: String {
    let reason = code == EBADF ? "it is closed" : String(cString: strerror(code))
    return "standard output could not be written: \(reason)"
  }
}

/// Words to people beside the output proper.
nonisolated enum StandardError {
  /// Where its lines go, as it stands now.
  static var room: PlainRoom { Descriptor.room(of: STDERR_FILENO) }

  /// Writes at once, keys masked; a reader gone is no reason to stop.
  static func write(_ text: String) {
    Descriptor.write(Secrets.redactor.clean(text), to: STDERR_FILENO)
  }

  /// The same, unless whoever reads it has stopped reading: the text is lost then, and nobody waits.
  static func writeUnlessFull(_ text: String) {
    var wanted = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    guard poll(&wanted, 1, 0) == 1 else { return }
    write(text)
  }
}
