/// What the queries of a batch are split by: which rows and columns of a matrix each stands in, however it stands.
///
/// Made once for a batch's list of queries. Queries that name the same accounts, or the same days, share one entry.
package struct BatchSplits: Hashable, Sendable {
  /// The rows there are, in the order of their first query; queries without an account come last.
  package let rows: [SplitRow]
  /// What columns are made of: each range of days, text and place once, in the order of their first query.
  let spans: [Span]
  /// The rows of each distinct list of accounts, each row once.
  let rowsOfGroup: [[Int32]]
  /// The queries with each distinct list of accounts, in their order.
  let queriesOfGroup: [[Int32]]
  /// The lists of accounts that name each row's.
  let groupsOfRow: [[Int32]]
  let groupOfQuery: [Int32]
  let spanOfQuery: [Int32]
  /// Queries of the row with the most.
  package let mostQueriesInRow: Int
  /// The rows by name.
  let rowsByName: [Int]

  /// The days of a query, or what stands in their place.
  enum Span: Hashable, Sendable {
    case days(ClosedRange<Int>)
    /// Something that is no day, as the provider wrote it.
    case text(String)
    case noDate
    /// A place in a line, where cells stand in the order of submission.
    case place(Int)
  }

  /// Splits by account and day; nil where no query names an account, or none a day.
  package init?(_ queries: BatchRows) {
    var rows = Numbering<SplitRow>()
    var groups = Numbering<[String]>()
    var spans = Numbering<Span>()
    var dates = Numbering<Dates>()
    var spanOfDates: [Int32] = []
    var rowsOfGroup: [[Int32]] = []
    var queriesOfGroup: [[Int32]] = []
    var (groupOfQuery, spanOfQuery): ([Int32], [Int32]) = ([], [])
    groupOfQuery.reserveCapacity(queries.count)
    spanOfQuery.reserveCapacity(queries.count)
    for (place, query) in queries.fixed.enumerated() {
      let group = groups.number(of: query.accounts)
      if group == rowsOfGroup.count {
        rowsOfGroup.append(Self.rows(of: query.accounts).map { Int32(rows.number(of: $0)) })
        queriesOfGroup.append([])
      }
      queriesOfGroup[group].append(Int32(place))
      groupOfQuery.append(Int32(group))
      let date = dates.number(of: Dates(start: query.startDate, end: query.endDate))
      if date == spanOfDates.count {
        spanOfDates.append(Int32(spans.number(of: dates.values[date].span)))
      }
      spanOfQuery.append(spanOfDates[date])
    }
    guard rows.values.contains(where: { $0 != .noAccount }),
      spans.values.contains(where: { $0 != .noDate })
    else { return nil }
    self.init(
      rows: rows.values, spans: spans.values, rowsOfGroup: rowsOfGroup,
      queriesOfGroup: queriesOfGroup, groupOfQuery: groupOfQuery, spanOfQuery: spanOfQuery)
  }

  /// Puts queries in the order of submission, line by line: so many cells a line, so many queries a cell.
  package init(inOrderOf queries: BatchRows, cellsPerLine: Int, queriesPerCell: Int) {
    let share = max(1, queriesPerCell)
    let line = max(1, cellsPerLine) * share
    let lines = stride(from: 0, to: queries.count, by: line).map {
      $0..<min(queries.count, $0 + line)
    }
    self.init(
      rows: lines.map(SplitRow.places),
      spans: (0..<max(1, cellsPerLine)).map(Span.place),
      rowsOfGroup: lines.indices.map { [Int32($0)] },
      queriesOfGroup: lines.map { $0.map(Int32.init) },
      groupOfQuery: queries.indices.map { Int32($0 / line) },
      spanOfQuery: queries.indices.map { Int32($0 % line / share) })
  }

  private init(
    rows: [SplitRow], spans: [Span], rowsOfGroup: [[Int32]], queriesOfGroup: [[Int32]],
    groupOfQuery: [Int32], spanOfQuery: [Int32]
  ) {
    // Those without an account last, wherever the first of them stood.
    let none = rows.firstIndex(of: .noAccount)
    func moved(_ row: Int32) -> Int32 {
      guard let none, row >= none else { return row }
      return row == none ? Int32(rows.count - 1) : row - 1
    }
    self.rows = rows.filter { $0 != .noAccount } + (none == nil ? [] : [.noAccount])
    self.spans = spans
    self.rowsOfGroup = rowsOfGroup.map { $0.map(moved) }
    self.queriesOfGroup = queriesOfGroup
    self.groupOfQuery = groupOfQuery
    self.spanOfQuery = spanOfQuery
    var groupsOfRow = [[Int32]](repeating: [], count: rows.count)
    for (group, rows) in self.rowsOfGroup.enumerated() {
      for row in rows { groupsOfRow[Int(row)].append(Int32(group)) }
    }
    self.groupsOfRow = groupsOfRow
    mostQueriesInRow =
      groupsOfRow.map { $0.reduce(0) { $0 + queriesOfGroup[Int($1)].count } }.max() ?? 0
    // Lines of places are in order as they are.
    let names = self.rows
    rowsByName = names.indices.sorted { left, right in
      switch (names[left], names[right]) {
      case (.account(let a), .account(let b)): a < b
      default: left < right
      }
    }
  }

  private static func rows(of accounts: [String]) -> [SplitRow] {
    var named: [SplitRow] = []
    var seen: Set<String> = []
    for account in accounts where !account.isEmpty && seen.insert(account).inserted {
      named.append(.account(account))
    }
    return named.isEmpty ? [.noAccount] : named
  }

  /// First and last day as the provider wrote them.
  private struct Dates: Hashable {
    let start: String?
    let end: String?

    var span: Span {
      let written = [start, end].compactMap(\.self).filter { !$0.isEmpty }
      guard let first = written.first else { return .noDate }
      if let days = CalendarDays.range(first, written.last) { return .days(days) }
      return .text(written.last == first ? first : written.joined(separator: " to "))
    }
  }

  /// Numbers for values in the order they come: those of a batch come in runs.
  private struct Numbering<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]
    private var recent = 0

    mutating func number(of value: Value) -> Int {
      if recent < values.count, values[recent] == value { return recent }
      recent = numbers[value] ?? values.count
      if recent == values.count {
        values.append(value)
        numbers[value] = recent
      }
      return recent
    }
  }
}

/// A row of a matrix.
package enum SplitRow: Hashable, Sendable {
  case account(String)
  /// All queries that name no account.
  case noAccount
  /// A line of queries in the order of submission, by their places.
  case places(Range<Int>)
}

/// A column of a matrix.
package enum SplitColumn: Hashable, Sendable {
  /// A day, week or month: the days of it, some of which may lie outside the batch.
  case days(ClosedRange<Int>)
  /// Something that is no day, as the provider wrote it.
  case text(String)
  /// All queries that name no day.
  case noDate
  /// A place in a line, where cells stand in the order of submission.
  case place(Int)
}
