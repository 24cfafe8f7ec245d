import QueryCore
import TestSupport
import Testing

@Suite("The matrix of a batch") struct SplitMatrixTests {
  private static func query(
    _ id: Int, _ state: QueryState, accounts: [String] = ["a"], _ start: String?,
    _ end: String? = nil
  ) -> BatchQuery {
    BatchQuery(id: "q\(id)", state: state, accounts: accounts, startDate: start, endDate: end)
  }

  private static func query(
    _ id: Int, accounts: [String] = ["a"], _ start: String?, _ end: String? = nil
  ) -> BatchQuery {
    query(id, .succeeded, accounts: accounts, start, end)
  }

  private static func matrix(_ queries: BatchRows, by unit: DayUnit = .day) throws -> SplitMatrix {
    SplitMatrix(queries, try #require(BatchSplits(queries)), by: unit)
  }

  private func rows(_ matrix: SplitMatrix) -> [[CellTally]] {
    matrix.splits.rows.indices.map { matrix.cells(inRow: $0, matrix.columns.indices) }
  }

  /// The first days of its columns, or what stands for them.
  private func names(_ matrix: SplitMatrix) -> [String] {
    matrix.columns.map { column in
      switch column {
      case .days(let days): CalendarDays.text(days.lowerBound)
      case .text(let text): text
      case .noDate: "none"
      case .place(let place): String(place)
      }
    }
  }

  @Test func `has a row an account and a column a day`() throws {
    let matrix = try Self.matrix([
      Self.query(1, accounts: ["b"], "2026-03-02"), Self.query(2, accounts: ["a"], "2026-03-04"),
    ])
    #expect(matrix.splits.rows == [.account("b"), .account("a")])
    #expect(names(matrix) == ["2026-03-02", "2026-03-04"])
    #expect(rows(matrix).map { $0.map(\.total) } == [[1, 0], [0, 1]])
  }

  @Test func `shows the worst of the queries in a cell and counts all of them`() throws {
    let states: [QueryState] = [
      .succeeded, .waiting, .running, .unknown("PAUSED"), .unsupported, .stopped, .gone, .failed,
    ]
    for count in 1...states.count {
      let queries = BatchRows(
        states.prefix(count).enumerated().map { Self.query($0, $1, "2026-03-02") })
      let cell = rows(try Self.matrix(queries))[0][0]
      #expect(cell.worst == CellState(states[count - 1]))
      #expect(cell.total == count)
    }
  }

  @Test func `a range covers every day of it`() throws {
    let matrix = try Self.matrix([
      Self.query(1, "2026-02-27", "2026-03-02"), Self.query(2, "2026-03-01"),
    ])
    #expect(names(matrix) == ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])
    #expect(rows(matrix)[0].map(\.total) == [1, 1, 2, 1])
    #expect(matrix.columnTallies.map(\.total) == [1, 1, 2, 1])
    #expect(matrix.rowTallies[0].total == 2)
  }

  @Test func `a query of several accounts stands in each of their rows and is counted once`() throws
  {
    let matrix = try Self.matrix([Self.query(1, .failed, accounts: ["a", "b", "a"], "2026-03-02")])
    #expect(rows(matrix).map { $0[0].failed } == [1, 1])
    #expect(matrix.columnTallies[0].failed == 1)
    #expect(matrix.total.failed == 1)
  }

  @Test func `what names no account or no day has a row or column of its own, the last`() throws {
    let matrix = try Self.matrix([
      Self.query(1, accounts: [], "2026-03-02"), Self.query(2, accounts: ["a"], nil),
      Self.query(3, accounts: [""], "2026-03-03"),
    ])
    #expect(matrix.splits.rows == [.account("a"), .noAccount])
    #expect(names(matrix) == ["2026-03-02", "2026-03-03", "none"])
    #expect(rows(matrix).map { $0.map(\.total) } == [[0, 0, 1], [1, 1, 0]])
  }

  @Test func `dates that are no dates have columns of their own`() throws {
    let matrix = try Self.matrix([
      Self.query(1, "2026-02-30"), Self.query(2, "2026-03-02"), Self.query(3, "day 3"),
      Self.query(4, "2026-03-09", "2026-03-01"), Self.query(5, nil, "2026-03-03"),
    ])
    #expect(
      names(matrix) == [
        "2026-03-02", "2026-03-03", "2026-02-30", "day 3", "2026-03-09 to 2026-03-01",
      ])
  }

  @Test(arguments: [
    (DayUnit.week, ["2025-12-29", "2026-01-05", "2026-03-30"], [3, 1, 2]),
    (.month, ["2025-12-01", "2026-01-01", "2026-04-01"], [1, 3, 2]),
  ]) func `days fold into ISO weeks and months`(unit: DayUnit, first: [String], counts: [Int])
    throws
  {
    // 2026-01-01 is a Thursday.
    let days = [
      "2025-12-31", "2026-01-01", "2026-01-04", "2026-01-05", "2026-04-01", "2026-04-05",
    ]
    let matrix = try Self.matrix(BatchRows(days.enumerated().map { Self.query($0, $1) }), by: unit)
    #expect(names(matrix) == first)
    #expect(rows(matrix)[0].map(\.total) == counts)
  }

  @Test func `a range is counted once in a folded column`() throws {
    let matrix = try Self.matrix([Self.query(1, "2026-03-02", "2026-03-20")], by: .week)
    #expect(rows(matrix)[0].map(\.total) == [1, 1, 1])
  }

  @Test(arguments: [
    ("2026-01-01", 2026, 1), ("2025-12-29", 2026, 1), ("2027-01-03", 2026, 53),
    ("2026-09-14", 2026, 38), ("1969-12-28", 1969, 52), ("2000-02-29", 2000, 9),
  ]) func `weeks are numbered as ISO 8601 has them`(day: String, year: Int, week: Int) throws {
    let found = CalendarDays.week(of: try #require(CalendarDays.number(day)))
    #expect(found.year == year && found.week == week)
  }

  @Test func `every day lies in the month and the week that are said to hold it`() {
    for day in stride(from: -200_000, to: 300_000, by: 7) {
      for unit in DayUnit.allCases {
        let index = unit.index(of: day)
        #expect(unit.days(of: index).contains(day))
        #expect(unit.days(of: index).upperBound + 1 == unit.days(of: index + 1).lowerBound)
      }
    }
  }

  @Test func `the finest unit is taken that finds room`() throws {
    let splits = try #require(
      BatchSplits(SplitBatch.batch(accounts: 2, days: 250) { _, _ in false }))
    #expect(splits.unit(fitting: 250) == .day)
    #expect(splits.unit(fitting: 249) == .week)
    #expect(splits.unit(fitting: 36) == .week)
    #expect(splits.unit(fitting: 35) == .month)
    #expect(splits.unit(fitting: 1) == .month)
  }

  @Test func `days by the hundred thousand are never shown one by one`() throws {
    let queries: BatchRows = [
      Self.query(1, "1000-01-01", "1009-12-31"), Self.query(2, "2000-01-01", "2009-12-31"),
    ]
    let splits = try #require(BatchSplits(queries))
    #expect(splits.units == [.week, .month])
  }

  @Test func `the order is by failures, alike ones by name and date`() throws {
    let queries: BatchRows = [
      Self.query(1, accounts: ["c"], "2026-03-02"), Self.query(2, accounts: ["b"], "2026-03-02"),
      Self.query(3, .stopped, accounts: ["d"], "2026-03-03"),
      Self.query(4, .failed, accounts: ["e"], "2026-03-04"),
    ]
    let matrix = try Self.matrix(queries)
    func names(_ order: SplitMatrix.Order) -> [SplitRow] {
      matrix.rowOrder(order).map { matrix.splits.rows[$0] }
    }
    #expect(names(.natural) == ["b", "c", "d", "e"].map(SplitRow.account))
    #expect(names(.failures) == ["e", "d", "b", "c"].map(SplitRow.account))
    #expect(matrix.columnOrder(.failures) == [2, 1, 0])
    #expect(matrix.columnOrder(.natural) == [0, 1, 2])
  }

  @Test func `a batch without accounts or without days cannot be split`() {
    #expect(BatchSplits([]) == nil)
    #expect(BatchSplits([Self.query(1, accounts: [], "2026-03-02")]) == nil)
    #expect(BatchSplits([Self.query(1, nil)]) == nil)
  }

  @Test func `in the order of submission every query has its cell`() {
    let queries = BatchRows((0..<25).map { Self.query($0, accounts: [], nil) })
    let splits = BatchSplits(inOrderOf: queries, cellsPerLine: 4, queriesPerCell: 3)
    let matrix = SplitMatrix(queries, splits, by: .day)
    #expect(matrix.splits.rows == [.places(0..<12), .places(12..<24), .places(24..<25)])
    #expect(rows(matrix).map { $0.map(\.total) } == [[3, 3, 3, 3], [3, 3, 3, 3], [1, 0, 0, 0]])
    #expect(matrix.places(row: 1, column: 2) == [18, 19, 20])
  }

  @Test func `the queries of a cell come worst first`() throws {
    let queries: BatchRows = [
      Self.query(1, "2026-03-02"), Self.query(2, .failed, "2026-03-02"),
      Self.query(3, .failed, "2026-03-03"), Self.query(4, .failed, "2026-03-02"),
    ]
    #expect(try Self.matrix(queries).places(row: 0, column: 0) == [1, 3, 0])
  }

  @Test func `totals are those of the batch, whatever a provider sends`() throws {
    for seed in 0..<500 as Range<UInt64> {
      let queries = SplitBatch.random(seed: seed)
      guard let splits = BatchSplits(queries) else { continue }
      var states = CellTally()
      for place in queries.indices { states.add(CellState(queries.state(at: place))) }
      for unit in DayUnit.allCases {
        let matrix = SplitMatrix(queries, splits, by: unit)
        #expect(matrix.total == states, "\(seed) \(unit)")
        // Added up by hand: every query in every row and column it stands in.
        var expected: [Int: [Int: CellTally]] = [:]
        var rims: [Int: CellTally] = [:]
        for place in queries.indices {
          for row in matrix.rows(of: place) {
            rims[row, default: CellTally()].add(matrix.state(of: place))
            for column in matrix.columns(of: place) {
              expected[row, default: [:]][column, default: CellTally()].add(matrix.state(of: place))
            }
          }
        }
        let columns = matrix.columns.indices
        for row in matrix.splits.rows.indices {
          let wanted = columns.map { expected[row]?[$0] ?? CellTally() }
          #expect(matrix.cells(inRow: row, columns) == wanted, "\(seed) \(unit)")
          #expect(matrix.rowTallies[row] == rims[row] ?? CellTally(), "\(seed) \(unit)")
        }
        for column in columns {
          var tally = CellTally()
          for place in queries.indices where matrix.columns(of: place).contains(column) {
            tally.add(matrix.state(of: place))
          }
          #expect(matrix.columnTallies[column] == tally, "\(seed) \(unit)")
        }
      }
    }
  }

  @Test func `what has changed is counted as all would be`() throws {
    for seed in 0..<50 as Range<UInt64> {
      let old = SplitBatch.random(seed: seed)
      guard let splits = BatchSplits(old) else { continue }
      var random = SplitMix64(seed: seed, stream: 12)
      var new = old
      for place in new.indices where Int.random(in: 0..<9, using: &random) == 0 {
        new[place].state = [.failed, .succeeded, .running].randomElement(using: &random) ?? .gone
      }
      var matrix = SplitMatrix(old, splits, by: .week)
      matrix.update(to: new)
      let anew = SplitMatrix(new, splits, by: .week)
      #expect(matrix.total == anew.total)
      #expect(matrix.rowTallies == anew.rowTallies)
      #expect(matrix.columnTallies == anew.columnTallies)
      #expect(rows(matrix) == rows(anew))
    }
  }

  @Test func `cells counted for some columns or some queries are those of all`() throws {
    let queries = SplitBatch.pattern(.badAccountAndDay)
    let matrix = try Self.matrix(queries)
    let all = matrix.cells(inRow: 26, matrix.columns.indices)
    #expect(matrix.cells(inRow: 26, 5..<9) == Array(all[5..<9]))
    let lit = matrix.cells(inRow: 26, matrix.columns.indices, where: { $0 % 2 == 0 })
    #expect(lit.map(\.total).reduce(0, +) == 10)
  }
}
