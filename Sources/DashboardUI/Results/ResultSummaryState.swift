import ResultTables

/// What is known of one column's values.
struct ResultSummaryState: Hashable, Sendable {
  let column: ResultColumn
  var facts: [ResultSummaryReport.Fact]
  /// Rows the facts stand for.
  var rowsRead: Int
  /// How far the summary of all rows is; nil where the facts are of the loaded rows.
  var report: ResultSummaryReport?

  /// Whether all rows are being read for it.
  var isRunning: Bool { report.map { !$0.isDone } ?? false }

  /// The summary of all rows takes the place of that of the loaded ones.
  mutating func startOver(total: Int?) {
    report = ResultSummaryReport(column: column, rowsRead: 0, totalRows: total, facts: facts)
  }

  /// The summary of all rows is to end here.
  mutating func stop() { report?.isDone = true }

  /// Takes in what has been found since the last report.
  mutating func take(_ new: ResultSummaryReport) {
    facts = new.facts
    rowsRead = new.rowsRead
    report = new
  }
}
