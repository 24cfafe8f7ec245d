package import QueryCore
package import ResultTables

/// What became of the rows view's commands.
///
/// An event that no view waits for any more is dropped by the dashboard: a sender need not know whether its view is still open.
package enum ResultEvent: Hashable, Sendable {
  /// The rows can be requested, in this way.
  case opened(ResultAccess)
  /// There are no rows; holds a sentence for the person that says why.
  case refused(String)
  case arrived(ResultPageRequest, ResultPageAnswer)
  /// A page could not be fetched; `.notFound` says that the provider has thrown the result away.
  case failed(ResultPageRequest, PollProblem)
  case keeping(ResultKeepReport)
  case arranging(ResultArrangeReport)
  case keptArrived(ResultPageRequest, ResultPageAnswer, in: RowOrder)
  /// A page of the kept rows could not be read; holds a sentence that says why.
  case keptFailed(ResultPageRequest, String, in: RowOrder)
  case searched(ResultSearchReport)
  case summarized(ResultSummaryReport)
  case counted(ResultCountReport)
  case exported(ResultExportReport)
}

/// How far the search through all rows of a result is; sent now and then (some times a second), and at the end.
package struct ResultSearchReport: Hashable, Sendable {
  /// The text looked for, as the command gave it.
  package var needle: String
  /// Rows read so far.
  package var rowsRead: Int
  /// Rows of the whole result; nil while nobody knows.
  package var totalRows: Int?
  /// The rows found since the report before, by number from 0, rising.
  package var newRows: [Int]
  /// Whether this is the last report of this search.
  package var isDone: Bool
  /// Why it ended before the last row; nil where it did not.
  package var trouble: String?

  package init(
    needle: String, rowsRead: Int, totalRows: Int?, newRows: [Int], isDone: Bool = false,
    trouble: String? = nil
  ) {
    self.needle = needle
    self.rowsRead = rowsRead
    self.totalRows = totalRows
    self.newRows = newRows
    self.isDone = isDone
    self.trouble = trouble
  }
}

/// How far the summary of a column over all rows is; sent now and then, and at the end.
package struct ResultSummaryReport: Hashable, Sendable {
  /// The column, as the command gave it.
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

/// How far the count of a column's values in all rows is; sent now and then, and at the end.
package struct ResultCountReport: Hashable, Sendable {
  /// The column, as the command gave it.
  package var column: ResultColumn
  /// Rows read so far.
  package var rowsRead: Int
  /// Rows of the whole result; nil while nobody knows.
  package var totalRows: Int?
  /// The counts, in order; with the last report alone.
  package var table: FrequencyTable?
  /// Whether this is the last report of this count.
  package var isDone = false
  /// Queries of a batch whose rows could not be counted, or not all of them; with the last report alone.
  package var unread = UnreadQueries()
  /// Why it ended before the last row; nil where it did not.
  package var trouble: String?

  package init(column: ResultColumn, rowsRead: Int, totalRows: Int?) {
    self.column = column
    self.rowsRead = rowsRead
    self.totalRows = totalRows
  }
}

/// How far an export is, or how it ended.
package enum ResultExportReport: Hashable, Sendable {
  /// Some times a second; `elapsed` since the first row was asked for.
  case writing(rows: Int, totalRows: Int?, elapsed: Duration)
  /// All rows stand in the file; `mended` says what of the answers was no text, and where.
  case saved(rows: Int, bytes: Int, elapsed: Duration, mended: String? = nil)
  /// It ended early, by itself or by `.stopExport`; holds a sentence that says why and what is left on the disk.
  case ended(String)
}
