import FoundationEssentials
import QueryCore

/// The queries of a batch as the panel shows them: chosen, in order, as indices into the batch's own list.
struct VisibleQueries: Hashable, Sendable {
  private(set) var indices: [Int] = []
  private(set) var ids: [String] = []
  /// How many rows would stand elsewhere if the order were not held.
  private(set) var movedRows = 0
  /// How many of them have failed.
  private(set) var failedCount = 0

  init() {}

  /// Chooses and orders.
  ///
  /// - Parameters:
  ///   - members: the ids of the chosen cause's queries; nil where no cause is chosen.
  ///   - held: an order to keep: rows in it stay, rows it lacks come last.
  ///   - kept: the id of a row that stays whatever the filter says: the one under the cursor.
  ///   - now: what the time of a running query is measured to.
  init(
    _ queries: BatchRows, _ filter: QueryFilter, _ order: SortOrder, members: Set<String>?,
    held: [String]?, keeping kept: String? = nil, now: Date
  ) {
    let chosen = NaturalOrder.sorted(
      filter.places(in: queries, members: members, keeping: kept, now: now), by: queries.id(at:))
    failedCount = chosen.count { queries.state(at: $0) == .failed }
    let ordered = Self.sort(chosen, of: queries, by: order)
    let orderedIDs = ordered.map(queries.id(at:))
    guard let held else {
      (indices, ids) = (ordered, orderedIDs)
      return
    }
    let kept = HeldOrder(orderedIDs, in: held)
    indices = kept.places.map { ordered[$0] }
    ids = kept.places.map { orderedIDs[$0] }
    movedRows = kept.movedRows
  }

  /// Sorts what is ordered by id; what is alike stays so.
  private static func sort(_ indices: [Int], of queries: BatchRows, by order: SortOrder)
    -> [Int]
  {
    func sorted<Key>(_ key: (Int) -> Key, _ before: (Key, Key) -> Bool) -> [Int] {
      let keyed = indices.enumerated().map { (rank: $0, index: $1, key: key($1)) }
      return keyed.sorted { left, right in
        let (a, b) = order.isReversed ? (right.key, left.key) : (left.key, right.key)
        if before(a, b) { return true }
        if before(b, a) { return false }
        return left.rank < right.rank
      }.map(\.index)
    }
    switch order.column {
    case .state: return sorted({ queries.stateRank(at: $0) }, <)
    case .query: return order.isReversed ? indices.reversed() : indices
    case .account: return sorted({ queries.accounts(at: $0).first ?? "\u{10FFFF}" }, <)
    case .dates: return sorted({ queries.startDate(at: $0) ?? "\u{10FFFF}" }, <)
    // Longest and largest first: that is what one sorts these columns for.
    case .took: return sorted({ queries.timeRank(at: $0) }, >)
    case .rows: return sorted({ queries[$0].resultRows ?? -1 }, >)
    case .error: return sorted({ queries.errorRank(at: $0) }, <)
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

extension BatchRows {
  /// The state's rank, and among failures the newest first: what has just failed is seen at the top.
  fileprivate func stateRank(at place: Int) -> Double {
    let state = state(at: place)
    let ended = state == .failed ? end(at: place)?.timeIntervalSince1970 ?? 0 : 0
    return Double(state.rank) * 1e12 - Swift.max(0, Swift.min(ended, 9e11))
  }

  /// Seconds it took; a running query's start counts against a far future, so that running ones come first and the
  /// oldest of them leads, without a clock.
  fileprivate func timeRank(at place: Int) -> Double {
    guard let started = start(at: place) else { return -1 }
    if let ended = end(at: place) { return Swift.max(0, ended.timeIntervalSince(started)) }
    return state(at: place).isTerminal ? 0 : 1e12 - started.timeIntervalSince1970
  }

  fileprivate func errorRank(at place: Int) -> String {
    let failure = failure(at: place)
    return failure?.code ?? failure?.message ?? "\u{10FFFF}"
  }
}
