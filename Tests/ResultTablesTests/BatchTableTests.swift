import QueryCore
import ResultTables
import Testing

struct BatchTableTests {
  /// Queries of these states and row counts; nil rows for a count that nobody tells.
  private static func rows(_ parts: [(QueryState, Int?)]) -> BatchRows {
    BatchRows(
      parts.enumerated().map { place, part in
        BatchQuery(id: "q\(place)", state: part.0, resultRows: part.1)
      })
  }

  private static let mixed = rows([
    (.succeeded, 2), (.failed, nil), (.running, nil), (.succeeded, 0), (.stopped, nil),
    (.succeeded, 3),
  ])

  private func number(_ query: Int, _ row: Int) -> Int { RowNumber(query: query, row: row).value }

  @Test func `queries stand one below the other, those without rows as one line each`() {
    let table = BatchTable(Self.mixed)
    #expect(table.lineCount == 7 && table.rowCount == 5 && table.gapCount == 2)
    #expect(table.alive == 1 && table.isCounted)
    #expect((0..<7).map { table.gap(atLine: $0) } == [nil, nil, 1, 4, nil, nil, nil])
    #expect(
      (0..<7).map { table.number(ofLine: $0) }
        == [
          number(0, 0), number(0, 1), number(1, 0), number(4, 0), number(5, 0), number(5, 1),
          number(5, 2),
        ])
    #expect((0..<8).map { table.rows(beforeLine: $0) } == [0, 1, 2, 2, 2, 3, 4, 5])
    #expect((0..<6).map { table.line(ofRow: $0) } == [0, 1, 4, 5, 6, 6])
    #expect(table.numbers(lookingAhead: 9).map(\.count) == [2, 3])
  }

  @Test func `every line is that of its number`() {
    let table = BatchTable(Self.mixed)
    for line in 0..<table.lineCount {
      #expect(table.line(ofNumber: table.number(ofLine: line)) == line)
    }
  }

  @Test func `a query that ends brings its rows in between, and numbers stay`() {
    let before = BatchTable(Self.mixed)
    var queries = Self.mixed
    queries[2] = BatchQuery(id: "q2", state: .succeeded, resultRows: 10)
    let after = BatchTable(queries)
    #expect(after.lineCount == 17 && after.alive == 0)
    for line in 3..<7 {
      #expect(after.line(ofNumber: before.number(ofLine: line)) == line + 10)
    }
  }

  @Test func `once the batch is over, what never ended is a gap`() {
    let table = BatchTable(Self.mixed, isOver: true)
    #expect(table.gapCount == 3 && table.alive == 0 && table.lineCount == 8)
  }

  @Test func `rows that have expired are a gap, and a number of theirs leads to it`() {
    var learned = BatchTable.Learned()
    learned.expired = [5]
    let table = BatchTable(Self.mixed, learned)
    #expect(table.rowCount == 2 && table.gapCount == 3)
    #expect(table.line(ofNumber: number(5, 2)) == 4 && table.gap(atLine: 4) == 5)
  }

  @Test func `rows that nobody counts are one more than have been seen, until their end is known`()
  {
    let queries = Self.rows([(.succeeded, nil), (.succeeded, 1)])
    var learned = BatchTable.Learned()
    #expect(BatchTable(queries).lineCount == 2 && !BatchTable(queries).isCounted)
    learned.seen[0] = 4
    let seen = BatchTable(queries, learned)
    #expect(seen.lineCount == 6 && seen.rowCount == 5)
    #expect(seen.numbers(lookingAhead: 10).map(\.count) == [14, 1])
    learned.rows[0] = 4
    let told = BatchTable(queries, learned)
    #expect(told.lineCount == 5 && told.isCounted)
    #expect(told.numbers(lookingAhead: 10).map(\.count) == [4, 1])
  }

  @Test func `gaps are gone through from the top again after the last`() {
    let table = BatchTable(Self.mixed)
    #expect((0..<7).map { table.nextGap(afterLine: $0) } == [2, 2, 3, 2, 2, 2, 2])
    #expect((0..<7).map { table.gaps(beforeLine: $0) } == [0, 0, 0, 1, 2, 2, 2])
    #expect(BatchTable(Self.rows([(.succeeded, 1)])).nextGap(afterLine: 0) == nil)
  }

  @Test func `of rows that are arranged, the gaps stand below, and a line's number is the line`() {
    let table = BatchTable(arranged: 4, of: BatchTable(Self.mixed), gapsOf: [0, 4])
    #expect(table.lineCount == 7 && table.rowCount == 4 && table.gapCount == 3 && table.alive == 1)
    #expect((0..<7).map { table.gap(atLine: $0) } == [nil, nil, nil, nil, 0, 1, 4])
    #expect((0..<7).map { table.number(ofLine: $0) } == Array(0..<7))
    #expect((0..<9).map { table.line(ofNumber: $0) } == [0, 1, 2, 3, 4, 5, 6, 6, 6])
    #expect((0..<5).map { table.line(ofGap: $0) } == [4, 5, nil, nil, 6])
    #expect((0..<7).map { table.rows(beforeLine: $0) } == [0, 1, 2, 3, 4, 4, 4])
    #expect(BatchTable(arranged: 0, of: BatchTable(Self.mixed)).lineCount == 2)
  }

  @Test func `an empty table has no lines`() {
    let table = BatchTable()
    #expect(table.lineCount == 0 && table.number(ofLine: 0) == 0 && table.line(ofNumber: 7) == 0)
    #expect(table.line(ofRow: 3) == 0 && table.nextGap(afterLine: 0) == nil)
  }
}

/// A window over the rows of several results.
struct PartedWindowTests {
  private static let parts = [0..<2_500, 1 << 32..<(1 << 32) + 3, 5 << 32..<(5 << 32) + 1_000]

  private func answer(_ request: ResultPageRequest, cap: Int = .max) -> ResultPageAnswer {
    guard case .rows(let first, let count) = request else {
      return ResultPageAnswer(ResultPage(names: [], rows: []))
    }
    let rows = (first..<first + min(count, cap)).map { [ResultCell.number("\($0)")] }
    return ResultPageAnswer(ResultPage(names: ["n"], rows: rows), totalRows: 7)
  }

  /// Looks at rows until nothing more is asked for; what was asked, in order.
  private func look(
    _ window: inout ResultWindow, at rows: Range<Int>, cap: Int = .max
  ) -> [ResultPageRequest] {
    var asked: [ResultPageRequest] = []
    var requests = window.show(rows)
    while !requests.isEmpty {
      let request = requests.removeFirst()
      asked.append(request)
      window.receive(answer(request, cap: cap), for: request)
      requests += window.show(rows)
    }
    return asked
  }

  @Test func `a page is of one result, counted from its first row`() {
    var window = ResultWindow(parts: Self.parts)
    let asked = look(&window, at: 2_490..<(1 << 32) + 2)
    #expect(
      asked.prefix(2) == [
        .rows(first: 2_000, count: 500), .rows(first: 1 << 32, count: 3),
      ])
    #expect(window.isViewLoaded && window.doubt == nil)
    #expect(window.number(2_499) == "2499" && window.number((1 << 32) + 1) == "\((1 << 32) + 1)")
    // One more beyond the edge, which is in the next result.
    #expect(asked.dropFirst(2).first == .rows(first: 5 << 32, count: 1_000))
  }

  @Test func `pages that come short are asked for to their end`() {
    var window = ResultWindow(parts: [0..<10])
    #expect(look(&window, at: 0..<10, cap: 4).count == 3)
    #expect(window.isViewLoaded)
  }

  @Test func `another result in between changes nothing of what is loaded`() {
    var window = ResultWindow(parts: [Self.parts[0], Self.parts[2]])
    _ = look(&window, at: 0..<10)
    _ = look(&window, at: 5 << 32..<(5 << 32) + 10)
    window.update(parts: Self.parts)
    #expect(window.number(3) == "3" && window.number(5 << 32) == "\(5 << 32)")
    #expect(window.show(5 << 32..<(5 << 32) + 10) == [.rows(first: 1 << 32, count: 3)])
  }

  @Test func `a result that is no longer there takes its pages along`() {
    var window = ResultWindow(parts: Self.parts)
    _ = look(&window, at: 0..<10)
    let bytes = window.byteCount
    window.update(parts: [Self.parts[1], Self.parts[2]])
    #expect(window.byteCount < bytes && window.number(3) == nil)
  }

  @Test func `a page without rows is a failure of its own`() {
    var window = ResultWindow(parts: Self.parts)
    let requests = window.show(0..<10)
    for request in requests {
      window.receive(ResultPageAnswer(ResultPage(names: ["n"], rows: [])), for: request)
    }
    #expect(window.failureInView?.sentence.contains("no rows") == true)
    #expect(window.rowCount == Self.parts[2].upperBound)
  }

  @Test func `memory stays bounded over any number of results`() {
    let parts = (0..<400).map { $0 << 32..<($0 << 32) + 1_000 }
    var window = ResultWindow(parts: parts, byteLimit: 100_000)
    for part in parts { _ = look(&window, at: part.lowerBound..<part.lowerBound + 40) }
    #expect(window.byteCount <= 100_000)
  }
}
