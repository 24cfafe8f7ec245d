import FoundationEssentials
import QueryCore

/// The queries of a batch as the panel shows them: chosen, in order, as indices into the batch's own list.
struct VisibleQueries: Hashable, Sendable {
  private(set) var indices: [Int] = []
  private(set) var ids: [String] = []
  /// How many rows would have to be lifted out and put elsewhere if the order were not held: those that one row's move
  /// merely shifts do not count.
  private(set) var movedRows = 0

  init() {}

  /// Chooses and orders.
  ///
  /// - Parameters:
  ///   - members: the ids of the chosen cause's queries; nil where no cause is chosen.
  ///   - held: an order to keep: rows in it stay, rows it lacks come last.
  ///   - now: what the time of a running query is measured to.
  init(
    _ queries: BatchRows, _ filter: QueryFilter, _ order: SortOrder, members: Set<String>?,
    held: [String]?, now: Date
  ) {
    let typed = filter.typed.filter
    let chosen = queries.indices.filter { index in
      if filter.failedOnly, queries.state(at: index) != .failed { return false }
      if let members, !members.contains(queries.id(at: index)) { return false }
      return typed.isEmpty || typed.matches(BatchRow(rows: queries, place: index, now: now))
    }
    let ordered = Self.sort(chosen, of: queries, by: order)
    guard let held else {
      indices = ordered
      ids = ordered.map(queries.id(at:))
      return
    }
    var heldIndex: [String: Int] = [:]
    for (index, id) in held.enumerated() { heldIndex[id] = index }
    indices = ordered.enumerated().sorted { left, right in
      let a = heldIndex[queries.id(at: left.element)] ?? held.count + left.offset
      let b = heldIndex[queries.id(at: right.element)] ?? held.count + right.offset
      return a < b
    }.map(\.element)
    ids = indices.map(queries.id(at:))
    movedRows =
      ordered.count - Self.longestRise(ordered.map { heldIndex[queries.id(at: $0)] ?? .max })
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

  private static func sort(_ indices: [Int], of queries: BatchRows, by order: SortOrder)
    -> [Int]
  {
    func sorted<Key>(_ key: (Int) -> Key, _ before: (Key, Key) -> Bool) -> [Int] {
      let keyed = indices.map { (index: $0, key: key($0)) }
      return keyed.sorted { left, right in
        let (a, b) = order.isReversed ? (right.key, left.key) : (left.key, right.key)
        if before(a, b) { return true }
        if before(b, a) { return false }
        return left.index < right.index
      }.map(\.index)
    }
    switch order.column {
    case .state: return sorted({ queries.state(at: $0).rank }, <)
    case .query: return order.isReversed ? indices.reversed() : indices
    case .account: return sorted({ queries[$0].accounts.first ?? "\u{10FFFF}" }, <)
    case .dates: return sorted({ queries[$0].startDate ?? "\u{10FFFF}" }, <)
    // Longest and largest first: that is what one sorts these columns for.
    case .time: return sorted({ queries[$0].timeRank }, >)
    case .rows: return sorted({ queries[$0].resultRows ?? -1 }, >)
    case .error: return sorted({ queries[$0].errorRank }, <)
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

  fileprivate var errorRank: String { failure?.code ?? failure?.message ?? "\u{10FFFF}" }
}
