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
