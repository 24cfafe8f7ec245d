import FoundationEssentials
import QueryCore
import QueryReports

/// What is known of an unfinished export, for the note beside its partial file.
nonisolated struct PartialNote: Hashable {
  let target: Target
  let format: String
  /// Whole rows in the file.
  var rows = 0
  /// Bytes those rows take, from the start of the file; behind them there may be part of a page.
  var bytes = 0
  /// Rows the result has, where the provider says.
  var totalRows: Int?
  /// Why it ended early; nil while it goes on, and for good when it was killed.
  var reason: String?

  /// One line of JSON, `querytop.partial/1`.
  func line(at now: Date) -> String {
    JSONText.object([
      "schema": .string("querytop.partial/1"), "target": .string(target.description),
      "format": .string(format), "rows": .integer(rows), "bytes": .integer(bytes),
      "total_rows": .count(totalRows),
      "reason": .text(reason),
      "written_at": .string(now.formatted(.iso8601)),
    ]).line
  }
}
