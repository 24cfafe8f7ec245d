import DashboardUI
import NIOConcurrencyHelpers
import QueryCore
import ResultTables

/// The one reading of all rows of a result into an unnamed file.
nonisolated struct RowKeeping {
  let target: Target
  let rows: AllRows
  let columns: [ResultColumn]
  let folder: String
  /// Makes calls to the system fail, for tests.
  var fault: @Sendable (ExportStep) -> Int32? = { _ in nil }

  /// Reads page after page, sending how far it is some times a second and how it ended.
  ///
  /// - Parameter place: where the rows are put before the last report is sent.
  @concurrent func run(
    into place: NIOLockedValueBox<KeptRows?>, sending send: (ResultKeepReport) -> Void
  ) async {
    var report = ResultKeepReport()
    var pace = ReportPace()
    do {
      var keeper = try RowKeeper(in: folder, columns: columns, fault: fault)
      let unread = try await rows.read { answer, number in
        try keeper.add(answer.page, number: number)
        report.rowsRead += answer.page.rowCount
        report.totalRows = answer.totalRows ?? report.totalRows
        report.byteCount = keeper.byteCount
        if pace.isDue() { send(report) }
        return true
      }
      try Task.checkCancellation()
      let kept = try keeper.finish(queries: rows.queryCount, unread: unread)
      place.withLockedValue { $0 = kept }
      report.table = kept.table
    } catch {
      guard let trouble = rows.trouble(error, of: target) else { return }
      report.trouble = trouble
    }
    report.isDone = true
    send(report)
  }
}
