import FoundationEssentials
import QueryCore
import ResultTables
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The rows look as recorded") struct RowsGoldenTests {
  static let sizes = [(20, 5), (80, 24), (120, 36), (200, 60)]

  @Test(arguments: sizes) func `the grid`(columns: Int, rows: Int) throws {
    var state = Dashboard.showing(columns: columns, rows: rows)
    state.browse("jjjlll")
    try expectGolden(state.frame(), "rows-\(columns)x\(rows)")
  }

  @Test func `the grid in ASCII`() throws {
    var state = Dashboard.showing(glyphs: .ascii)
    state.browse("jllll")
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "rows-ascii-80x24")
  }

  @Test func `the end of a million rows, the last column, the first one frozen`() throws {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("!G$")
    try expectGolden(state.frame(), "rows-end-120x36")
  }

  @Test func `pages under way`() throws {
    var state = Dashboard.showing(columns: 80, rows: 24)
    _ = state.apply(.keyPressed(.character("G")))
    try expectGolden(state.frame(), "rows-loading-80x24")
  }

  @Test func `a page that did not come`() throws {
    var state = Dashboard.showing(columns: 80, rows: 24)
    let effects = state.apply(.keyPressed(.character("G")))
    guard case .results(let target, .load(let requests)) = try #require(effects.first) else {
      return
    }
    _ = state.apply(.resultEvent(target, .failed(try #require(requests.first), .timedOut)))
    try expectGolden(state.frame(), "rows-failed-80x24")
  }

  @Test func `one row`() throws {
    var state = Dashboard.showing(columns: 80, rows: 24)
    state.browse("jjjll")
    state.browse([.enter])
    try expectGolden(state.frame(), "record-80x24")
  }

  @Test func `one cell, laid out`() throws {
    var state = Dashboard.showing(columns: 80, rows: 24)
    state.browse("lllllllv")
    try expectGolden(state.frame(), "cell-80x24")
  }

  @Test func `a text found`() throws {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("/größen")
    state.browse([.enter])
    try expectGolden(state.frame(), "rows-found-120x36")
  }

  @Test func `a search through all rows`() throws {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("/größen")
    state.browse([.enter, .character("A")])
    let report = ResultSearchReport(
      needle: "größen", rowsRead: 340_000, totalRows: 1_000_000, newRows: [1, 5, 9])
    _ = state.apply(.resultEvent(SampleResult.target, .searched(report)))
    try expectGolden(state.frame(), "rows-searching-120x36")
  }

  @Test(arguments: [(80, 24), (200, 60)])
  func `a column described`(columns: Int, rows: Int) throws {
    var state = Dashboard.showing(columns: columns, rows: rows)
    state.browse("lllll#")
    try expectGolden(state.frame(), "statistics-\(columns)x\(rows)")
  }

  @Test func `an export being asked for, and under way`() throws {
    var state = Dashboard.showing(columns: 80, rows: 24)
    state.browse("e")
    try expectGolden(state.frame(), "export-asked-80x24")
    state.browse([.enter])
    let report = ResultExportReport.writing(
      rows: 250_000, totalRows: 1_000_000, elapsed: .seconds(3))
    _ = state.apply(.resultEvent(SampleResult.target, .exported(report)))
    try expectGolden(state.frame(), "export-80x24")
  }
}
