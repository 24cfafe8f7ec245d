package import QueryCore
package import ResultTables

/// The results view of one target: the rows in memory, and all a person did with them.
package struct ResultsState: Hashable, Sendable {
  package let target: Target
  /// nil until the world has said how rows can be asked for.
  package internal(set) var window: ResultWindow?
  /// Why there are no rows at all, in a sentence.
  package internal(set) var refusal: String?
  /// The row under the cursor, from 0.
  package internal(set) var row = 0
  /// The column under the cursor, among all columns of the result.
  package internal(set) var column = 0
  /// The first row in view.
  package internal(set) var topRow = 0
  var columns = GridColumns()
  package internal(set) var depth = ResultsDepth.grid
  /// The first field in view, where one row is shown.
  var topField = 0
  /// Whether the cell was gone into from one row's view.
  var cameFromRecord = false
  /// Set while the row the cursor went to for a hit has not come: whether it came from below.
  var seeksHit: Bool?
  /// Lines scrolled down, where one cell is shown.
  var scroll = 0
  /// The cell shown by itself, as it was last broken into lines.
  var cellText: CellText?
  /// Digits typed so far: a row's number, to be sent off by `G`.
  var digits = ""
  /// The row the cursor is on its way to while pages come one after another; `Int.max` is the last.
  package internal(set) var destination: Int?
  var search: ResultSearchState?
  var summary: ResultSummaryState?

  package init(_ target: Target) {
    self.target = target
  }

  /// Rows the cursor can stand on.
  package var rowCount: Int { window?.rowCount ?? 0 }

  /// Whether what is shown, a column's description or what has been found, stands for all rows.
  var hasReadAll: Bool {
    guard window?.isEndKnown == true, let read = summary?.statistics.rows ?? search?.rowsRead else {
      return false
    }
    return read == rowCount
  }

  /// What there is to draw of a row.
  func state(of row: Int) -> ResultRowState { window?.row(row) ?? .beyond }
}
