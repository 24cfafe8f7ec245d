package import ResultTables

/// How far the summary of a column over all rows is; sent now and then, and at the end.
package struct ResultSummaryReport: Hashable, Sendable {
  /// The column, as the errand gave it.
  package var column: ResultColumn
  /// What its cells come to in the rows read so far.
  package var statistics: ColumnStatistics
  /// Rows of the whole result; nil while nobody knows.
  package var totalRows: Int?
  /// Whether this is the last report of this summary.
  package var isDone: Bool
  /// Why it ended before the last row; nil where it did not.
  package var trouble: String?

  package init(
    column: ResultColumn, statistics: ColumnStatistics, totalRows: Int?, isDone: Bool = false,
    trouble: String? = nil
  ) {
    self.column = column
    self.statistics = statistics
    self.totalRows = totalRows
    self.isDone = isDone
    self.trouble = trouble
  }
}
