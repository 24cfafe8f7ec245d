/// Which queries of a batch are shown.
struct QueryFilter: Hashable, Sendable {
  var failedOnly = false
  /// Only those that pass the filter a person typed.
  var typed = ListFilter()
  /// Only the queries of one cause.
  var cause: CauseKey?

  init() {}

  /// Shows every query again; what was typed can still be brought back.
  mutating func showAll() {
    failedOnly = false
    cause = nil
    typed.clear()
  }

  /// Whether every query is shown.
  var showsAll: Bool { !failedOnly && typed.isEmpty && cause == nil }
}

/// In what order queries are shown.
struct SortOrder: Hashable, Sendable {
  var column = QueryColumn.state
  var isReversed = false

  init() {}
}

extension SortOrder {
  /// Whether new failures come in at the top.
  var isFailedFirst: Bool { column == .state && !isReversed }
}

/// A column of the queries panel; what a person can sort by.
enum QueryColumn: String, Hashable, Sendable, CaseIterable {
  case state
  case query
  case account
  case dates
  case took
  case rows
  case error

  /// The list whose columns these are, as hidden columns are remembered by.
  static let listName = "queries"

  var title: String { rawValue.uppercased() }
}
