import FoundationEssentials
import QueryCore
import QueryMonitoring
import ResultTables

/// An export that ended before its last row, in words.
nonisolated struct RowExportFailure: Error, CustomStringConvertible {
  /// What happened, and what is left on the disk.
  let description: String
  /// Whether the reader of a pipe has gone, of which nobody need be told.
  let isReaderGone: Bool

  /// - Parameters:
  ///   - places: where the source's key and address were set.
  ///   - leave: is told the reason, to leave the file as it is to stay.
  init(
    _ error: any Error, of target: Target, _ places: SourcePlaces, _ progress: RowExport.Progress,
    in file: ExportFile, leaving leave: (String) -> Void
  ) {
    let reason =
      switch error {
      case let problem as PollProblem:
        problem.sentence(
          about: target, of: places, now: Date(), isAskedAgain: false)
      case let problem as ExportProblem: problem.description
      case let result as ContradictoryResult: "\(target): \(result)"
      case is UnlistedColumns: "\(target): its columns change from one reading to the next"
      default: "\(target): \(error)"
      }
    leave(reason)
    isReaderGone = (error as? ExportProblem)?.isReaderGone ?? false
    description = reason + Self.remains(progress, in: file)
  }

  /// What the partial file holds; nothing where there is none.
  static func remains(_ progress: RowExport.Progress, in file: ExportFile) -> String {
    guard progress.rows > 0, let path = file.partialPath else { return "" }
    guard file.isPartialThere else {
      return "; \(path) is gone: somebody moved or removed it"
    }
    let rows = CountText.of(progress.rows, "row", "rows")
    guard let total = progress.totalRows, total > progress.rows else {
      return "; \(path) holds the \(rows) that came"
    }
    return "; \(path) holds the first \(rows) of \(CountText.grouped(total))"
  }
}
