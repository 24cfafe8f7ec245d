/// How the rows of a result can be asked for.
package enum ResultAccess: Hashable, Sendable {
  /// Any range of rows, by number.
  case random
  /// Page after page, each by a link that the one before it gave.
  case chained
  /// All rows in one answer.
  case whole
}
