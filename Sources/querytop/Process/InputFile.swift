import Glibc

/// A file that a person names to be read, or `-` for standard input.
nonisolated enum InputFile {
  /// Reads it whole.
  ///
  /// - Parameter limit: the most bytes taken.
  static func read(_ path: PathBytes, limit: Int) throws(FileProblem) -> [UInt8] {
    let isStandardInput = path.text == "-"
    let descriptor = isStandardInput ? STDIN_FILENO : open(path.cString, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(errno) }
    defer { if !isStandardInput { close(descriptor) } }
    return try bytes(of: descriptor, limit: limit)
  }

  /// All that an open file holds from here on.
  ///
  /// - Parameter limit: the most bytes taken; one more is refused.
  static func bytes(of descriptor: Int32, limit: Int) throws(FileProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(errno) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw .tooLong(limit) }
    }
  }

  /// The path from the root, so that it is found from anywhere; nil where it cannot be told, or is no UTF-8.
  static func absolute(_ path: PathBytes) -> String? {
    guard path.text != "-", let found = realpath(path.cString, nil) else { return nil }
    defer { free(found) }
    return String(validatingCString: found)
  }
}
