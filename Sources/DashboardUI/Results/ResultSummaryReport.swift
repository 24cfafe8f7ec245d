package import ResultTables

/// How far the summary of a column over all rows is; sent now and then, and at the end.
package struct ResultSummaryReport: Hashable, Sendable {
  /// The column, as the errand gave it.
  package var column: ResultColumn
  /// Rows read so far.
  package var rowsRead: Int
  /// Rows of the whole result; nil while nobody knows.
  package var totalRows: Int?
  /// What is known of the column after those rows, in the order to be shown.
  package var facts: [Fact]
  /// Whether this is the last report of this summary.
  package var isDone: Bool
  /// Why it ended before the last row; nil where it did not.
  package var trouble: String?

  package init(
    column: ResultColumn, rowsRead: Int, totalRows: Int?, facts: [Fact], isDone: Bool = false,
    trouble: String? = nil
  ) {
    self.column = column
    self.rowsRead = rowsRead
    self.totalRows = totalRows
    self.facts = facts
    self.isDone = isDone
    self.trouble = trouble
  }

  /// One line of a summary: `distinct` and `40`.
  package struct Fact: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }
}
