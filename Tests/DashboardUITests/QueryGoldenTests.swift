import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("A query and its last answer look as recorded") struct QueryGoldenTests {
  static let sizes = [(40, 20), (80, 24), (120, 36), (200, 60)]
  static let small = [(40, 20), (80, 24)]

  @Test(arguments: sizes) func `a failed query of a batch`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("f")
    _ = state.apply(.keyPressed(.enter))
    state.press("j")
    try expectGolden(state.frame(), "query-\(columns)x\(rows)")
  }

  @Test(arguments: sizes) func `a query that runs by itself`(columns: Int, rows: Int) throws {
    let state = SampleQuery.dashboard(SampleQuery.running, columns: columns, rows: rows)
    try expectGolden(state.frame(), "query-running-\(columns)x\(rows)")
  }

  @Test(arguments: small) func `a failed query in ASCII, scrolled down`(columns: Int, rows: Int)
    throws
  {
    var state = SampleQuery.dashboard(
      SampleQuery.failed, columns: columns, rows: rows, glyphs: .ascii)
    state.press("jjjjjj")
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "query-ascii-\(columns)x\(rows)")
  }

  @Test(arguments: sizes) func `the last answer`(columns: Int, rows: Int) throws {
    var state = SampleQuery.dashboard(SampleQuery.running, columns: columns, rows: rows)
    state.press("v")
    try expectGolden(state.frame(), "answer-\(columns)x\(rows)")
  }

  @Test(arguments: small) func `the last answer in ASCII, searched`(columns: Int, rows: Int) throws
  {
    var state = SampleQuery.dashboard(
      SampleQuery.running, columns: columns, rows: rows, glyphs: .ascii)
    state.press("v/null")
    _ = state.apply(.keyPressed(.enter))
    try expectGolden(state.frame(), "answer-ascii-\(columns)x\(rows)")
  }

  /// Without colours what matters stands in glyphs, words and attributes that every terminal has.
  @Test(arguments: small) func `nothing is told by colour alone`(columns: Int, rows: Int) throws {
    let state = SampleQuery.dashboard(SampleQuery.failed, columns: columns, rows: rows)
    let frame = state.frame()
    #expect(frame.lines.contains { $0.contains("✗ failed") })
    #expect(frame.cells.contains { $0.style.emphasis.contains(.selected) })
    #expect(frame.lines.contains { $0.contains("┃") })
  }
}
