package import ResultTables

/// What the results view asks of the world, about the rows of one target.
///
/// Each errand is answered by `ResultNews` about the same target; several may be under way at once.
package enum ResultErrand: Hashable, Sendable {
  /// Find out how the rows can be had: answered by `.opened` or `.refused`.
  case open
  /// Ask for these pages, each once: answered one by one by `.arrived` or `.failed`.
  ///
  /// Pages asked for by an earlier errand are still wanted.
  case load([ResultPageRequest])
  /// The view is closed: pages, search and summary of this target are wanted no longer; an export goes on.
  case close
  /// Read all rows and tell those that hold a text, in any case: answered by `.searched`.
  ///
  /// Takes the place of a search under way.
  case search(String)
  case stopSearch
  /// Read all rows and describe one column: answered by `.summarized`.
  ///
  /// Takes the place of a summary under way.
  case summarize(ResultColumn)
  case stopSummary
  /// Save all rows in a file: answered by `.exported`.
  case export(ResultExport)
  case stopExport
}
