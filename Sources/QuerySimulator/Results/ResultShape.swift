/// How the rows of an answer are written.
enum ResultShape: Hashable, Sendable {
  /// Each an array; a cell that is missing at the end makes it shorter.
  case arrays
  /// Each an object; a cell that is missing is no member of it.
  case objects
}
