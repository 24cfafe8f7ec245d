import DashboardUI
import QueryCore
import ResultTables

/// The counts of one column's values over all rows of a result that an arrangement has.
nonisolated struct ColumnCount {
  let target: Target
  let rows: AllRows
  let column: ResultColumn
  let arrangement: ResultArrangement

  /// Reads page after page, sending how far it is some times a second, and the counts at the end.
  @concurrent func run(sending send: @Sendable (ResultCountReport) -> Void) async {
    var report = ResultCountReport(column: column, rowsRead: 0, totalRows: nil)
    var table = FrequencyTable()
    var pace = ReportPace()
    do {
      report.unread = try await rows.read { answer, _ in
        let page = answer.page
        let place = ResultColumn.of(page.names).firstIndex(of: column) ?? page.columnCount
        let matcher = arrangement.matcher(of: page)
        for row in 0..<page.rowCount where matcher.passes(page, row: row) {
          table.add(page, row: row, column: place)
        }
        report.rowsRead += page.rowCount
        report.totalRows = answer.totalRows ?? report.totalRows
        if pace.isDue() { send(report) }
        return true
      }
    } catch {
      guard let trouble = rows.trouble(error, of: target) else { return }
      report.trouble = trouble
    }
    table.rank()
    report.table = table
    report.isDone = true
    send(report)
  }
}
