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
