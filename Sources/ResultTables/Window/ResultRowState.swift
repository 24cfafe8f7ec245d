/// What a window can say of a row.
package enum ResultRowState: Hashable, Sendable {
  case loaded(ResultRow)
  /// Asked for, or about to be.
  case loading
  /// Its page could not be had.
  case failed
  /// The result has no such row.
  case beyond
}
