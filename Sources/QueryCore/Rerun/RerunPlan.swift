/// What is asked for to run failed queries again: exactly those, in few queries.
package struct RerunPlan: Hashable, Sendable {
  /// One query of the plan.
  package struct Query: Hashable, Sendable {
    /// Which query of the request it is made of, from 0.
    package let origin: Int
    /// Empty leaves the request's own.
    package let accounts: [String]
    /// First and last day; nil leaves the request's own.
    package let startDate: String?
    package let endDate: String?
    /// How many of the failed queries it covers.
    package let splits: Int
  }

  /// By the query of the request they are made of, then in the batch's order.
  package let queries: [Query]
  /// The failed queries it covers, as places in the batch's rows, rising.
  package let places: [Int]
  /// Whether accounts and dates alone did not tell which query of the request some were split from.
  package let isByOrder: Bool

  /// The most accounts of one query: the longest list the provider takes.
  package static let mostAccounts = 100

  /// - Parameters:
  ///   - places: of the failed queries chosen, in the batch's rows.
  ///   - outline: the request the batch was made by.
  /// - Throws: `RerunProblem` where the request does not fit what failed.
  package init(
    _ places: [Int], of queries: BatchRows, by outline: RequestOutline
  ) throws(RerunProblem) {
    guard !places.isEmpty else { throw .nothingChosen }
    let origins = try SplitOrigins(of: places, in: queries, outline)
    var splits: [Int: [RerunSplit]] = [:]
    for place in places {
      guard let origin = origins.origins[place] else { continue }
      let split = RerunSplit(queries[place])
      // Filled with the request's own accounts it would run more than what failed.
      if split.accounts.isEmpty, outline.splitsAccounts, outline.queries[origin].accounts != nil {
        throw .accountless(split)
      }
      splits[origin, default: []].append(split)
    }
    var planned: [Query] = []
    for origin in splits.keys.sorted() {
      let cover = SplitCover(splits[origin] ?? [], by: outline)
      planned += cover.pieces.map { $0.query(of: origin) }
    }
    self.queries = planned
    self.places = places
    isByOrder = origins.isByOrder
  }
}
