package import ResultTables

/// What a line being typed in the results view is for.
package enum ResultsQuestion: Hashable, Sendable {
  /// The text to look for.
  case search
  /// The file to save all rows in.
  case exportPath(RowFormat)
}
