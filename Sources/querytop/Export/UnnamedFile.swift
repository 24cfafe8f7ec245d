import Glibc

/// A file that has no name and only this process can read: it is gone with the process, however that ends.
nonisolated final class UnnamedFile: Sendable {
  private let descriptor: Int32

  /// - Parameter folder: the open folder on whose disk it lies.
  /// - Throws: `ExportProblem`.
  init(in folder: Int32, _ call: ExportCall) throws(ExportProblem) {
    var number = UInt64.random(in: .min ... .max)
    while true {
      let name = ".querytop-\(String(number, radix: 16)).rows"
      do throws(ExportProblem) {
        descriptor = try call(.spool) {
          openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
      } catch {
        guard case .refused(_, code: EEXIST) = error.reason else { throw error }
        number &+= 1
        continue
      }
      unlinkat(folder, name, 0)
      break
    }
  }

  /// Makes it in a folder by its path.
  ///
  /// - Throws: `ExportProblem`.
  convenience init(inFolder path: String, _ call: ExportCall) throws(ExportProblem) {
    let folder = try call(.openFolder) { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    defer { close(folder) }
    try self.init(in: folder, call)
  }

  deinit { close(descriptor) }

  /// Writes bytes at a place, all of them.
  ///
  /// - Throws: `ExportProblem`.
  func write(_ bytes: [UInt8], at place: Int, _ call: ExportCall) throws(ExportProblem) {
    try call.write(bytes, to: descriptor, at: place, as: .spool)
  }

  /// Appends the bytes of a range of the file to others.
  ///
  /// - Throws: `ExportProblem`, also where the file has fewer.
  func read(_ range: Range<Int>, onto bytes: inout [UInt8], _ call: ExportCall)
    throws(ExportProblem)
  {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: range.count))
    var done = 0
    while done < range.count {
      let count = try call(.spool) {
        bytes.withUnsafeMutableBytes {
          pread(
            descriptor, $0.baseAddress.map { $0 + start + done }, range.count - done,
            off_t(range.lowerBound + done))
        }
      }
      guard count > 0 else { throw call.problem(.refused(.spool, code: EIO)) }
      done += count
    }
  }
}
