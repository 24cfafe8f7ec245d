import FoundationEssentials
import QueryCore
import ResultTables
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Moving in the rows") struct RowsMovementTests {
  @Test func `G asks for one page and shows the last row, g comes back`() {
    var state = Dashboard.showing()
    let effects = state.apply(.keyPressed(.character("G")))
    #expect(effects.count == 1)
    #expect(state.results?.row == 999_999)
    state.serve(effects)
    #expect(state.frame().lines.contains { $0.contains("1,000,000  2026-09") })
    state.browse("g")
    #expect(state.results?.row == 0)
  }

  @Test func `a number and G, or Enter, go to that row`() {
    for key in [KeyPress.character("G"), .enter] {
      var state = Dashboard.showing()
      state.browse("1234")
      #expect(state.frame().lines.contains { $0.contains("to row 1234") })
      state.browse([key])
      #expect(state.results?.row == 1_233)
      #expect(state.results?.depth == .grid)
    }
  }

  @Test(arguments: [ResultAccess.random, .chained])
  func `G pressed before the first page goes to the end when it has come`(access: ResultAccess) {
    let result = SampleResult(rows: 3_500)
    var state = Dashboard.showing(result)
    state.browse("q", result)
    state.press("oG")
    state.serve(state.apply(.resultEvent(SampleResult.target, .opened(access))), from: result)
    #expect(state.results?.row == 3_499 && state.results?.destination == nil)
  }

  @Test func `a number beyond all numbers goes to the last row`() {
    var state = Dashboard.showing()
    state.browse(String(repeating: "9", count: 40) + "G")
    #expect(state.results?.row == 999_999)
  }

  @Test func `rows that arrive never move the cursor`() {
    var state = Dashboard.showing()
    state.browse("500")
    _ = state.apply(.keyPressed(.character("G")))
    let before = state.results?.row
    let effects = state.apply(.keyPressed(.pageDown))
    let row = state.results?.row
    state.serve(effects)
    #expect(before == 499 && state.results?.row == row)
  }

  @Test func `a chain is walked to its end, and any key stops the walk`() {
    var state = Dashboard.showing(SampleResult(rows: 5_500), access: .chained)
    let effects = state.apply(.keyPressed(.character("G")))
    #expect(state.frame().lines.contains { $0.contains("going to the end: any key stops") })
    for key in [KeyPress.escape, .character("k"), .character("7"), .function(1)] {
      var stopped = state
      _ = stopped.apply(.keyPressed(key))
      #expect(stopped.results?.destination == nil, "\(key)")
      #expect(stopped.results?.target == SampleResult.target)
    }
    state.serve(effects, from: SampleResult(rows: 5_500))
    #expect(state.results?.row == 5_499)
    #expect(state.results?.destination == nil)
  }

  @Test func `the cursor's column is always wholly in view`() {
    for columns in [20, 45, 80, 120, 200] {
      for isFrozen in [false, true] {
        var state = Dashboard.showing(columns: columns, rows: 24)
        if isFrozen { state.browse("!") }
        for key in "$hhhh0llllllllllhhhhhhhh$0" {
          state.browse(String(key))
          guard let results = state.results else { continue }
          let room = results.geometry(in: state.facts.area).columns.width
          let span = results.columns.spans(width: room).first { $0.column == results.column }
          let width = results.columns.measures[results.column].width
          let frozen = results.columns.frozenWidth(room)
          let isFirst = results.column == 0 && isFrozen
          let left = isFirst ? frozen : isFrozen ? room - frozen - GridColumns.gap : room
          #expect(span?.width == min(width, left), "\(columns) \(key)")
        }
      }
    }
  }

  @Test func `0 scrolls back to the first column, frozen or not`() {
    for keys in ["$0", "f$0"] {
      var state = Dashboard.showing(columns: 80, rows: 24)
      state.browse(keys)
      let spans = state.results?.columns.spans(width: 70) ?? []
      #expect(spans.prefix(2).map(\.column) == [0, 1])
    }
  }

  @Test func `hidden columns are stepped over, and the last one cannot be hidden`() {
    var state = Dashboard.showing()
    state.browse("l-")
    #expect(state.results?.column == 2)
    state.browse("h")
    #expect(state.results?.column == 0)
    state.browse(String(repeating: "-", count: 30))
    #expect(state.results?.columns.shown.count == 1)
    state.browse("+")
    #expect(state.results?.columns.shown.count == SampleResult.names.count)
  }

  @Test func `a wider column is wider and a narrower one never vanishes`() {
    var state = Dashboard.showing()
    let width = state.results?.columns.measures[0].width ?? 0
    state.browse(">")
    #expect(state.results?.columns.measures[0].width == width + 2)
    state.browse(String(repeating: "<", count: 100))
    #expect(state.results?.columns.measures[0].width == ColumnMeasure.least)
    state.browse(">")
    #expect(state.results?.columns.measures[0].width == ColumnMeasure.least + 2)
  }

  @Test func `widths only grow while pages come`() {
    var state = Dashboard.showing()
    let before = state.results?.columns.measures.map(\.width) ?? []
    state.browse("G")
    let after = state.results?.columns.measures.map(\.width) ?? []
    #expect(zip(before, after).allSatisfy { $0 <= $1 })
  }

  @Test func `a line down changes two lines and the title, not more`() {
    var state = Dashboard.showing(columns: 120, rows: 36)
    let before = state.frame()
    state.browse("j")
    let after = state.frame()
    let changed = (0..<36).filter { row in
      (0..<120).contains { before[$0, row] != after[$0, row] }
    }
    #expect(changed == [1, 3, 4])
  }

  @Test func `Enter goes in to the row, then to the cell, Esc comes out again`() {
    var state = Dashboard.showing()
    state.browse([.character("j"), .enter])
    #expect(state.results?.depth == .record)
    state.browse([.down, .enter])
    #expect(state.results?.depth == .cell && state.results?.column == 1)
    state.browse([.escape])
    #expect(state.results?.depth == .record)
    state.browse([.right, .escape])
    #expect(state.results?.depth == .grid && state.results?.row == 2)
  }

  @Test func `a page that did not come is asked for again on r`() throws {
    var state = Dashboard.showing()
    let effects = state.apply(.keyPressed(.character("G")))
    guard case .results(let target, .load(let requests)) = try #require(effects.first) else {
      return
    }
    _ = state.apply(.resultEvent(target, .failed(requests[0], .timedOut)))
    #expect(state.frame().lines.contains { $0.contains("press r to retry") })
    #expect(state.apply(.keyPressed(.character("r"))) == [.results(target, .load(requests))])
  }

  @Test func `rows that have expired are said to have, and those loaded stay`() throws {
    var state = Dashboard.showing()
    let effects = state.apply(.keyPressed(.character("G")))
    guard case .results(let target, .load(let requests)) = try #require(effects.first) else {
      return
    }
    _ = state.apply(.resultEvent(target, .failed(requests[0], .noResult(QueryFailure()))))
    #expect(state.frame().lines.contains { $0.contains("what is loaded can still be read") })
    #expect(state.apply(.keyPressed(.character("g"))) == [])
    #expect(state.frame().lines.contains { $0.contains("100-200-3000") })
    #expect(!state.frame().lines.contains { $0.contains("what is loaded can still be read") })
  }
}
