/// A page asked for and not yet answered, or one that was not given.
struct PendingPage: Hashable, Sendable {
  let request: ResultPageRequest
  /// The rows it is to bring, as far as that is known.
  let rows: Range<Int>
  /// Why it was not given.
  var failure: ResultPageFailure?
  /// Whether its rows were in view when it failed.
  var failedInView = false
}

/// Rows that came in one answer: the answer's page, or after it has been let go, the way to it.
struct LoadedPage: Hashable, Sendable {
  let first: Int
  var count: Int
  /// What it was asked for with, and can be again.
  let request: ResultPageRequest
  /// The link to the page after it, where access is chained.
  var next: String?
  /// nil once let go.
  var page: ResultPage?
  /// The page's column of each column of the result, as `ResultRow.places`.
  var places: [Int32]?
  /// The turn at which it was last shown.
  var turn: Int

  var end: Int { first + count }
  var rows: Range<Int> { first..<end }
}
