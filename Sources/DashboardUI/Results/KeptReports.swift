package import ResultTables

/// How far the reading of all rows into a private file is; sent now and then (some times a second), and at the end.
package struct ResultKeepReport: Hashable, Sendable {
  /// Rows read so far.
  package var rowsRead = 0
  /// Rows of the whole result; nil while nobody knows.
  package var totalRows: Int?
  /// Bytes they take on the disk so far.
  package var byteCount = 0
  /// Whether this is the last report of this reading.
  package var isDone = false
  /// What there is, once all rows are kept.
  package var table: KeptTable?
  /// Why they are not; then none are.
  package var trouble: String?

  package init(totalRows: Int? = nil) {
    self.totalRows = totalRows
  }
}

/// How far kept rows have been put in order; sent now and then, and at the end.
package struct ResultArrangeReport: Hashable, Sendable {
  /// As the command gave it.
  package let arrangement: ResultArrangement
  /// Rows looked at so far.
  package var rowsRead: Int
  /// Rows that are kept.
  package let totalRows: Int
  /// Whether this is the last report of this arranging.
  package var isDone = false
  /// The rows of the arrangement in its order, once they are found.
  package var order: RowOrder?
  /// Why they are not.
  package var trouble: String?

  package init(arrangement: ResultArrangement, rowsRead: Int, totalRows: Int) {
    self.arrangement = arrangement
    self.rowsRead = rowsRead
    self.totalRows = totalRows
  }
}
