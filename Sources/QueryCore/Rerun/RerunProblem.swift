/// Why a request cannot be made again of what failed.
package enum RerunProblem: Error, Hashable, Sendable {
  /// Nothing that failed was chosen.
  case nothingChosen
  /// No query of the request covers so many failed ones; holds the first of them.
  case uncovered(RerunSplit, count: Int)
  /// The query that covers a failed one, counted from 1, cannot be filled in; holds why.
  case unfillable(query: Int, reason: String)
  /// Several queries of the request, counted from 1, may have been split into this one.
  case ambiguous(RerunSplit, queries: [Int])
  /// The batch does not say which accounts, and the request is split by them.
  case accountless(RerunSplit)

  /// What does not fit, as a sentence without its full stop.
  package var sentence: String {
    switch self {
    case .nothingChosen: "nothing that failed is chosen"
    case .uncovered(let split, let count):
      "the request does not fit the batch: none of its queries covers \(split.words)"
        + (count > 1 ? ", nor \(count - 1) more that failed" : "")
    case .unfillable(let query, let reason):
      "accounts and dates cannot be filled into queries[\(query - 1)] of the request: \(reason)"
    case .ambiguous(let split, let queries):
      "\(split.words) may be of \(queries.map { "queries[\($0 - 1)]" }.joined(separator: " or ")) of the request, "
        + "and the number of queries does not tell which: leave the ones that are not to be run out of a copy of the request"
    case .accountless(let split):
      "the batch does not say which accounts \(split.words) covered, and the request is split by account"
    }
  }
}
