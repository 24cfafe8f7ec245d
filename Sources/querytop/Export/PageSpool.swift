import Glibc
import ResultTables

/// Pages of rows on the disk until they are wanted, in a file that has no name and only this process can
/// read: it is gone with the process, however that ends.
nonisolated final class PageSpool {
  /// Where a page lies.
  struct Place: Hashable, Sendable {
    fileprivate let offset: Int
    fileprivate let length: Int
  }

  private let call: ExportCall
  private let file: Int32
  /// Bytes from the start that hold pages.
  private var end = 0

  /// Makes the file in the folder of an export's file, or where that has none, in `TMPDIR`, else
  /// `/var/tmp`.
  ///
  /// - Throws: `ExportProblem`.
  init(beside export: ExportFile, temporaryFolder: String? = nil) throws(ExportProblem) {
    let place = export.folder < 0 ? temporaryFolder ?? "/var/tmp" : export.call.path
    let call = ExportCall(path: place, fault: export.call.fault)
    let folder =
      export.folder < 0
      ? try call(.openFolder) { open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC) } : export.folder
    defer { if export.folder < 0 { close(folder) } }
    var number = UInt64.random(in: .min ... .max)
    while true {
      let name = ".querytop-\(String(number, radix: 16)).rows"
      do throws(ExportProblem) {
        file = try call(.spool) {
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
    self.call = call
  }

  deinit { close(file) }

  /// Keeps a page.
  ///
  /// - Throws: `ExportProblem`.
  func append(_ page: ResultPage) throws(ExportProblem) -> Place {
    let bytes = page.bytes
    var done = 0
    while done < bytes.count {
      let count = try call(.spool) {
        bytes.withUnsafeBytes {
          pwrite(file, $0.baseAddress.map { $0 + done }, $0.count - done, off_t(end + done))
        }
      }
      guard count > 0 else { throw call.problem(.refused(.spool, code: EIO)) }
      done += count
    }
    defer { end += bytes.count }
    return Place(offset: end, length: bytes.count)
  }

  /// The page at a place.
  ///
  /// - Throws: `ExportProblem`.
  func page(at place: Place) throws(ExportProblem) -> ResultPage {
    var bytes = [UInt8](repeating: 0, count: place.length)
    var done = 0
    while done < place.length {
      let count = try call(.spool) {
        bytes.withUnsafeMutableBytes {
          pread(file, $0.baseAddress.map { $0 + done }, $0.count - done, off_t(place.offset + done))
        }
      }
      guard count > 0 else { break }
      done += count
    }
    guard done == place.length, let page = ResultPage(bytes: bytes) else {
      throw call.problem(.refused(.spool, code: EIO))
    }
    return page
  }

  /// Forgets every page: the room on the disk is used again.
  func reset() { end = 0 }
}
