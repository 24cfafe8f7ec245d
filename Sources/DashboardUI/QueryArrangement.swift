import FoundationEssentials
package import QueryCore

/// The queries of a batch as the panel shows them: chosen, in order, as indices into the batch's own list.
package struct QueryArrangement: Hashable, Sendable {
  package private(set) var indices: [Int] = []
  package private(set) var ids: [String] = []
  /// How many rows would have to be lifted out and put elsewhere if the order were not held: those that one row's move
  /// merely shifts do not count.
  package private(set) var movedRows = 0

  package init() {}

  /// Chooses and orders.
  ///
  /// - Parameters:
  ///   - members: the ids of the chosen cause's queries; nil where no cause is chosen.
  ///   - held: an order to keep: rows in it stay, rows it lacks come last.
  package init(
    _ queries: [BatchQuery], choice: QueryChoice, members: Set<String>?, held: [String]?
  ) {
    let needle = FilterText(choice.filter)
    let chosen = queries.indices.filter { index in
      let query = queries[index]
      if choice.failedOnly, query.state != .failed { return false }
      if let members, !members.contains(query.id) { return false }
      return choice.filter.isEmpty || query.mentions(needle)
    }
    let ordered = Self.sort(chosen, of: queries, by: choice)
    guard let held else {
      indices = ordered
      ids = ordered.map { queries[$0].id }
      return
    }
    var place: [String: Int] = [:]
    for (index, id) in held.enumerated() { place[id] = index }
    indices = ordered.enumerated().sorted { left, right in
      let a = place[queries[left.element].id] ?? held.count + left.offset
      let b = place[queries[right.element].id] ?? held.count + right.offset
      return a < b
    }.map(\.element)
    ids = indices.map { queries[$0].id }
    movedRows = ordered.count - Self.longestRise(ordered.map { place[queries[$0].id] ?? .max })
  }

  /// Of the rows shown those that hold a longer text; what did not hold the shorter one cannot.
  package mutating func narrow(to filter: String, in queries: [BatchQuery]) {
    let needle = FilterText(filter)
    indices = indices.filter { queries[$0].mentions(needle) }
    ids = indices.map { queries[$0].id }
  }

  /// The length of the longest subsequence that does not fall: those rows have kept their order.
  private static func longestRise(_ places: [Int]) -> Int {
    // The least last place of a rising run of each length, by patience sorting.
    var ends: [Int] = []
    for place in places {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] <= place { low = middle + 1 } else { high = middle }
      }
      if low == ends.count { ends.append(place) } else { ends[low] = place }
    }
    return ends.count
  }

  private static func sort(_ indices: [Int], of queries: [BatchQuery], by choice: QueryChoice)
    -> [Int]
  {
    func sorted<Key>(_ key: (BatchQuery) -> Key, _ before: (Key, Key) -> Bool) -> [Int] {
      let keyed = indices.map { (index: $0, key: key(queries[$0])) }
      return keyed.sorted { left, right in
        let (a, b) = choice.isReversed ? (right.key, left.key) : (left.key, right.key)
        if before(a, b) { return true }
        if before(b, a) { return false }
        return left.index < right.index
      }.map(\.index)
    }
    switch choice.sort {
    case .state: return sorted({ $0.state.rank }, <)
    case .query: return choice.isReversed ? indices.reversed() : indices
    case .account: return sorted({ $0.accounts.first ?? "\u{10FFFF}" }, <)
    case .dates: return sorted({ $0.startDate ?? "\u{10FFFF}" }, <)
    // Longest and largest first: that is what one sorts these columns for.
    case .time: return sorted({ $0.timeRank }, >)
    case .rows: return sorted({ $0.resultRows ?? -1 }, >)
    case .error: return sorted({ $0.failure?.code ?? $0.failure?.message ?? "\u{10FFFF}" }, <)
    }
  }
}

extension QueryState {
  /// What a person looks for first comes first.
  fileprivate var rank: Int {
    switch self {
    case .failed: 0
    case .gone, .stopped, .unsupported: 1
    case .unknown: 2
    case .running: 3
    case .waiting: 4
    case .succeeded: 5
    }
  }
}

extension BatchQuery {
  /// Seconds it took; a running query's start counts against a far future, so that running ones come first and the
  /// oldest of them leads, without a clock.
  fileprivate var timeRank: Double {
    guard let startedAt else { return -1 }
    if let endedAt { return max(0, endedAt.timeIntervalSince(startedAt)) }
    return state.isTerminal ? 0 : 1e12 - startedAt.timeIntervalSince1970
  }

  /// Whether any field a person can see holds the text.
  fileprivate func mentions(_ text: FilterText) -> Bool {
    if text.isIn(id) || text.isIn(state.word) { return true }
    if accounts.contains(where: text.isIn) { return true }
    if startDate.map(text.isIn) == true || endDate.map(text.isIn) == true { return true }
    guard let failure else { return false }
    return failure.code.map(text.isIn) == true || failure.message.map(text.isIn) == true
      || failure.description.map(text.isIn) == true
  }
}
