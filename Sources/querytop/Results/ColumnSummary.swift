import DashboardUI
import QueryCore
import ResultTables

/// The statistics of one column over all rows of a result.
nonisolated struct ColumnSummary {
  let target: Target
  let rows: AllRows
  let column: ResultColumn

  /// Reads page after page, sending what is known so far some times a second and at the end.
  @concurrent func run(sending send: @Sendable (ResultSummaryReport) -> Void) async {
    var report = ResultSummaryReport(
      column: column, statistics: ColumnStatistics(), totalRows: nil)
    var pace = ReportPace()
    do {
      try await rows.read { answer, _ in
        let place = ResultColumn.of(answer.page.names).firstIndex(of: column)
        report.statistics.add(answer.page, column: place ?? answer.page.columnCount)
        report.totalRows = answer.totalRows ?? report.totalRows
        if pace.isDue() { send(report) }
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
