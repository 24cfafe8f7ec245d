/// Which queries of a batch are shown.
struct QueryFilter: Hashable, Sendable {
  var failedOnly = false
  /// Only those that pass the filter a person typed.
  var typed = ListFilter()
  /// Only the queries of one cause.
  var cause: CauseKey?

  init() {}

  /// Whether every query is shown.
  var showsAll: Bool { !failedOnly && typed.isEmpty && cause == nil }
}

/// In what order queries are shown.
struct SortOrder: Hashable, Sendable {
  var column = QueryColumn.state
  var isReversed = false

  init() {}
}

/// A column of the queries panel; what a person can sort by.
enum QueryColumn: String, Hashable, Sendable, CaseIterable {
  case state
  case query
  case account
  case dates
  case time
  case rows
  case error

  var title: String { rawValue.uppercased() }

  /// The one to the right, after the last the first.
  var next: QueryColumn {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
