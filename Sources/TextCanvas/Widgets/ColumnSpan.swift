/// Where a column of a table stands.
package struct ColumnSpan: Hashable, Sendable {
  /// The column's index among those the table was given.
  package let column: Int
  /// From the table's left edge.
  package let x: Int
  package let width: Int

  package init(column: Int, x: Int, width: Int) {
    self.column = column
    self.x = x
    self.width = width
  }
}
