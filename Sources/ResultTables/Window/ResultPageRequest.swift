/// One page to ask for.
package enum ResultPageRequest: Hashable, Sendable {
  /// The rows from `first` on, `count` at most, counted from 0.
  case rows(first: Int, count: Int)
  /// The page behind a link, as the answer before it gave it, byte for byte; nil for the first page.
  case link(String?)
  /// All there is.
  case whole
}
