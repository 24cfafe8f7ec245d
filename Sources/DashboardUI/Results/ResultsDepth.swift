/// How closely rows are looked at: Enter goes in, Esc comes out.
package enum ResultsDepth: Hashable, Sendable {
  /// All of them, a line a row.
  case grid
  /// One row, a line or more a column.
  case record
  /// One cell, all of its text.
  case cell
}
