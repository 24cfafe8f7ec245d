/// How far a reading of a result came.
package struct ResultReading: Hashable, Sendable {
  /// Rows that were read.
  package let rows: Int
  /// The number of the row behind the last that was read.
  package let end: Int
  /// Rows the source said the result has, by its last answer that said so; nil where none did.
  package let announcedRows: Int?
  /// Whether the source had no more; false where the reading was ended before.
  package let isWhole: Bool

  package init(rows: Int, end: Int, announcedRows: Int?, isWhole: Bool) {
    self.rows = rows
    self.end = end
    self.announcedRows = announcedRows
    self.isWhole = isWhole
  }
}
