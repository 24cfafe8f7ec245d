internal import CPlatform
import Glibc

/// A file that appears under its name only when it is whole.
///
/// Rows go to `NAME.partial` in the same folder, 0600 and locked, and a note beside it,
/// `NAME.partial.json`, says at any moment what that file holds at least. `finish()` brings the bytes
/// to the disk, then gives that very file its name in one step, which replaces nothing unless told to. Devices and
/// pipes are written to directly, without ever waiting in a call. A file left by an export that was stopped is begun anew.
nonisolated final class ExportFile {
  /// Decides for each call whether the system is asked: nil does, an errno fails it.
  ///
  /// For tests.
  typealias Fault = (ExportStep) -> Int32?

  let call: ExportCall
  /// The name within the folder.
  let name: PathBytes
  let isForced: Bool
  let folder: Int32
  private var file: Int32 = -1
  private var noteFile: Int32 = -1
  /// The partial file once more, open until the end: who it is can be asked after it was closed.
  private var identity: Int32 = -1
  /// The mode the finished file gets.
  private let mode: mode_t
  private let isDirect: Bool
  /// Bytes behind one another so far, and of these how many the system has been asked to bring to the disk.
  private var appended = 0
  private var sent = 0

  /// Bytes after which the system is asked to go on with that.
  private static let stretch = 8 << 20

  var partialName: PathBytes { name.appending(".partial") }
  var noteName: PathBytes { name.appending(".partial.json") }

  /// Opens the way to `path`; nothing is there under that name yet.
  ///
  /// Of a pipe it waits for the reader, until the task is cancelled.
  ///
  /// - Parameter isForced: whether a file of that name is replaced in the end; its mode is kept.
  /// - Throws: `ExportProblem`.
  init(
    _ path: PathBytes, isForced: Bool = false, fault: @escaping Fault = { _ in nil }
  ) throws(ExportProblem) {
    let parts = path.bytes.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let last = PathBytes(Array(parts.last ?? []))
    guard !["", ".", ".."].contains(last.text), !path.bytes.contains(0) else {
      throw ExportProblem(path: path.text, reason: .unfit("it names no file"))
    }
    let call = ExportCall(path: path.text, fault: fault)
    self.call = call
    self.isForced = isForced
    name = last
    let parent = PathBytes(Array(parts.dropLast().joined(separator: [UInt8(ascii: "/")])))
    let place =
      parent.bytes.isEmpty
      ? PathBytes(path.bytes.first == UInt8(ascii: "/") ? "/" : ".") : parent
    folder = try call(.openFolder) {
      open(place.cString, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    do throws(ExportProblem) {
      (isDirect, mode) = try Self.look(at: last, in: folder, isForced: isForced, call)
    } catch {
      close(folder)
      throw error
    }
    if isDirect {
      file = try openDirectly()
    } else {
      file = try createPartial()
      identity = try call(.create) { fcntl(file, F_DUPFD_CLOEXEC, 0) }
      do throws(ExportProblem) {
        noteFile = try createNote()
      } catch {
        remove(partialName, if: identity)
        throw error
      }
    }
  }

  /// - Parameter path: as typed.
  convenience init(
    path: String, isForced: Bool = false, fault: @escaping Fault = { _ in nil }
  ) throws(ExportProblem) {
    try self.init(PathBytes(typed: path), isForced: isForced, fault: fault)
  }

  /// Writes to standard output; nothing there can be taken back.
  init() throws(ExportProblem) {
    call = ExportCall(path: "standard output", fault: { _ in nil })
    name = PathBytes("-")
    isForced = false
    folder = -1
    mode = 0
    isDirect = true
    file = try call(.create) { fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0) }
  }

  deinit {
    for descriptor in [file, noteFile, identity, folder] where descriptor >= 0 {
      close(descriptor)
    }
  }

  /// Where unfinished bytes are; nil where they went out directly.
  var partialPath: String? { isDirect ? nil : call.path + ".partial" }

  /// Whether the unfinished bytes still are where they were written.
  var isPartialThere: Bool { !isDirect && isAt(partialName, identity) }

  /// Leaves nothing behind of what is unfinished.
  func discard() {
    guard !isDirect else { return }
    // What cannot be removed is litter, and the reason for giving up is told anyway.
    remove(partialName, if: identity)
    remove(noteName, if: noteFile)
  }

  /// Writes bytes behind those written before.
  ///
  /// - Throws: `ExportProblem`.
  func append(_ bytes: [UInt8]) throws(ExportProblem) {
    var done = 0
    while done < bytes.count {
      let count: Int
      do throws(ExportProblem) {
        count = try call(.write) {
          bytes.withUnsafeBytes { write(file, $0.baseAddress.map { $0 + done }, $0.count - done) }
        }
      } catch {
        // Only what does not wait in a call says so: a pipe that is full.
        guard case .refused(_, code: EAGAIN) = error.reason else { throw error }
        try call.pause(forRoomIn: file)
        continue
      }
      guard count > 0 else { throw call.problem(.refused(.write, code: EIO)) }
      done += count
    }
    appended += bytes.count
    guard !isDirect, appended - sent >= Self.stretch else { return }
    // While rows come, the disk has time: what is left to `finish()` is a moment then, however long the file is.
    cplatform_start_sync(file, Int64(sent), Int64(appended - sent))
    sent = appended
  }

  /// Begins the file anew, empty.
  ///
  /// - Throws: `ExportProblem`; for a pipe always, since what is written is gone.
  func restart() throws(ExportProblem) {
    guard !isDirect else {
      throw call.problem(.unfit("a later row has columns the first had not"))
    }
    _ = try call(.write) { ftruncate(file, 0) }
    _ = try call(.write) { lseek(file, 0, SEEK_SET) == 0 ? 0 : -1 }
    (appended, sent) = (0, 0)
  }

  /// Sees to it that the file has so many bytes, those behind its end zero, and the disk room for them.
  ///
  /// - Throws: `ExportProblem`; for a pipe always.
  func extend(to size: Int) throws(ExportProblem) {
    _ = try call(.write) {
      errno = posix_fallocate(file, 0, off_t(size))
      return errno == 0 ? 0 : -1
    }
  }

  /// Reads bytes that were written.
  ///
  /// - Throws: `ExportProblem`, also where somebody has cut the file.
  func bytes(in range: Range<Int>) throws(ExportProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var done = 0
    while done < bytes.count {
      let count = try call(.write) {
        bytes.withUnsafeMutableBytes {
          let place = off_t(range.lowerBound + done)
          return pread(file, $0.baseAddress.map { $0 + done }, $0.count - done, place)
        }
      }
      guard count > 0 else { throw call.problem(.replaced) }
      done += count
    }
    return bytes
  }

  /// Writes bytes over those at a place.
  ///
  /// - Throws: `ExportProblem`.
  func replace(at place: Int, with bytes: [UInt8]) throws(ExportProblem) {
    try call.write(bytes, to: file, at: place, as: .write)
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
      text.withUnsafeBytes { pwrite(noteFile, $0.baseAddress, $0.count, 0) }
    }
    guard count == text.count else { throw call.problem(.refused(.note, code: ENOSPC)) }
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
    guard isAt(partialName, identity) else { throw call.problem(.replaced) }
    let (from, to) = (partialName.cString, name.cString)
    _ = try call(.rename) {
      isForced ? renameat(folder, from, folder, to) : cplatform_rename_new(folder, from, to)
    }
    // The file is whole now: a note that stays is litter, and no fault.
    remove(noteName, if: noteFile)
    _ = try call(.syncFolder) { fsync(folder) }
  }

  private func closeFile() throws(ExportProblem) {
    let open = file
    file = -1
    _ = try call(.close) { close(open) }
  }

  /// Whether a name leads to the very file that is open, and to no other that took its place.
  private func isAt(_ name: PathBytes, _ descriptor: Int32) -> Bool {
    var (open, there) = (stat(), stat())
    return fstat(descriptor, &open) == 0
      && fstatat(folder, name.cString, &there, AT_SYMLINK_NOFOLLOW) == 0
      && open.st_dev == there.st_dev && open.st_ino == there.st_ino
  }

  private func remove(_ name: PathBytes, if descriptor: Int32) {
    if isAt(name, descriptor) { unlinkat(folder, name.cString, 0) }
  }
}
