import ArgumentParser
internal import CPlatform
import Glibc
import ResultTables

/// A file that appears under its name only when it is whole.
///
/// Rows go to `NAME.partial` in the same folder, 0600 and locked, and a note beside it,
/// `NAME.partial.json`, says at any moment what that file holds at least. `finish()` brings the bytes
/// to the disk, then gives the file its name in one step, which replaces nothing unless told to. Devices and
/// pipes are written to directly. A file left by an export that was stopped is begun anew.
nonisolated final class ExportFile {
  /// Decides for each call whether the system is asked: nil does, an errno fails it.
  ///
  /// For tests.
  typealias Fault = (ExportStep) -> Int32?

  private let path: String
  private let name: String
  private let isForced: Bool
  private let fault: Fault
  private let folder: Int32
  private var file: Int32 = -1
  private var noteFile: Int32 = -1
  /// The mode the finished file gets.
  private let mode: mode_t
  private let isDirect: Bool

  private var partialName: String { name + ".partial" }
  private var noteName: String { partialName + ".json" }

  /// Opens the way to `path`; nothing is there under that name yet.
  ///
  /// - Parameter isForced: whether a file of that name is replaced in the end; its mode is kept.
  /// - Throws: `ExportProblem`.
  init(
    path: String, isForced: Bool = false, fault: @escaping Fault = { _ in nil }
  ) throws(ExportProblem) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, !last.isEmpty, last != ".", last != "..",
      !path.utf8.contains(0)
    else { throw ExportProblem(path: path, reason: .unfit("it names no file")) }
    self.path = path
    self.isForced = isForced
    self.fault = fault
    name = String(last)
    let parent = parts.dropLast().joined(separator: "/")
    let place = parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
    folder = try Self.call(.openFolder, path, fault) {
      open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    do throws(ExportProblem) {
      (isDirect, mode) = try Self.look(at: name, in: folder, path, isForced: isForced, fault)
    } catch {
      close(folder)
      throw error
    }
    try begin()
  }

  /// Writes to standard output; nothing there can be taken back.
  init() throws(ExportProblem) {
    path = "standard output"
    name = "-"
    isForced = false
    fault = { _ in nil }
    folder = -1
    mode = 0
    isDirect = true
    file = try call(.create) { dup(STDOUT_FILENO) }
  }

  deinit {
    for descriptor in [file, noteFile, folder] where descriptor >= 0 { close(descriptor) }
  }

  private func begin() throws(ExportProblem) {
    if isDirect {
      file = try call(.create) { openat(folder, name, O_WRONLY | O_CLOEXEC) }
      return
    }
    file = try create()
    noteFile = try call(.note) { openat(folder, noteName, Self.creating | O_TRUNC, 0o600) }
  }

  private static let creating = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW

  /// Creates the partial file, in the place of one that nobody writes to any more.
  private func create() throws(ExportProblem) -> Int32 {
    for _ in 0..<2 {
      do throws(ExportProblem) {
        let new = try call(.create) {
          openat(folder, partialName, Self.creating | O_EXCL, 0o600)
        }
        guard flock(new, LOCK_EX | LOCK_NB) == 0 else {
          close(new)
          throw ExportProblem(path: path, reason: .busy)
        }
        return new
      } catch {
        guard case .refused(.create, code: EEXIST) = error.reason else { throw error }
      }
      let old = try call(.lock) {
        openat(folder, partialName, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      }
      defer { close(old) }
      guard flock(old, LOCK_EX | LOCK_NB) == 0 else {
        throw ExportProblem(path: path, reason: .busy)
      }
      _ = try call(.lock) { unlinkat(folder, partialName, 0) }
    }
    throw ExportProblem(path: path, reason: .busy)
  }

  /// Where unfinished bytes are; nil where they went out directly.
  var partialPath: String? { isDirect ? nil : path + ".partial" }

  /// Leaves nothing behind of what is unfinished.
  func discard() {
    guard !isDirect else { return }
    // What cannot be removed is litter, and the reason for giving up is told anyway.
    unlinkat(folder, partialName, 0)
    unlinkat(folder, noteName, 0)
  }

  /// Writes bytes behind those written before.
  ///
  /// - Throws: `ExportProblem`.
  func append(_ bytes: [UInt8]) throws(ExportProblem) {
    try put(bytes, to: file, .write)
  }

  /// Begins the file anew, empty.
  ///
  /// - Throws: `ExportProblem`; for a pipe always, since what is written is gone.
  func restart() throws(ExportProblem) {
    guard !isDirect else {
      throw ExportProblem(path: path, reason: .unfit("a later row has columns the first had not"))
    }
    _ = try call(.write) { ftruncate(file, 0) }
    _ = try call(.write) { lseek(file, 0, SEEK_SET) == 0 ? 0 : -1 }
  }

  /// Says what the partial file holds: one line, over the one before.
  ///
  /// - Parameter line: JSON; padded, so that a shorter line leaves nothing of a longer one.
  /// - Throws: `ExportProblem`.
  func note(_ line: String) throws(ExportProblem) {
    guard noteFile >= 0 else { return }
    let length = max(1023, line.utf8.count)
    let text = Array(line.utf8) + [UInt8](repeating: 0x20, count: length - line.utf8.count) + [0x0A]
    // In one call: whoever stops the process, there is the old line or the new one.
    let count = try call(.note) {
      Int32(
        truncatingIfNeeded: text.withUnsafeBytes { pwrite(noteFile, $0.baseAddress, $0.count, 0) })
    }
    guard count == text.count else {
      throw ExportProblem(path: path, reason: .refused(.note, code: ENOSPC))
    }
  }

  /// Brings everything to the disk and gives the file its name.
  ///
  /// - Throws: `ExportProblem`; then there is nothing new under the name, unless the very last step
  ///   failed, which brings the name itself to the disk.
  func finish() throws(ExportProblem) {
    guard !isDirect else {
      try closeFile()
      return
    }
    _ = try call(.sync) { fsync(file) }
    _ = try call(.setMode) { fchmod(file, mode) }
    try closeFile()
    _ = try call(.rename) {
      isForced
        ? renameat(folder, partialName, folder, name)
        : cplatform_rename_new(folder, partialName, name)
    }
    // The file is whole now: a note that stays is litter, and no fault.
    unlinkat(folder, noteName, 0)
    _ = try call(.syncFolder) { fsync(folder) }
  }

  private func closeFile() throws(ExportProblem) {
    let open = file
    file = -1
    _ = try call(.close) { close(open) }
  }

  private func put(
    _ bytes: [UInt8], to descriptor: Int32, _ step: ExportStep
  ) throws(ExportProblem) {
    var done = 0
    while done < bytes.count {
      if let code = fault(step) {
        throw ExportProblem(path: path, reason: .refused(step, code: code))
      }
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw ExportProblem(path: path, reason: .refused(step, code: count < 0 ? errno : EIO))
      }
      done += count
    }
  }

  private func call(_ step: ExportStep, _ body: () -> Int32) throws(ExportProblem) -> Int32 {
    try Self.call(step, path, fault, body)
  }

  private static func call(
    _ step: ExportStep, _ path: String, _ fault: Fault, _ body: () -> Int32
  ) throws(ExportProblem) -> Int32 {
    if let code = fault(step) {
      throw ExportProblem(path: path, reason: .refused(step, code: code))
    }
    while true {
      let result = body()
      if result >= 0 { return result }
      // A descriptor is gone after close, whatever close says.
      guard errno == EINTR, step != .close else {
        throw ExportProblem(path: path, reason: .refused(step, code: errno))
      }
    }
  }

  /// What stands under the name now: whether it is to be written to directly, and the mode of the
  /// file to come.
  private static func look(
    at name: String, in folder: Int32, _ path: String, isForced: Bool, _ fault: Fault
  ) throws(ExportProblem) -> (isDirect: Bool, mode: mode_t) {
    var status = stat()
    do throws(ExportProblem) {
      _ = try call(.inspect, path, fault) { fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) }
    } catch {
      guard case .refused(_, code: ENOENT) = error.reason else { throw error }
      // The moment between the two calls errs on the side of a stricter mode.
      let mask = umask(0o077)
      umask(mask)
      return (false, 0o666 & ~mask)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      guard isForced else { throw ExportProblem(path: path, reason: .exists) }
      return (false, status.st_mode & 0o777)
    case S_IFCHR, S_IFIFO: return (true, 0)
    case S_IFLNK:
      throw ExportProblem(path: path, reason: .unfit("it is a link, which is not followed"))
    case S_IFDIR: throw ExportProblem(path: path, reason: .unfit("it is a folder"))
    default: throw ExportProblem(path: path, reason: .unfit("it is no ordinary file"))
    }
  }
}

extension RowFormat: ExpressibleByArgument {
  /// The format that the end of a file's name stands for; nil where it stands for none.
  nonisolated init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    self.init(rawValue: fileName[fileName.index(after: dot)...].lowercased())
  }
}
