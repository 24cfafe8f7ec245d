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
