/// How far the search through all rows of a result is; sent now and then (some times a second), and at the end.
package struct ResultSearchReport: Hashable, Sendable {
  /// The text looked for, as the errand gave it.
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
