/// Which query of the request each failed query of the batch was split from.
struct SplitOrigins {
  /// By place in the batch's rows, an index into the request's queries.
  private(set) var origins: [Int: Int] = [:]
  /// Whether accounts and dates did not tell, so that the order of submission did.
  private(set) var isByOrder = false

  /// - Throws: `uncovered`, `unfillable` or `ambiguous`.
  init(
    of places: [Int], in queries: BatchRows, _ outline: RequestOutline
  ) throws(RerunProblem) {
    let splits = places.map { RerunSplit(queries[$0]) }
    var candidates: [RerunSplit: [Int]] = [:]
    for split in splits where candidates[split] == nil {
      candidates[split] = outline.queries.indices.filter { outline.queries[$0].covers(split) }
    }
    let uncovered = splits.filter { candidates[$0]?.isEmpty ?? true }
    if let first = uncovered.first { throw .uncovered(first, count: uncovered.count) }
    let doubtful = splits.first { candidates[$0]?.count ?? 0 > 1 }
    let byOrder = doubtful == nil ? nil : Self.byOrder(queries, outline)
    for (place, split) in zip(places, splits) {
      let found = candidates[split] ?? []
      guard let origin = found.count == 1 ? found[0] : byOrder?[place] else {
        throw .ambiguous(split, queries: found.map { $0 + 1 })
      }
      if let reason = outline.queries[origin].obstacle {
        throw .unfillable(query: origin + 1, reason: reason)
      }
      origins[place] = origin
    }
    isByOrder = doubtful != nil
  }

  /// Children come in the order of submission: where the queries of the request make as many as there are, and each covers its
  /// own, place tells origin.
  private static func byOrder(_ queries: BatchRows, _ outline: RequestOutline) -> [Int]? {
    var origins: [Int] = []
    for (index, query) in outline.queries.enumerated() {
      guard let count = query.splits(of: outline), count <= queries.count - origins.count else {
        return nil
      }
      origins += Array(repeating: index, count: count)
    }
    guard origins.count == queries.count,
      queries.indices.allSatisfy({ outline.queries[origins[$0]].covers(RerunSplit(queries[$0])) })
    else { return nil }
    return origins
  }
}
