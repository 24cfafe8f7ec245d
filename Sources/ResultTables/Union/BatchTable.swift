package import QueryCore

/// Where the rows of a batch's queries stand in one table, query below query in the order of submission:
/// a line for each row, and one, a gap, for each query that has ended without rows to show.
///
/// Queries that have not ended have no line yet: theirs come in between. What stays the same is a row's
/// number, made of its query's place in the batch and the row within the query.
package struct BatchTable: Hashable, Sendable {
  /// Lines of one query.
  private struct Part: Hashable {
    let query: Int
    /// Rows, where those that may follow count as one.
    let lines: Int
    let isGap: Bool
    /// Whether more rows may follow than those seen: neither batch nor answers tell how many there are.
    let isOpen: Bool
    /// The number of its first line.
    let firstNumber: Int
    /// The line it begins with, and the rows before it.
    let firstLine: Int
    let firstRow: Int
  }

  private var parts: [Part] = []
  private var gapParts: [Int] = []
  /// Lines there are, rows and gaps.
  package private(set) var lineCount = 0
  /// Rows there are, as far as their numbers are known.
  package private(set) var rowCount = 0
  /// Queries that have not ended.
  package private(set) var alive = 0
  /// Whether the number of every query's rows is known.
  package private(set) var isCounted = true

  package var gapCount: Int { gapParts.count }

  /// What answers have told of single queries, by their places.
  package struct Learned: Hashable, Sendable {
    /// Rows a query has, whatever its batch says.
    package var rows: [Int: Int] = [:]
    /// Rows seen so far of one whose rows nobody counts.
    package var seen: [Int: Int] = [:]
    /// Queries whose rows the provider has thrown away.
    package var expired: Set<Int> = []

    package init() {}
  }

  /// - Parameter isOver: whether the batch has ended, so that a query which has not never will.
  package init(_ queries: BatchRows = [], _ learned: Learned = Learned(), isOver: Bool = false) {
    for query in queries.indices {
      let state = queries.state(at: query)
      switch state {
      case .succeeded where !learned.expired.contains(query):
        let told = learned.rows[query] ?? queries.resultRows(at: query)
        add(query, rows: told ?? learned.seen[query] ?? 0, isOpen: told == nil)
      case .succeeded: addGap(query)
      default:
        if state.isTerminal || isOver { addGap(query) } else { alive += 1 }
      }
    }
  }

  /// Rows of a batch in an order of their own, and behind the last of them the gaps: those of its table, and others.
  ///
  /// The number of a line is the line.
  ///
  /// - Parameter others: queries that have rows in the table, and here a gap, since not all of them are among the rows.
  package init(arranged rows: Int, of table: BatchTable, gapsOf others: Set<Int> = []) {
    alive = table.alive
    add(0, rows: rows, isOpen: false, number: 0)
    let gaps = table.gapParts.map { table.parts[$0].query }
    for query in others.isEmpty ? gaps : others.union(gaps).sorted() {
      addGap(query, number: lineCount)
    }
  }

  private mutating func add(_ query: Int, rows: Int, isOpen: Bool, number: Int? = nil) {
    let lines = min(max(0, rows), RowNumber.mostRows) + (isOpen ? 1 : 0)
    guard lines > 0 else { return }
    append(query, lines: lines, isOpen: isOpen, number: number)
    if isOpen { isCounted = false }
    rowCount += rows
  }

  private mutating func addGap(_ query: Int, number: Int? = nil) {
    gapParts.append(parts.count)
    append(query, lines: 1, isGap: true, number: number)
  }

  private mutating func append(
    _ query: Int, lines: Int, isGap: Bool = false, isOpen: Bool = false, number: Int?
  ) {
    parts.append(
      Part(
        query: query, lines: lines, isGap: isGap, isOpen: isOpen,
        firstNumber: number ?? RowNumber(query: query, row: 0).value, firstLine: lineCount,
        firstRow: rowCount))
    lineCount += lines
  }
}

// MARK: - Lines and numbers

extension BatchTable {
  /// The number of a line: of its row, or of its query's first where it is a gap; 0 where there is no such line.
  package func number(ofLine line: Int) -> Int {
    guard let part = part(atLine: line) else { return 0 }
    return part.firstNumber + line - part.firstLine
  }

  /// The line of a number, or where that has none any more, the next line.
  package func line(ofNumber number: Int) -> Int {
    let place = firstIndex { $0.firstNumber + $0.lines > number }
    guard place < parts.count else { return max(0, lineCount - 1) }
    let part = parts[place]
    if part.firstNumber <= number { return part.firstLine + number - part.firstNumber }
    // Beyond the rows of its query, the last of them.
    let isBeyond = place > 0 && parts[place - 1].query == RowNumber(number).query
    return part.firstLine - (isBeyond ? 1 : 0)
  }

  /// The line of a query's gap; nil where it has none.
  package func line(ofGap query: Int) -> Int? {
    var (low, high) = (0, gapParts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[gapParts[middle]].query < query { low = middle + 1 } else { high = middle }
    }
    guard low < gapParts.count, parts[gapParts[low]].query == query else { return nil }
    return parts[gapParts[low]].firstLine
  }

  /// The query whose gap a line is; nil where it is a row.
  package func gap(atLine line: Int) -> Int? {
    part(atLine: line).flatMap { $0.isGap ? $0.query : nil }
  }

  /// How many rows stand before a line.
  package func rows(beforeLine line: Int) -> Int {
    guard let part = part(atLine: line) else { return rowCount }
    return part.firstRow + (part.isGap ? 0 : line - part.firstLine)
  }

  /// The line of a row by its place among the rows alone, from 0; the last beyond the last.
  package func line(ofRow row: Int) -> Int {
    let place = firstIndex { $0.firstRow + ($0.isGap ? 0 : $0.lines) > row }
    guard place < parts.count else { return max(0, lineCount - 1) }
    return parts[place].firstLine + row - parts[place].firstRow
  }

  /// How many gaps stand before a line.
  package func gaps(beforeLine line: Int) -> Int {
    var (low, high) = (0, gapParts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[gapParts[middle]].firstLine < line { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The line of the next gap behind a line, from the start again after the last; nil where there is none.
  package func nextGap(afterLine line: Int) -> Int? {
    guard let first = gapParts.first else { return nil }
    let next = gaps(beforeLine: line + 1)
    return parts[next < gapParts.count ? gapParts[next] : first].firstLine
  }

  /// The numbers that rows have, rising: a range for each query.
  ///
  /// - Parameter ahead: rows that are looked for behind those seen, where nobody tells how many there are.
  package func numbers(lookingAhead ahead: Int) -> [Range<Int>] {
    parts.compactMap { part in
      guard !part.isGap else { return nil }
      return part.firstNumber..<part.firstNumber + part.lines
        + (part.isOpen ? max(0, ahead - 1) : 0)
    }
  }

  private func part(atLine line: Int) -> Part? {
    guard line >= 0, line < lineCount else { return nil }
    return parts[firstIndex { $0.firstLine + $0.lines > line }]
  }

  /// The first part for which something holds that holds for all behind it, by halving.
  private func firstIndex(where holds: (Part) -> Bool) -> Int {
    var (low, high) = (0, parts.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(parts[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The number of a row of a batch's query, which stays the same whatever other queries bring.
package struct RowNumber: Hashable, Sendable {
  /// The query's place in the batch.
  package let query: Int
  /// The row within the query, from 0.
  package let row: Int

  /// More rows than any query has.
  static let mostRows = 1 << 31

  package init(query: Int, row: Int) {
    self.query = query
    self.row = row
  }

  package init(_ value: Int) {
    query = value >> 32
    row = value & 0xFFFF_FFFF
  }

  package var value: Int { query << 32 | row }
}
