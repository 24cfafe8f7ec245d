import FoundationEssentials
import QueryCore

/// The order of a batch's rows by a column; those alike stand by their ids.
///
/// A total order: of two rows one comes first.
struct QueryOrder {
  let rows: BatchRows
  let ranks: NaturalRanks
  let order: SortOrder

  /// What a column orders a row by; the least comes first.
  private enum Key: Comparable {
    case number(Double)
    case text(String)
  }

  private func key(_ place: Int) -> Key {
    switch order.column {
    case .state: .number(rows.stateRank(at: place))
    case .query: .number(Double(ranks[place]))
    case .account: .text(account(place))
    case .dates: .text(date(place))
    // Longest and largest first: that is what one sorts these columns for.
    case .took: .number(-rows.timeRank(at: place))
    case .rows: .number(-Double(rows.resultRows(at: place) ?? -1))
    case .error: .text(rows.errorRank(at: place))
    }
  }

  private typealias KeyedPlace = (place: Int, key: Key)

  private func precedes(_ left: KeyedPlace, _ right: KeyedPlace) -> Bool {
    guard left.key != right.key else { return ranks[left.place] < ranks[right.place] }
    return order.isReversed ? right.key < left.key : left.key < right.key
  }

  /// Sorts places of rows.
  func sorted(_ places: [Int]) -> [Int] {
    places.map { (place: $0, key: key($0)) }.sorted(by: precedes).map(\.place)
  }

  private func account(_ place: Int) -> String { rows.accounts(at: place).first ?? "\u{10FFFF}" }

  private func date(_ place: Int) -> String { rows.startDate(at: place) ?? "\u{10FFFF}" }

  // MARK: A newer answer

  /// Puts the rows that a newer answer of the same queries changed in their new places, at the cost of those.
  ///
  /// - Parameter places: all rows in this order.
  /// - Returns: them in the order of the newer rows, and how many more have failed; nil where so much changed that sorting
  ///   all is as quick, or a row does not stand where it belongs.
  func merging(
    _ newer: BatchRows, into places: [Int32]
  ) -> (places: [Int32], newFailures: Int)? {
    let changes = newer.changes(since: rows)
    guard !changes.isEmpty else { return (places, 0) }
    guard changes.count <= 64 + places.count / 8 else { return nil }
    var lines: [Int] = []
    for place in changes {
      let line = lowerBound(of: place, in: places)
      guard line < places.count, Int(places[line]) == place else { return nil }
      lines.append(line)
    }
    let rest = places.dropping(lines.sorted())
    let order = QueryOrder(rows: newer, ranks: ranks, order: order)
    let moved = order.sorted(changes)
    let merged = rest.inserting(
      moved.map { (line: order.lowerBound(of: $0, in: rest), place: Int32($0)) })
    let newFailures = changes.reduce(0) { sum, place in
      sum + (newer.state(at: place) == .failed ? 1 : 0) - (rows.state(at: place) == .failed ? 1 : 0)
    }
    return (merged, newFailures)
  }

  /// The first line of those in this order whose row does not come before that at a place.
  private func lowerBound(of place: Int, in places: [Int32]) -> Int {
    let wanted = (place: place, key: key(place))
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      let other = Int(places[middle])
      if precedes((other, key(other)), wanted) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension [Int32] {
  /// Without the elements at some lines, which rise; copied in stretches.
  fileprivate func dropping(_ lines: [Int]) -> [Int32] {
    var rest: [Int32] = []
    rest.reserveCapacity(count)
    var start = 0
    for line in lines {
      rest += self[start..<line]
      start = line + 1
    }
    return rest + self[start...]
  }

  /// With elements put before some lines, which do not fall; copied in stretches.
  fileprivate func inserting(_ new: [(line: Int, place: Int32)]) -> [Int32] {
    var whole: [Int32] = []
    whole.reserveCapacity(count + new.count)
    var start = 0
    for (line, place) in new {
      whole += self[start..<line]
      whole.append(place)
      start = line
    }
    return whole + self[start...]
  }
}

/// Where each query stands in the natural order of the ids, worked out once for a list of queries.
struct NaturalRanks: Hashable, Sendable {
  /// By place; empty where the batch lists its queries in that order.
  private var ranks: [Int32] = []

  init() {}

  init(_ ids: BatchRows.IDs) {
    let sorted = NaturalOrder.sorted(Array(ids.indices)) { ids[$0] }
    guard !sorted.elementsEqual(ids.indices) else { return }
    ranks = Array(repeating: 0, count: ids.count)
    for (rank, place) in sorted.enumerated() { ranks[place] = Int32(rank) }
  }

  subscript(place: Int) -> Int { ranks.isEmpty ? place : Int(ranks[place]) }
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
