package import QueryCore
package import ResultTables

/// What the rows view asks of the world, about the rows of one target.
///
/// Each is answered by `ResultEvent`s about the same target; several may be under way at once.
package enum ResultCommand: Hashable, Sendable {
  /// Find out how the rows can be fetched: answered by `.opened` or `.refused`.
  case open
  /// The same for the table of a batch, of which these are the queries.
  case openBatch(BatchRows)
  /// The queries of the batch stand so now: pages of more of them may be asked for.
  case follow(BatchRows)
  /// Ask for these pages, each once: answered one by one by `.arrived` or `.failed`.
  ///
  /// Pages of an earlier command are still wanted.
  case load([ResultPageRequest])
  /// Read all rows once, in the server's order, into a private file, where they stay until the view is closed: answered
  /// by `.keeping`.
  ///
  /// Takes the place of a reading under way; these columns come first.
  case keep([ResultColumn])
  case stopKeeping
  /// Put the kept rows in order, or choose some: answered by `.arranging`.
  ///
  /// Takes the place of an arranging under way.
  case arrange(ResultArrangement)
  case stopArranging
  /// Ask for these pages of the kept rows in an order: answered one by one by `.keptArrived` or `.keptFailed`.
  case loadKept([ResultPageRequest], in: RowOrder)
  /// The view is closed: pages, search and summary of this target are wanted no longer; an export goes on.
  case close
  /// Read all rows and report those that hold a text, in any case: answered by `.searched`.
  ///
  /// Takes the place of a search under way. With an order the rows that are kept are read in it, and numbered by it.
  case search(String, in: RowOrder? = nil)
  case stopSearch
  /// Read all rows and describe one column: answered by `.summarized`.
  ///
  /// Takes the place of a summary under way. With an order the rows that are kept are read, those that it has.
  case summarize(ResultColumn, in: RowOrder? = nil)
  case stopSummary
  /// Read all rows and count the values of one column, of the rows an arrangement has: answered by `.counted`.
  ///
  /// Takes the place of a count under way. Rows that are kept are not asked for again.
  case count(ResultColumn, of: ResultArrangement)
  case stopCount
  /// Save all rows in a file: answered by `.exported`.
  case export(ResultExport)
  case stopExport
}

/// The file a person wants all rows in.
package struct ResultExport: Hashable, Sendable {
  package var format: RowFormat
  /// As typed: relative to the folder querytop was started in.
  package var path: String

  package init(format: RowFormat, path: String) {
    self.format = format
    self.path = path
  }

  /// A file's name for the rows of a target: never a name the server chose.
  package static func proposedName(for target: Target, _ format: RowFormat) -> String {
    "\(target.source)-\(target.id).\(format.rawValue)"
  }
}
