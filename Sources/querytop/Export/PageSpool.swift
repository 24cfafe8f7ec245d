import Glibc
import ResultTables

/// Pages of rows on the disk until they are wanted.
nonisolated final class PageSpool {
  /// Where a page lies.
  struct Place: Hashable, Sendable {
    fileprivate let range: Range<Int>
  }

  private let call: ExportCall
  private let file: UnnamedFile
  /// Bytes from the start that hold pages.
  private var end = 0

  /// Makes the file in the folder of an export's file, or where that has none, in `TMPDIR`, else
  /// `/var/tmp`.
  ///
  /// - Throws: `ExportProblem`.
  init(beside export: ExportFile, temporaryFolder: String? = nil) throws(ExportProblem) {
    let place = export.folder < 0 ? temporaryFolder ?? "/var/tmp" : export.call.path
    call = ExportCall(path: place, fault: export.call.fault)
    file =
      export.folder < 0
      ? try UnnamedFile(inFolder: place, call) : try UnnamedFile(in: export.folder, call)
  }

  /// Keeps a page.
  ///
  /// - Throws: `ExportProblem`.
  func append(_ page: ResultPage) throws(ExportProblem) -> Place {
    let bytes = page.bytes
    try file.write(bytes, at: end, call)
    defer { end += bytes.count }
    return Place(range: end..<end + bytes.count)
  }

  /// The page at a place.
  ///
  /// - Throws: `ExportProblem`.
  func page(at place: Place) throws(ExportProblem) -> ResultPage {
    var bytes: [UInt8] = []
    try file.read(place.range, onto: &bytes, call)
    guard let page = ResultPage(bytes: bytes) else {
      throw call.problem(.refused(.spool, code: EIO))
    }
    return page
  }

  /// Forgets every page: the room on the disk is used again.
  func reset() { end = 0 }
}
