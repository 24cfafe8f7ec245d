/// Where an answer keeps the rows of a result, and the columns' names where it tells them apart.
package struct ResultLayout: Hashable, Sendable {
  /// Member names from the top of the answer to the array of rows, as in `["data", "results"]`.
  package let rows: [String]
  /// The same for an array of column names; nil where a header row or the rows' own members name
  /// them.
  package let names: [String]?

  package init(rows: [String], names: [String]? = nil) {
    self.rows = rows
    self.names = names
  }
}
