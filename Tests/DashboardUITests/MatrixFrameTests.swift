import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The matrix as it is drawn") struct MatrixFrameTests {
  static let sizes = [(40, 20), (80, 24), (120, 36), (200, 60)]

  @Test(arguments: sizes) func `a running batch`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("m")
    try expectGolden(state.frame(), "matrix-\(columns)x\(rows)")
  }

  @Test(arguments: sizes.prefix(2)) func `a running batch in ASCII`(columns: Int, rows: Int) throws
  {
    var state = Dashboard.watching(columns: columns, rows: rows, glyphs: .ascii)
    state.press("m")
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "matrix-ascii-\(columns)x\(rows)")
  }

  @Test(arguments: sizes) func `40 accounts of 250 days, folded`(columns: Int, rows: Int) throws {
    let queries = SplitBatch.batch(accounts: 40, days: 250) { account, day in
      account == 27 || day == 100 || (account * 31 + day * 17) % 997 == 0
    }
    let state = Dashboard.matrix(queries, columns: columns, rows: rows)
    try expectGolden(state.frame(), "matrix-folded-\(columns)x\(rows)")
  }

  @Test(arguments: sizes.prefix(2)) func `a cause lit`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("mcc")
    try expectGolden(state.frame(), "matrix-lit-\(columns)x\(rows)")
  }

  @Test(arguments: sizes.prefix(2)) func `10,000 queries in the order of submission`(
    columns: Int, rows: Int
  ) throws {
    let queries = BatchRows(
      (0..<10_000).map { index in
        let hasFailed = (3_000..<3_400).contains(index) || index % 991 == 0
        return BatchQuery(id: "query_\(index + 1)", state: hasFailed ? .failed : .succeeded)
      })
    let state = Dashboard.matrix(queries, columns: columns, rows: rows)
    try expectGolden(state.frame(), "matrix-submission-\(columns)x\(rows)")
  }

  @Test func `what a provider should not have sent`() throws {
    try expectGolden(Dashboard.matrix(SplitBatch.random(seed: 5)).frame(), "matrix-odd-80x24")
  }

  /// A failure is told by its letter, so that it shows without colours, and stands in every cell that holds one.
  @Test func `a failure in view is never hidden, whatever the batch, the size and the glyphs`()
    throws
  {
    for seed in 0..<150 as Range<UInt64> {
      let queries = SplitBatch.random(seed: seed)
      var random = SplitMix64(seed: seed, stream: 13)
      let size = (Int.random(in: 1...210, using: &random), Int.random(in: 1...70, using: &random))
      var state = Dashboard.matrix(
        queries, columns: size.0, rows: size.1, glyphs: seed % 2 == 0 ? .unicode : .ascii)
      for keys in ["", "-", "S", "s", "c", "G$", "n"] {
        state.press(keys)
        try expectFailures(of: state, "\(seed) \(size) \(keys)")
      }
    }
  }

  @Test func `another size while it is open keeps it whole, whatever the batch`() {
    for seed in 0..<150 as Range<UInt64> {
      var state = Dashboard.matrix(SplitBatch.random(seed: seed), columns: 80, rows: 24)
      for size in [Size(columns: 40, rows: 20), Size(columns: 120, rows: 36)] {
        _ = state.apply(.resized(size))
        #expect(state.matrix?.grid != nil, "\(seed)")
      }
    }
  }

  private func expectFailures(of state: Dashboard, _ name: String) throws {
    // What is said once lies over the last rows until the next key.
    var state = state
    state.notice = nil
    let frame = state.frame()
    let matrix = try #require(state.matrix)
    let grid = try #require(matrix.grid)
    let layout = grid.layout
    let rows = grid.rowOrder.dropFirst(matrix.offset.row).prefix(layout.cells.height)
    let columns = grid.columnOrder.dropFirst(matrix.offset.column).prefix(layout.visibleColumns)
    for (line, row) in rows.enumerated() {
      let cells = grid.matrix.cells(inRow: row, grid.matrix.columns.indices)
      for (index, column) in columns.enumerated() {
        let x = layout.cells.x + index * layout.cellWidth
        let drawn = (x..<x + layout.cellWidth).map { frame[$0, layout.cells.y + line].glyph }
        #expect(drawn.contains("F") == (cells[column].failed > 0), "\(name) \(line) \(index)")
      }
    }
  }

  /// Whatever lies out of view is told: rows with failures come first, and the legend counts all.
  @Test func `the legend counts every failure of the batch`() throws {
    for seed in 0..<100 as Range<UInt64> {
      let queries = SplitBatch.random(seed: seed)
      let failed = queries.indices.count { queries.state(at: $0) == .failed }
      guard failed > 0 else { continue }
      for (columns, rows) in Self.sizes {
        let lines = Dashboard.matrix(queries, columns: columns, rows: rows).frame().lines
        #expect(
          lines.contains { $0.contains("F \(CountText.grouped(failed)) ") }, "\(seed) \(columns)")
      }
    }
  }

  @Test func `nothing is drawn outside its panel at any size`() {
    for columns in stride(from: 0, to: 140, by: 3) {
      for rows in [0, 1, 2, 5, 8, 9, 10, 12, 15, 24, 50] {
        let state = Dashboard.matrix(
          SplitBatch.pattern(.badAccountAndDay), columns: columns, rows: rows)
        let frame = state.frame()
        let corners = frame.cells.filter { ["╭", "╮", "╰", "╯"].contains($0.glyph) }
        #expect(corners.count == (state.matrix?.grid?.layout.hasBorder == true ? 4 : 0))
      }
    }
  }
}
