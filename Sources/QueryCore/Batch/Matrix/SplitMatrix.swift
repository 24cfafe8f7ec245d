/// A batch as a matrix: accounts are rows, days are columns, and a cell counts the queries of both by their state.
///
/// A query of several accounts stands in the row of each, one of several days in the column of each; `total` and the columns'
/// tallies count it once whatever its accounts, the rows' tallies once whatever its days. Only the rims are kept: cells are
/// counted when they are asked for, a row at a time, so that a screen costs what it shows.
package struct SplitMatrix: Hashable, Sendable {
  package let splits: BatchSplits
  /// What the columns of days stand for.
  package let unit: DayUnit
  private let layout: SplitColumns
  /// The answer that is counted.
  private var queries: BatchRows
  /// The state of each query.
  private var states: [CellState] = []
  /// Each row's queries by state.
  package private(set) var rowTallies: [CellTally]
  /// What each column has more than the one before it.
  private var columnSteps: [CellTally]
  /// All queries by state, each once.
  package private(set) var total = CellTally()

  package init(_ queries: BatchRows, _ splits: BatchSplits, by unit: DayUnit) {
    self.splits = splits
    self.unit = unit
    self.queries = queries
    layout = SplitColumns(splits.spans, by: unit)
    rowTallies = Array(repeating: CellTally(), count: splits.rows.count)
    columnSteps = Array(repeating: CellTally(), count: layout.columns.count + 1)
    states.reserveCapacity(queries.count)
    for place in queries.indices {
      states.append(CellState(queries.state(at: place)))
      count(place, times: 1)
    }
  }

  /// Counts a newer answer of the same list of queries: at the cost of what changed.
  package mutating func update(to newer: BatchRows) {
    for place in newer.changes(since: queries) where states.indices.contains(place) {
      count(place, times: -1)
      states[place] = CellState(newer.state(at: place))
      count(place, times: 1)
    }
    queries = newer
  }

  private mutating func count(_ place: Int, times: Int32) {
    let state = states[place]
    total.add(state, times)
    for row in splits.rowsOfGroup[Int(splits.groupOfQuery[place])] {
      rowTallies[Int(row)].add(state, times)
    }
    let range = columns(of: place)
    columnSteps[range.lowerBound].add(state, times)
    columnSteps[range.upperBound].add(state, -times)
  }
}

// MARK: - Reading

extension SplitMatrix {
  /// Days in their order, then what is no day, then those without a date.
  package var columns: [SplitColumn] { layout.columns }

  /// The columns a query stands in.
  package func columns(of place: Int) -> Range<Int> {
    layout.ranges[Int(splits.spanOfQuery[place])]
  }

  /// The rows a query stands in.
  package func rows(of place: Int) -> [Int] {
    splits.rowsOfGroup[Int(splits.groupOfQuery[place])].map(Int.init)
  }

  /// The state of a query.
  package func state(of place: Int) -> CellState { states[place] }

  /// Each column's queries by state.
  package var columnTallies: [CellTally] {
    var running = CellTally()
    return columnSteps.dropLast().map { step in
      running += step
      return running
    }
  }

  /// The cells of a row from one column to another; an empty tally is a cell without a query.
  ///
  /// - Parameter isCounted: which queries count; all where it is nil.
  package func cells(
    inRow row: Int, _ columns: Range<Int>, where isCounted: ((Int) -> Bool)? = nil
  ) -> [CellTally] {
    var steps = [CellTally](repeating: CellTally(), count: columns.count + 1)
    for group in splits.groupsOfRow[row] {
      for query in splits.queriesOfGroup[Int(group)] {
        let place = Int(query)
        let range = self.columns(of: place).clamped(to: columns)
        guard !range.isEmpty, isCounted?(place) ?? true else { continue }
        steps[range.lowerBound - columns.lowerBound].add(states[place])
        steps[range.upperBound - columns.lowerBound].add(states[place], -1)
      }
    }
    for index in steps.indices.dropFirst() { steps[index] += steps[index - 1] }
    steps.removeLast()
    return steps
  }

  /// The queries of a cell, the worst first, those alike in the order of submission.
  package func places(row: Int, column: Int) -> [Int] {
    let places = splits.groupsOfRow[row].flatMap { group in
      splits.queriesOfGroup[Int(group)].map(Int.init).filter { columns(of: $0).contains(column) }
    }
    return places.sorted { (states[$1], $0) < (states[$0], $1) }
  }
}

// MARK: - Order and fold

extension SplitMatrix {
  /// By what rows or columns are put in order.
  package enum Order: Hashable, Sendable {
    /// Rows by name, columns by date.
    case natural
    /// Those with the most failures first, alike ones by name or date.
    case failures
  }

  /// The rows in an order.
  package func rowOrder(_ order: Order) -> [Int] {
    let natural = splits.rowsByName
    return order == .natural ? natural : Self.byFailures(natural, rowTallies)
  }

  /// The columns in an order.
  package func columnOrder(_ order: Order) -> [Int] {
    let natural = Array(columns.indices)
    return order == .natural ? natural : Self.byFailures(natural, columnTallies)
  }

  private static func byFailures(_ natural: [Int], _ tallies: [CellTally]) -> [Int] {
    let ranks = natural.map { (tallies[$0].failed, tallies[$0].troubled) }
    return natural.indices.sorted { left, right in
      ranks[left] == ranks[right] ? left < right : ranks[left] > ranks[right]
    }.map { natural[$0] }
  }

  /// The column that holds most of what another matrix of the same splits has in a column of its own; nil for none.
  package func column(like column: SplitColumn) -> Int? {
    guard case .days(let days) = column else { return columns.firstIndex(of: column) }
    return columns.firstIndex {
      if case .days(let own) = $0 { own.overlaps(days) } else { false }
    }
  }
}

extension BatchSplits {
  /// More columns than these nobody scrolls through, and hostile dates make no more.
  package static let mostColumns = 4000

  /// The units that can be shown; months always can.
  package var units: [DayUnit] {
    DayUnit.allCases.filter { $0 == .month || columnCount(by: $0) <= Self.mostColumns }
  }

  package func columnCount(by unit: DayUnit) -> Int { SplitColumns.count(spans, by: unit) }

  /// The finest unit of which all columns find room; months where none does.
  package func unit(fitting columns: Int) -> DayUnit {
    units.first { columnCount(by: $0) <= columns } ?? .month
  }

  /// Whether days can be folded into weeks and months at all.
  package var hasDays: Bool { spans.contains { if case .days = $0 { true } else { false } } }
}
