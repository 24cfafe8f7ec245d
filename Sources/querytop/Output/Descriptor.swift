import Glibc

/// Writing to a file descriptor without a library's buffer, or its opinion of what an error means.
nonisolated enum Descriptor {
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
