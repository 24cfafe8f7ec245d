import Glibc

/// Reads small files that others must not have had a hand in.
nonisolated enum PrivateFile {
  /// Opens and reads a file; everything is checked on the open descriptor, so that what was checked
  /// is what is read.
  ///
  /// - Parameters:
  ///   - use: what it is read for, which decides what others may do with it.
  ///   - folder: an open folder the path starts in; then a link at its end is not followed.
  ///   - limit: the most bytes taken.
  static func read(
    _ path: String, for use: FileRule.Use, in folder: Int32? = nil, limit: Int
  ) throws(FileProblem) -> [UInt8] {
    let descriptor = try open(path, in: folder)
    defer { close(descriptor) }
    _ = try standing(of: descriptor, for: use)
    return try InputFile.bytes(of: descriptor, limit: limit)
  }

  /// How a file stands now, without reading it.
  static func standing(
    of path: String, for use: FileRule.Use
  ) throws(FileProblem) -> FileRule.Standing {
    let descriptor = try open(path, in: nil)
    defer { close(descriptor) }
    return try standing(of: descriptor, for: use)
  }

  private static func open(_ path: String, in folder: Int32?) throws(FileProblem) -> Int32 {
    // Not blocking: a pipe with no writer would be waited for.
    let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (folder == nil ? 0 : O_NOFOLLOW)
    let descriptor = openat(folder ?? AT_FDCWD, path, flags)
    guard descriptor >= 0 else { throw .unreadable(errno) }
    return descriptor
  }

  private static func standing(
    of descriptor: Int32, for use: FileRule.Use
  ) throws(FileProblem) -> FileRule.Standing {
    var status = stat()
    var system = statvfs()
    guard fstat(descriptor, &status) == 0, fstatvfs(descriptor, &system) == 0 else {
      throw .unreadable(errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    return try FileRule(
      use: use, owner: status.st_uid, mode: status.st_mode, user: geteuid(),
      isReadOnly: system.f_flag & UInt(ST_RDONLY) != 0
    ).standing()
  }
}
