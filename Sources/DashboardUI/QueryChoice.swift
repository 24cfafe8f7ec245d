/// Which queries of a batch are shown, and in what order.
package struct QueryChoice: Hashable, Sendable {
  package var sort = QueryColumn.state
  package var isReversed = false
  package var failedOnly = false
  /// Shown are the queries in which some field holds this text, in any case; empty shows all.
  package var filter = ""
  /// Shown are the queries of one cause.
  package var cause: CauseKey?

  package init() {}

  /// Whether every query is shown.
  package var showsAll: Bool { !failedOnly && filter.isEmpty && cause == nil }
}
