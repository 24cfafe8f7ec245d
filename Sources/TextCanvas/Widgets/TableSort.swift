/// Which column a table is sorted by, and which way.
package struct TableSort: Hashable, Sendable {
  package var column: Int
  package var isAscending: Bool

  package init(column: Int, isAscending: Bool = true) {
    self.column = column
    self.isAscending = isAscending
  }
}
