import ResultTables

/// What is known of one column's values.
struct SummaryState: Hashable, Sendable {
  let column: ResultColumn
  /// Of the rows loaded, or of all rows as far as they have been read.
  private(set) var statistics: ColumnStatistics
  /// Ready to be drawn.
  private(set) var facts: [SummaryFact]
  /// How far the summary of all rows is; nil where the statistics are of the loaded rows.
  private(set) var report: ResultSummaryReport?

  /// Describes the loaded rows.
  init(_ column: ResultColumn, in window: ResultWindow) {
    self.column = column
    statistics = window.statistics(of: column)
    facts = SummaryFact.all(of: statistics)
  }

  /// Whether all rows are being read for it.
  var isRunning: Bool { report.map { !$0.isDone } ?? false }

  /// The summary of all rows takes the place of that of the loaded ones.
  mutating func startOver(total: Int?) {
    report = ResultSummaryReport(
      column: column, statistics: ColumnStatistics(), totalRows: total)
  }

  /// The summary of all rows is to end here.
  mutating func stop() { report?.isDone = true }

  /// Takes in what has been read since the last report.
  mutating func apply(_ new: ResultSummaryReport) {
    statistics = new.statistics
    facts = SummaryFact.all(of: statistics)
    report = new
  }
}
