import FoundationEssentials
import QueryCore
import ResultTables
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

/// The table of a batch: one query's rows below another's, and gaps.
@Suite("The rows of a batch") struct BatchRowsTests {
  private static let target = SampleBatch.target

  @Test func `O opens them, and asks for what is in view alone`() {
    var state = Dashboard.watching()
    let rows = SampleBatch().queries
    #expect(state.apply(.keyPressed(.character("O"))) == [.results(Self.target, .openBatch(rows))])
    #expect((state.top as? RowsView)?.target == Self.target)
    #expect(
      state.apply(.resultEvent(Self.target, .opened(.random)))
        == [.results(Self.target, .load([.rows(first: 0, count: 120)]))])
  }

  @Test func `o on a batch among the targets does the same`() {
    var state = Dashboard(
      targets: [Self.target, sampleTarget("supermetrics:query/q")],
      size: Size(columns: 80, rows: 24), now: SampleBatch.now)
    var monitor = SampleBatch().monitor
    monitor.targets.append(TargetSnapshot(target: sampleTarget("supermetrics:query/q")))
    _ = state.apply(.snapshotArrived(monitor))
    let effects = state.apply(.keyPressed(.character("o")))
    #expect(effects == [.results(Self.target, .openBatch(SampleBatch().queries))])
  }

  @Test func `rows and gaps are counted in the title`() {
    let state = Dashboard.showingBatch(columns: 120, rows: 36)
    #expect(state.frame().lines[1].contains("row 1 of "))
    #expect(state.frame().lines[1].contains("50 gaps"))
    #expect(state.frame().lines[1].contains("299 queries to come"))
  }

  @Test func `f goes from gap to gap, and Enter there says why`() {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("f")
    #expect(state.frame().lines[1].contains("gap 1 of 50"))
    state.browseBatch([.enter])
    #expect(state.frame().lines.contains { $0.contains("QUERY_DATA_SOURCE_TIMEOUT") })
    #expect(state.frame().lines.contains { $0.contains("The data source did not answer") })
    state.browseBatch([.escape])
    state.browseBatch("ff")
    #expect(state.frame().lines[1].contains("gap 3 of 50"))
  }

  @Test func `f says so where there are no gaps`() {
    var state = Dashboard.showing()
    state.press("f")
    #expect(state.frame().lines.contains { $0.contains("this is one result") })
  }

  @Test func `rows of a query that ends come in between, and the row under the cursor stays`()
    throws
  {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("G")
    let before = try #require(state.results)
    let last = before.number(ofLine: before.row)
    let lines = state.frame().lines
    var monitor = SampleBatch().monitor
    guard case .batch(var batch) = monitor.targets[0].detail else { return }
    batch.queries[510].state = .succeeded
    batch.queries[510].resultRows = 77
    monitor.targets[0].detail = .batch(batch)
    let effects = state.apply(.snapshotArrived(monitor))
    #expect(effects.contains(.results(Self.target, .follow(batch.queries))))
    let after = try #require(state.results)
    #expect(after.number(ofLine: after.row) == last)
    #expect(after.row - after.topRow == before.row - before.topRow)
    #expect(after.rowCount == before.rowCount + 77)
    #expect(state.frame().lines[5] == lines[5])
  }

  @Test func `a result that has expired becomes a gap, and the rows behind it stay`() throws {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    let rows = try #require(state.results?.table?.rowCount)
    // The second query's rows are not loaded yet.
    let effects = state.apply(.keyPressed(.character("G")))
    guard case .results(_, .load(let requests)) = try #require(effects.first) else { return }
    let gone = PollProblem.noResult(QueryFailure(code: "QUERY_RESULTS_UNAVAILABLE").answered(404))
    _ = state.apply(.resultEvent(Self.target, .failed(try #require(requests.first), gone)))
    let table = try #require(state.results?.table)
    #expect(table.gapCount == 51 && table.rowCount < rows)
    #expect(state.frame().lines.contains { $0.contains("expired") })
  }

  @Test func `a number typed before G is a row's, gaps not counted`() throws {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("9000G")
    #expect(state.frame().lines[1].contains("row 9,000 of "))
    let view = try #require(state.results)
    #expect(view.row == 8_999 + (view.table?.gaps(beforeLine: view.row) ?? 0))
  }

  @Test func `a search finds rows by query, and n steps through them over gaps`() {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("/größen")
    state.browseBatch([.enter])
    state.browseBatch("A")
    let hits = [RowNumber(query: 8, row: 3), RowNumber(query: 21, row: 5)].map(\.value)
    let report = ResultSearchReport(
      needle: "größen", rowsRead: 340_000, totalRows: 1_000_000, newRows: hits, isDone: true)
    _ = state.apply(.resultEvent(Self.target, .searched(report)))
    state.browseBatch("n")
    #expect(state.results.map { $0.number(ofLine: $0.row) } == hits[0])
    state.browseBatch("n")
    #expect(state.results.map { $0.number(ofLine: $0.row) }.map { $0 >= hits[0] } == true)
  }

  // MARK: Sorted

  private func has(_ state: Dashboard, _ text: String) -> Bool {
    state.frame().lines.contains { $0.contains(text) }
  }

  @Test func `sorted rows have the gaps below them, each a line as before`() throws {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("llllllS")
    let view = try #require(state.results)
    let table = try #require(view.table)
    #expect(table.gapCount == 50 && view.rowCount == table.rowCount + 50)
    #expect((0..<table.rowCount).allSatisfy { view.gap(atLine: $0) == nil })
    #expect((table.rowCount..<view.rowCount).allSatisfy { view.gap(atLine: $0) != nil })
    #expect(has(state, ", 50 gaps below; A sorts all"))
    state.browseBatch("f")
    #expect(state.frame().lines[1].contains("gap 1 of 50"))
    #expect(has(state, "QUERY_DATA_SOURCE_TIMEOUT"))
    let gap = state.results.map { $0.gap(atLine: $0.row) }
    state.browseBatch(".")
    #expect(state.results?.arrangement == nil)
    #expect(state.results.map { $0.gap(atLine: $0.row) } == gap)
  }

  @Test func `the rows with one value are without gaps, and say so`() {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("lllllF")
    state.browseBatch([.enter])
    #expect(state.results?.table == nil && has(state, "without 50 gaps"))
  }

  @Test func `a query that fails while rows are sorted is a gap, and the cursor stays`() throws {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("llllllSG")
    let before = try #require(state.results)
    let under = before.gap(atLine: before.row)
    var monitor = SampleBatch().monitor
    guard case .batch(var batch) = monitor.targets[0].detail else { return }
    let running = try #require(
      batch.queries.indices.first { batch.queries.state(at: $0) == .running })
    batch.queries[running].state = .failed
    monitor.targets[0].detail = .batch(batch)
    _ = state.apply(.snapshotArrived(monitor))
    let after = try #require(state.results)
    #expect(after.table?.gapCount == 51 && after.arrangement == before.arrangement)
    #expect(after.gap(atLine: after.row) == under)
  }

  @Test func `asking again for what has expired leaves sorted rows sorted`() throws {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    let effects = state.apply(.keyPressed(.character("G")))
    guard case .results(_, .load(let requests)) = try #require(effects.first) else { return }
    let gone = PollProblem.noResult(QueryFailure(code: "QUERY_RESULTS_UNAVAILABLE").answered(404))
    _ = state.apply(.resultEvent(Self.target, .failed(try #require(requests.first), gone)))
    state.browseBatch("gS")
    #expect(state.results?.table?.gapCount == 51)
    let rows = state.results?.table?.rowCount
    state.browseBatch("r")
    #expect(state.results?.table?.gapCount == 50 && state.results?.table?.rowCount == rows)
  }

  @Test func `what could not be read when all rows were is a gap of the sorted rows`() throws {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("llllllSAA")
    let succeeded = SampleBatch().queries.indices.filter {
      SampleBatch().queries.state(at: $0) == .succeeded
    }
    var table = KeptTable()
    table.add(3_000, number: 0)
    table.queries = succeeded.count
    table.unread.expired = [succeeded[3]]
    table.unread.others = [succeeded[5]]
    var report = ResultKeepReport(totalRows: 3_000)
    (report.table, report.isDone) = (table, true)
    _ = state.apply(.resultEvent(Self.target, .keeping(report)))
    let wanted = try #require(state.results?.kept.arranging?.arrangement)
    var arranged = ResultArrangeReport(arrangement: wanted, rowsRead: 3_000, totalRows: 3_000)
    (arranged.order, arranged.isDone) = (RowOrder((0..<3_000).map { UInt32($0) }), true)
    _ = state.apply(.resultEvent(Self.target, .arranging(arranged)))
    #expect(has(state, "sorted: the 3,000 rows that could be read, 52 gaps below; Esc goes back"))
    state.browseBatch("G")
    #expect(has(state, "gap 52 of 52, 3,000 rows read"))
    let view = try #require(state.results)
    let gaps = (0..<view.rowCount).compactMap { view.gap(atLine: $0) }
    #expect(gaps.filter(\.isUnread).map(\.query.id) == [SampleBatch().queries.id(at: succeeded[5])])
    _ = state.apply(.keyPressed(.escape))
    #expect(state.results?.table?.gapCount == 51)
  }

  @Test func `a batch of which nothing has ended says so`() {
    var state = Dashboard.watching(SampleBatch(started: 40))
    state.press("O")
    _ = state.apply(.resultEvent(Self.target, .opened(.random)))
    #expect(state.frame().lines.contains { $0.contains("no query has ended yet") })
  }
}

@Suite("The rows of a batch look as recorded") struct BatchRowsGoldenTests {
  static let sizes = [(40, 20), (80, 24), (120, 36), (200, 60)]

  @Test(arguments: sizes) func `rows and a gap`(columns: Int, rows: Int) throws {
    var state = Dashboard.showingBatch(columns: columns, rows: rows)
    state.browseBatch("fkk")
    try expectGolden(state.frame(), "batch-rows-\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24)]) func `the same in ASCII`(columns: Int, rows: Int) throws {
    var state = Dashboard.showingBatch(columns: columns, rows: rows, glyphs: .ascii)
    state.browseBatch("fkk")
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "batch-rows-ascii-\(columns)x\(rows)")
  }

  @Test func `gaps below one another, the cursor on one`() throws {
    var state = Dashboard.showingBatch(columns: 80, rows: 24)
    state.browseBatch("fffffff")
    try expectGolden(state.frame(), "batch-gaps-80x24")
  }

  @Test func `one gap`() throws {
    var state = Dashboard.showingBatch(columns: 80, rows: 24)
    state.browseBatch("f")
    state.browseBatch([.enter])
    try expectGolden(state.frame(), "batch-gap-80x24")
  }
}

extension QueryFailure {
  fileprivate func answered(_ status: Int) -> QueryFailure {
    var failure = self
    failure.httpStatus = status
    return failure
  }
}

extension Dashboard {
  /// A dashboard that shows the table of a batch.
  static func showingBatch(
    columns: Int, rows: Int, glyphs: GlyphSet = .unicode
  ) -> Dashboard {
    var state = Dashboard.watching(columns: columns, rows: rows, glyphs: glyphs)
    state.press("O")
    state.serveBatch(state.apply(.resultEvent(SampleBatch.target, .opened(.random))))
    return state
  }

  /// Answers page requests with rows of the queries they are of.
  private mutating func serveBatch(_ effects: [Effect]) {
    let queries = SampleBatch().queries
    var open = effects
    while let effect = open.popLast() {
      guard case .results(let target, .load(let requests)) = effect else { continue }
      for request in requests {
        guard case .rows(let first, let count) = request else { continue }
        let number = RowNumber(first)
        var answer = SampleResult(rows: queries.resultRows(at: number.query) ?? 0)
          .answer(.rows(first: number.row, count: count))
        answer = SplitColumns(of: queries[number.query]).before(answer)
        open += apply(.resultEvent(target, .arrived(request, answer)))
      }
    }
  }

  mutating func browseBatch(_ keys: [KeyPress]) {
    for key in keys { serveBatch(apply(.keyPressed(key))) }
  }

  mutating func browseBatch(_ keys: String) {
    browseBatch(keys.map { .character($0) })
  }
}
