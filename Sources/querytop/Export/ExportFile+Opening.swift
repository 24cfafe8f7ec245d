import Glibc

extension ExportFile {
  /// What stands under the name now: whether it is to be written to directly, and the mode of the
  /// file to come.
  nonisolated static func look(
    at name: PathBytes, in folder: Int32, isForced: Bool, _ call: ExportCall
  ) throws(ExportProblem) -> (isDirect: Bool, mode: mode_t) {
    var status = stat()
    do throws(ExportProblem) {
      _ = try call(.inspect) { fstatat(folder, name.cString, &status, AT_SYMLINK_NOFOLLOW) }
    } catch {
      guard case .refused(_, code: ENOENT) = error.reason else { throw error }
      // The moment between the two calls errs on the side of a stricter mode.
      let mask = umask(0o077)
      umask(mask)
      return (false, 0o666 & ~mask)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      guard isForced else { throw call.problem(.exists) }
      return (false, status.st_mode & 0o777)
    case S_IFCHR, S_IFIFO: return (true, 0)
    case S_IFLNK: throw call.problem(.unfit("it is a link, which is not followed"))
    case S_IFDIR: throw call.problem(.unfit("it is a folder"))
    default: throw call.problem(.unfit("it is no ordinary file"))
    }
  }

  /// Opens a pipe or a device so that no call ever waits in it: one that nobody reads could not be left.
  nonisolated func openDirectly() throws(ExportProblem) -> Int32 {
    let flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC
    while true {
      let new: Int32
      do throws(ExportProblem) {
        new = try call(.create) { openat(folder, name.cString, flags) }
      } catch {
        // A pipe without a reader yet.
        guard case .refused(_, code: ENXIO) = error.reason else { throw error }
        try call.pause()
        continue
      }
      var status = stat()
      if fstat(new, &status) == 0, [S_IFCHR, S_IFIFO].contains(status.st_mode & S_IFMT) {
        return new
      }
      close(new)
      throw call.problem(.unfit("it is no longer what it was a moment ago"))
    }
  }

  nonisolated private static var creating: Int32 {
    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
  }

  /// Creates the partial file, in the place of one that an export left and nobody writes to any more.
  nonisolated func createPartial() throws(ExportProblem) -> Int32 {
    for _ in 0..<2 {
      do throws(ExportProblem) {
        let new = try call(.create) { openat(folder, partialName.cString, Self.creating, 0o600) }
        guard flock(new, LOCK_EX | LOCK_NB) == 0 else {
          close(new)
          throw call.problem(.busy)
        }
        return new
      } catch {
        guard case .refused(.create, code: EEXIST) = error.reason else { throw error }
      }
      let (old, size) = try openOld(partialName, O_RDWR)
      defer { close(old) }
      guard flock(old, LOCK_EX | LOCK_NB) == 0 else { throw call.problem(.busy) }
      // One with bytes in it and no note is none of an export's.
      if !isForced, size > 0, try !hasNote() { throw call.problem(.taken(partialName.text)) }
      _ = try call(.lock) { unlinkat(folder, partialName.cString, 0) }
    }
    throw call.problem(.busy)
  }

  /// Creates the note, in the place of one that an export left.
  nonisolated func createNote() throws(ExportProblem) -> Int32 {
    for _ in 0..<2 {
      do throws(ExportProblem) {
        return try call(.note) { openat(folder, noteName.cString, Self.creating, 0o600) }
      } catch {
        guard case .refused(.note, code: EEXIST) = error.reason else { throw error }
      }
      let isOurs = try hasNote()
      guard isForced || isOurs else { throw call.problem(.taken(noteName.text)) }
      _ = try call(.note) { unlinkat(folder, noteName.cString, 0) }
    }
    throw call.problem(.busy)
  }

  /// Whether there is a note that an export wrote, or had just made.
  nonisolated private func hasNote() throws(ExportProblem) -> Bool {
    let old: Int32
    let size: Int
    do throws(ExportProblem) {
      (old, size) = try openOld(noteName, O_RDONLY)
    } catch {
      if case .refused(_, code: ENOENT) = error.reason { return false }
      throw error
    }
    defer { close(old) }
    let start = Array("{\"schema\":\"querytop.partial/".utf8)
    var bytes = [UInt8](repeating: 0, count: start.count)
    return size == 0 || read(old, &bytes, bytes.count) == bytes.count && bytes == start
  }

  /// Opens what an export may have left; never a link, a pipe, another user's file, or one with another name besides.
  nonisolated private func openOld(
    _ name: PathBytes, _ way: Int32
  ) throws(ExportProblem) -> (file: Int32, size: Int) {
    let old: Int32
    do throws(ExportProblem) {
      old = try call(.lock) {
        openat(folder, name.cString, way | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC)
      }
    } catch {
      switch error.reason {
      case .refused(_, ELOOP), .refused(_, EACCES), .refused(_, EISDIR), .refused(_, ENXIO):
        throw call.problem(.taken(name.text))
      default: throw error
      }
    }
    var status = stat()
    guard fstat(old, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_nlink == 1
    else {
      close(old)
      throw call.problem(.taken(name.text))
    }
    return (old, Int(status.st_size))
  }
}
