import FoundationEssentials
import QueryCore

/// The queries of a batch as the panel shows them: chosen, in order, as places in the batch's own list.
///
/// Kept from answer to answer: `update` puts the rows that changed in their new places, and leaves the others where they are.
struct VisibleQueries: Hashable, Sendable {
  /// Which rows, in what order.
  private struct Choice: Hashable, Sendable {
    let filter: QueryFilter
    let order: SortOrder
    let members: Set<String>?
  }

  /// What an answer does to the places of the rows shown.
  enum Arrangement: Hashable, Sendable {
    /// Each finds its own.
    case anew
    /// They stay where they are, and those that come in stand last; how many would stand elsewhere is counted.
    case held
    /// The same for a moment, of which nobody is told.
    case still
  }

  /// The places shown, in the order held if one is.
  private var places: [Int32] = []
  /// The same in their own order.
  private var ordered: [Int32] = []
  private var rows = BatchRows()
  private var ranks = NaturalRanks()
  private var choice: Choice?
  /// How many rows would stand elsewhere if the order were not held.
  private(set) var movedRows = 0
  /// How many of them have failed.
  private(set) var failedCount = 0

  init() {}

  /// Chooses and orders rows.
  ///
  /// - Parameter held: rows in an order to keep; as `update` has it.
  init(
    _ queries: BatchRows, _ filter: QueryFilter, _ order: SortOrder, members: Set<String>?,
    held: VisibleQueries? = nil, keeping kept: String? = nil, now: Date
  ) {
    self = held ?? VisibleQueries()
    update(
      to: queries, filter, order, members: members, held == nil ? .anew : .held, keeping: kept,
      now: now)
  }

  var count: Int { places.count }

  /// Whether each row is where it belongs.
  var isInOrder: Bool { places == ordered }

  /// The places of the rows shown, from the first line on.
  var indices: LazyMapCollection<[Int32], Int> { places.lazy.map { Int($0) } }

  /// The place of the row shown at a line.
  func place(at line: Int) -> Int { Int(places[line]) }

  /// The ids of the rows shown, from the first line on.
  var ids: VisibleIDs { VisibleIDs(places: places, all: rows.ids) }
}

/// The ids of the rows of a list, read from the batch's own.
struct VisibleIDs: ListIDs, Hashable, Sendable {
  let places: [Int32]
  let all: BatchRows.IDs

  var startIndex: Int { 0 }
  var endIndex: Int { places.count }
  subscript(line: Int) -> String { all[Int(places[line])] }

  /// Whether both list the same ids; at once where they are of the same queries and in the same places.
  static func == (left: VisibleIDs, right: VisibleIDs) -> Bool {
    left.places == right.places && left.all == right.all || left.elementsEqual(right)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

// MARK: - Changing

extension VisibleQueries {
  /// Brings the rows in line with a newer answer, or another choice.
  ///
  /// Costs time in proportion to what changed where neither the queries nor the choice did.
  ///
  /// - Parameters:
  ///   - members: the ids of the chosen cause's queries; nil where no cause is chosen.
  ///   - kept: the id of a row that stays whatever the filter says: the one under the cursor.
  ///   - now: what the time of a running query is measured to.
  mutating func update(
    to queries: BatchRows, _ filter: QueryFilter, _ order: SortOrder, members: Set<String>?,
    _ arrangement: Arrangement, keeping kept: String?, now: Date
  ) {
    let wanted = Choice(filter: filter, order: order, members: members)
    let isSame = queries.hasSameQueries(as: rows)
    let shown = ids
    var areSameRows = false
    if !isSame { ranks = NaturalRanks(queries.ids) }
    // What is narrowed has few rows, as a rule, and one of them may be kept: it is chosen anew.
    if isSame, choice == wanted, filter.showsAll,
      let changed = QueryOrder(rows: rows, ranks: ranks, order: order)
        .merging(queries, into: ordered)
    {
      ordered = changed.places
      failedCount += changed.newFailures
      areSameRows = true
    } else {
      choose(queries, wanted, keeping: kept, now: now)
    }
    choice = wanted
    rows = queries
    movedRows = 0
    if arrangement == .still, areSameRows { return }
    places = ordered
    if arrangement != .anew { hold(shown) }
  }

  private mutating func choose(
    _ queries: BatchRows, _ choice: Choice, keeping kept: String?, now: Date
  ) {
    let chosen = choice.filter.places(in: queries, members: choice.members, keeping: kept, now: now)
    failedCount = chosen.count { queries.state(at: $0) == .failed }
    ordered = QueryOrder(rows: queries, ranks: ranks, order: choice.order).sorted(chosen)
      .map(Int32.init)
  }

  /// Puts the rows in an order held; those it lacks come last.
  private mutating func hold(_ shown: VisibleIDs) {
    let order: HeldOrder
    if shown.all == rows.ids {
      var lines = [Int](repeating: .max, count: rows.count)
      for (line, place) in shown.places.enumerated() { lines[Int(place)] = line }
      order = HeldOrder(ordered.map { lines[Int($0)] })
    } else {
      order = HeldOrder(ids, in: shown)
    }
    places = order.places.map { ordered[$0] }
    movedRows = order.movedRows
  }
}
