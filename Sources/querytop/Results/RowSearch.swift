import DashboardUI
import QueryCore
import ResultTables

/// A search through all rows of a result.
nonisolated struct RowSearch {
  let target: Target
  let rows: AllRows
  let needle: String

  /// Reads page after page, sending what was found some times a second and at the end.
  @concurrent func run(sending send: (ResultSearchReport) -> Void) async {
    var report = ResultSearchReport(needle: needle, rowsRead: 0, totalRows: nil, newRows: [])
    let search = ResultSearch(needle)
    var pace = ReportPace()
    do {
      try await rows.read { answer, first in
        report.totalRows = answer.totalRows ?? report.totalRows
        report.newRows += search.rows(in: answer.page).map { $0 + first }
        report.rowsRead += answer.page.rowCount
        if pace.isDue() {
          send(report)
          report.newRows = []
        }
        return true
      }
    } catch {
      guard let trouble = rows.trouble(error, of: target) else { return }
      report.trouble = trouble
    }
    report.isDone = true
    send(report)
  }
}
