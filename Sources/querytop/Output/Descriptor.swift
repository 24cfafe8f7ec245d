import Glibc
import QueryReports

/// Writing to a file descriptor without a library's buffer, or its opinion of what an error means.
nonisolated enum Descriptor {
  /// Whether lines written to it go to a terminal, and how wide that is now; one that does not say has 80 columns.
  static func room(of descriptor: Int32) -> PlainRoom {
    guard isatty(descriptor) == 1 else { return .pipe }
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
      return .terminal(columns: 80)
    }
    return .terminal(columns: Int(window.ws_col))
  }

  /// Takes the places of standard streams that are closed, before anything else can.
  ///
  /// A file or connection opened later would get the number of standard output, and be written to as that. To use one stays
  /// an error (EBADF).
  static func occupyClosedStreams() {
    let streams = [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ]
    for (stream, mode) in streams where fcntl(stream, F_GETFD) == -1 && errno == EBADF {
      // The lowest number that is free, which is this one; without /dev/null there is nothing to be done.
      _ = open("/dev/null", mode)
    }
  }

  /// Writes a text whole.
  ///
  /// - Returns: false when the other side took only part of it or none; errno says why.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest.removeFirst(count)
    }
    return true
  }
}
