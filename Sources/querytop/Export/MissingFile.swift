import Glibc
import QueryReports

/// The list of what an export of a batch does not hold, `FILE.missing.json`, beside the file.
nonisolated struct MissingFile {
  private let path: PathBytes
  private let isForced: Bool

  /// Makes sure that the name is free.
  ///
  /// - Throws: `ExportProblem` where it is not, and `--force` was not given.
  init(beside file: PathBytes, isForced: Bool) throws(ExportProblem) {
    path = file.appending(".missing.json")
    self.isForced = isForced
    var status = stat()
    if !isForced, lstat(path.cString, &status) == 0 {
      throw ExportProblem(path: path.text, reason: .exists)
    }
  }

  /// Writes the list, by the rules of every export; where nothing is missing, there is to be none, and
  /// that of an export before goes.
  ///
  /// - Throws: `ExportProblem`.
  func write(_ report: MissingReport) throws(ExportProblem) {
    guard !report.isEmpty else { return removeOld() }
    let file = try ExportFile(path, isForced: isForced)
    try file.append(Array((report.json.line + "\n").utf8))
    try file.finish()
  }

  /// Removes a list that an export left; nothing else of that name.
  private func removeOld() {
    let old = open(path.cString, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard old >= 0 else { return }
    defer { close(old) }
    let start = Array("{\"schema\":\"\(MissingReport.schema)\"".utf8)
    var bytes = [UInt8](repeating: 0, count: start.count)
    if read(old, &bytes, bytes.count) == bytes.count, bytes == start { unlink(path.cString) }
  }
}
