import FoundationEssentials
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The matrix") struct MatrixViewTests {
  private static let patterned = SplitBatch.pattern(.badAccountAndDay)

  /// The columns of each line of the frame that are drawn as failures are.
  private func red(_ state: Dashboard) -> [Int: [Int]] {
    let frame = state.frame()
    guard let grid = state.matrix?.grid else { return [:] }
    let cells = grid.layout.cells
    var red: [Int: [Int]] = [:]
    for y in cells.y..<cells.maxY {
      for x in stride(from: cells.x, to: cells.maxX, by: grid.layout.cellWidth) {
        let range = x..<x + grid.layout.cellWidth
        if range.contains(where: { frame[$0, y].glyph == "F" }) { red[y, default: []].append(x) }
      }
    }
    return red
  }

  @Test(arguments: [GlyphSet.unicode, .ascii]) func `one bad account is a red row`(
    glyphs: GlyphSet
  ) throws {
    let state = Dashboard.matrix(SplitBatch.pattern(.badAccount), glyphs: glyphs)
    let cells = try #require(state.matrix?.grid).layout.cells
    // Failures come first: nobody has to look for it.
    #expect(red(state).mapValues(\.count) == [cells.y: 20])
    #expect(state.frame().lines[cells.y].contains("20/20"))
  }

  @Test(arguments: [GlyphSet.unicode, .ascii]) func `one bad day is a red column`(glyphs: GlyphSet)
    throws
  {
    let state = Dashboard.matrix(SplitBatch.pattern(.badDay), glyphs: glyphs)
    let cells = try #require(state.matrix?.grid).layout.cells
    let columns = red(state)
    #expect(columns.count == cells.height)
    #expect(Set(columns.values).count == 1 && columns.values.first?.count == 1)
  }

  @Test func `both are a cross, its row on top`() throws {
    let state = Dashboard.matrix(Self.patterned)
    let cells = try #require(state.matrix?.grid).layout.cells
    let columns = red(state)
    #expect(columns[cells.y]?.count == 20)
    #expect(columns.values.filter { $0.count == 1 }.count == cells.height - 1)
  }

  @Test func `the cursor begins on the first failure and is spoken of`() {
    let state = Dashboard.matrix(SplitBatch.pattern(.badDay))
    #expect(state.cell == ["act_9406548072", "2026-03-08"])
    #expect(state.spoken.contains("act_9406548072 · 2026-03-08 · F 1 failed · "))
    #expect(state.spoken.contains("QUERY_FAILED"))
  }

  @Test func `keys and arrows move the cursor, as far as there are cells`() {
    var state = Dashboard.matrix(Self.patterned)
    state.press("0jl")
    #expect(state.cell == ["act_9406548072", "2026-03-03"])
    state.press("kh")
    #expect(state.cell == ["act_9406550672", "2026-03-02"])
    state.press("kh")
    #expect(state.cell == ["act_9406550672", "2026-03-02"])
    state.press("G$")
    #expect(state.cell == ["act_9406551972", "2026-03-21"])
    for key in [KeyPress.down, .right] { _ = state.apply(.keyPressed(key)) }
    #expect(state.cell == ["act_9406551972", "2026-03-21"])
    for key in [KeyPress.home, .control("d"), .left] { _ = state.apply(.keyPressed(key)) }
    let half = state.matrix?.position
    #expect(half?.row == (state.matrix?.grid?.layout.cells.height ?? 0) / 2 && half?.column == 18)
  }

  @Test func `the cell under the cursor is always on screen, and headings stand still`() throws {
    var state = Dashboard.matrix(SplitBatch.batch(accounts: 60, days: 90) { $0 == $1 })
    state.press("++")
    for key in "G$0g$Gllljjj" {
      state.press(String(key))
      let matrix = try #require(state.matrix)
      let layout = try #require(matrix.grid).layout
      let (row, column) = (
        matrix.position.row - matrix.offset.row, matrix.position.column - matrix.offset.column
      )
      #expect((0..<layout.cells.height).contains(row))
      #expect((0..<layout.visibleColumns).contains(column))
      #expect(state.frame().lines[layout.heading.maxY - 1].contains("day"))
    }
  }

  @Test(arguments: [(80, 24, DayUnit.week), (200, 60, .week), (40, 20, .month)])
  func `so many days fold until all are on screen`(columns: Int, rows: Int, unit: DayUnit) throws {
    let batch = SplitBatch.batch(accounts: 40, days: 250) { account, day in account == 7 || day == 9
    }
    let state = Dashboard.matrix(batch, columns: columns, rows: rows)
    let grid = try #require(state.matrix?.grid)
    #expect(grid.matrix.unit == unit)
    #expect(grid.columnOrder.count <= grid.layout.visibleColumns)
    #expect(state.frame().lines.joined().contains(unit == .week ? "weeks" : "months"))
  }

  @Test func `folds and unfolds by keys, the cursor on the same days`() {
    var state = Dashboard.matrix(Self.patterned)
    state.press("$-")
    #expect(state.cell.last == "2026-W12, 03-16 to 03-22")
    state.press("-")
    #expect(state.cell.last == "2026-03")
    state.press("-")
    #expect(state.spoken.contains("months are the coarsest"))
    state.press("++")
    #expect(state.matrix?.grid?.matrix.unit == .day)
    state.press("+")
    #expect(state.spoken.contains("days are the finest"))
  }

  @Test func `sorts by failures or by name and date`() throws {
    var state = Dashboard.matrix(Self.patterned)
    state.press("sS")
    let grid = try #require(state.matrix?.grid)
    #expect(grid.matrix.splits.rows[grid.rowOrder[0]] == .account("act_9406548072"))
    #expect(grid.columnOrder[0] == 6)
    state.press("sS")
    #expect(
      state.matrix?.grid?.matrix.splits.rows[state.matrix?.grid?.rowOrder[0] ?? 0].name
        == "act_9406550672")
    #expect(state.matrix?.grid?.columnOrder[0] == 0)
  }

  @Test func `goes from failure to failure, along rows, and round again`() {
    var state = Dashboard.matrix(
      SplitBatch.batch(accounts: 3, days: 5) { [0: [1, 3], 2: [0]][$0]?.contains($1) == true })
    #expect(state.cell.last == "2026-03-03")
    state.press("n")
    #expect(state.cell.last == "2026-03-05")
    state.press("n")
    #expect(state.cell == ["act_9406548272", "2026-03-02"])
    state.press("n")
    #expect(state.cell == ["act_9406548072", "2026-03-03"])
    #expect(state.spoken.contains("at the first again"))
    state.press("N")
    #expect(state.cell == ["act_9406548272", "2026-03-02"])
    state.press("NN")
    #expect(state.cell == ["act_9406548072", "2026-03-03"])
  }

  @Test func `says so where there is no failure to go to`() {
    var state = Dashboard.matrix(SplitBatch.batch(accounts: 3, days: 5) { _, _ in false })
    state.press("n")
    #expect(state.spoken.contains("nothing has failed"))
  }

  @Test func `Enter opens the query and coming back finds the cursor where it was`() throws {
    var state = Dashboard.matrix(SplitBatch.pattern(.badDay))
    state.press("jl")
    let before = state.stack
    _ = state.apply(.keyPressed(.enter))
    #expect((state.top as? QueryView)?.subject == .child(of: SampleBatch.target, id: "query_28"))
    _ = state.apply(.keyPressed(.escape))
    #expect(state.stack == before)
    state.press("m")
    #expect(state.top is BatchView)
  }

  @Test func `Enter on a cell of several lists them, and only them`() throws {
    var state = Dashboard.matrix(SplitBatch.pattern(.badDay, accounts: 3, days: 21))
    state.press("-jl")
    let matrix = try #require(state.matrix)
    let ids = matrix.places.map { "query_\($0 + 1)" }
    #expect(ids.count == 7)
    _ = state.apply(.keyPressed(.enter))
    #expect(state.top is BatchView)
    #expect(Set(state.visible.ids) == Set(ids))
    state.press("m")
    #expect(state.matrix?.lit.count { $0 } == 7)
  }

  @Test func `a cell that no filter asks for opens its worst query, the others behind it`() {
    var state = Dashboard.matrix(
      BatchRows(
        (0..<3).map { index in
          BatchQuery(
            id: "query_\(index + 1)", state: index == 1 ? .failed : .succeeded, accounts: ["a"],
            startDate: "day")
        }))
    _ = state.apply(.keyPressed(.enter))
    #expect((state.top as? QueryView)?.subject == .child(of: SampleBatch.target, id: "query_2"))
    state.press("J")
    #expect((state.top as? QueryView)?.subject == .child(of: SampleBatch.target, id: "query_1"))
  }

  @Test func `copies the ids of a cell, the failed first`() {
    var state = Dashboard.matrix(SplitBatch.pattern(.badDay, accounts: 2, days: 21))
    state.press("--0")
    let effects = state.apply(.keyPressed(.character("y")))
    guard case .copy(let text) = effects.first else {
      Issue.record("nothing copied")
      return
    }
    let ids = text.split(separator: "\n")
    #expect(ids.count == 21 && ids.first == "query_8")
    #expect(state.spoken.contains("21 query ids ("))
  }

  // MARK: Order of submission

  @Test func `a batch without days stands in the order of submission, all of it on one screen`()
    throws
  {
    let queries = BatchRows(
      (0..<10_000).map { index in
        BatchQuery(
          id: "query_\(index + 1)", state: index == 7_777 ? .failed : .succeeded, accounts: ["a"])
      })
    var state = Dashboard.matrix(queries)
    let grid = try #require(state.matrix?.grid)
    #expect(grid.rowOrder.count <= grid.layout.cells.height)
    #expect(grid.columnOrder.count <= grid.layout.visibleColumns)
    #expect(red(state).values.flatMap(\.self).count == 1)
    #expect(state.frame().lines.joined().contains("\(grid.queriesPerCell) queries a cell"))
    state.press("n")
    let share = grid.queriesPerCell
    let first = 7_777 / share * share + 1
    #expect(
      state.spoken.contains(
        "queries \(CountText.grouped(first)) to \(CountText.grouped(first + share - 1)) · F 1 failed  ✓ \(share - 1) succeeded"
      ))
    state.press("s")
    #expect(state.spoken.contains("no accounts or no days"))
  }

  @Test func `an empty batch says that it is`() {
    let state = Dashboard.matrix([])
    #expect(state.frame().lines.joined().contains("the batch lists no queries"))
  }

  // MARK: Answers

  @Test func `new failures do not move rows under the hand, and do once it rests`() throws {
    var queries = SplitBatch.pattern(.badDay)
    var state = Dashboard.matrix(queries)
    state.press("jj")
    let before = try #require(state.matrix?.grid?.rowOrder)
    for place in 700..<710 { queries[place].state = .failed }
    _ = state.apply(.snapshotArrived(Dashboard.snapshot(queries)))
    #expect(state.matrix?.grid?.rowOrder == before)
    let row = state.cell
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(6)))
    #expect(state.matrix?.grid?.rowOrder.first == 35)
    #expect(state.cell == row)
  }

  @Test func `a list that changes keeps the cursor on its account and day`() {
    var state = Dashboard.matrix(SplitBatch.batch(accounts: 10, days: 5) { _, _ in false })
    state.press("jjjll")
    let cell = state.cell
    _ = state.apply(
      .snapshotArrived(
        Dashboard.snapshot(SplitBatch.batch(accounts: 20, days: 9) { $0 == 15 && $1 == 0 })))
    #expect(state.cell == cell)
  }

  // MARK: Mouse

  @Test func `a click selects, a double click opens, the wheel scrolls`() throws {
    var state = Dashboard.matrix(Self.patterned)
    let layout = try #require(state.matrix?.grid).layout
    let (x, y) = (layout.cells.x + 3 * layout.cellWidth, layout.cells.y + 2)
    _ = state.apply(.mouseUsed(.pressed(x: x, y: y)))
    #expect(state.matrix?.position == MatrixGrid.Cursor(row: 2, column: 3))
    _ = state.apply(.mouseUsed(.pressed(x: layout.labels.x, y: y + 1)))
    #expect(state.matrix?.position == MatrixGrid.Cursor(row: 3, column: 3))
    _ = state.apply(.mouseUsed(.pressed(x: x + layout.cellWidth, y: layout.heading.y)))
    #expect(state.matrix?.position == MatrixGrid.Cursor(row: 3, column: 4))
    _ = state.apply(.mouseUsed(.wheelDown(x: x, y: y)))
    #expect(state.matrix?.offset.row == 3)
    _ = state.apply(.mouseUsed(.doublePressed(x: x, y: y)))
    #expect(state.top is QueryView)
  }
}
