import Glibc

/// Reads small files that others must not have had a hand in.
nonisolated enum PrivateFile {
  /// Opens and reads a file; everything is checked on the open descriptor, so that what was checked
  /// is what is read.
  ///
  /// - Parameters:
  ///   - folder: an open folder the path starts in; then a link at its end is not followed.
  ///   - limit: the most bytes taken.
  ///   - forbidden: bits the file's mode must not have.
  ///   - rootMayOwn: whether the administrator may have put it there.
  static func read(
    _ path: String, in folder: Int32? = nil, limit: Int, forbidden: mode_t,
    rootMayOwn: Bool = false
  ) throws(FileProblem) -> [UInt8] {
    // Not blocking: a pipe with no writer would be waited for.
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (folder == nil ? 0 : O_NOFOLLOW)
    let descriptor = openat(folder ?? AT_FDCWD, path, flags)
    guard descriptor >= 0 else { throw .unreadable(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard status.st_uid == geteuid() || (rootMayOwn && status.st_uid == 0) else {
      throw .notOwned
    }
    guard status.st_mode & forbidden == 0 else { throw .looseMode(status.st_mode & 0o777) }
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
}
