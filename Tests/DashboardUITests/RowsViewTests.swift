import FoundationEssentials
import QueryCore
import ResultTables
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite struct `Opening the rows of a query` {
  @Test func `asks how they can be had, then for the first page`() {
    var state = Dashboard.watching()
    state.press("/succeeded")
    _ = state.apply(.keyPressed(.enter))
    let id = state.batch?.queries.selected ?? state.visible.ids[0]
    let target = sampleTarget("supermetrics:query/\(id)")
    #expect(state.apply(.keyPressed(.character("o"))) == [.results(target, .open)])
    #expect((state.top as? RowsView)?.target == target)
    #expect(
      state.apply(.resultEvent(target, .opened(.random)))
        == [.results(target, .load([.rows(first: 0, count: 1_000)]))])
  }

  @Test func `says why there are none where the query failed`() {
    var state = Dashboard.watching()
    #expect(state.apply(.keyPressed(.character("o"))) == [])
    #expect(state.batch?.target == SampleBatch.target)
    #expect(
      state.frame().lines.contains {
        $0.contains("query_8 has no rows to show: its state is failed")
      })
    state.press("j")
    #expect(!state.frame().lines.contains { $0.contains("no rows to show") })
  }

  @Test func `Enter in a query that succeeded does the same`() {
    var state = Dashboard.showing()
    state.browse([.escape])
    #expect(
      state.apply(.keyPressed(.enter)) == [.results(SampleResult.target, .open)])
  }

  @Test func `is told of where their number stands`() {
    var state = Dashboard.showing()
    state.browse([.escape])
    #expect(state.frame().lines.contains { $0.contains("1,000,000 rows, o shows them") })
  }

  @Test func `leaving it ends what it asked for`() {
    var state = Dashboard.showing()
    #expect(
      state.apply(.keyPressed(.escape)) == [.results(SampleResult.target, .close)])
    #expect(state.results == nil)
    let late = ResultEvent.arrived(
      .rows(first: 0, count: 1_000), SampleResult().answer(.rows(first: 0, count: 1_000)))
    #expect(state.apply(.resultEvent(SampleResult.target, late)) == [])
  }

  @Test func `a refusal is said, and r asks again`() {
    var state = Dashboard.showing()
    state.browse("q")
    state.press("o")
    _ = state.apply(.resultEvent(SampleResult.target, .refused("no key for supermetrics")))
    #expect(state.frame().lines.contains { $0.contains("no key for supermetrics") })
    #expect(
      state.apply(.keyPressed(.character("r"))) == [.results(SampleResult.target, .open)])
  }
}

@Suite struct `Moving in the rows` {
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
        if isFrozen { state.browse("f") }
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
    #expect(state.frame().lines.contains { $0.contains("press r to ask again") })
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

@Suite struct `The title over rows` {
  @Test func `counts down to the moment the provider throws them away, by minutes`() {
    var state = Dashboard.showing()
    state.browse("q")
    state.press("o")
    _ = state.apply(.resultEvent(SampleResult.target, .opened(.whole)))
    var answer = ResultPageAnswer(ResultPage(names: ["a"], rows: [[.number("1")]]))
    answer.expiresAt = SampleBatch.now.addingTimeInterval(2_550)
    _ = state.apply(.resultEvent(SampleResult.target, .arrived(.whole, answer)))
    #expect(state.frame().lines[0].contains("ready, expires in 42m"))
    let before = state.frame()
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(1)))
    #expect(state.frame() == before)
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(2_500)))
    #expect(state.frame().lines[0].contains("expires in 50s"))
  }

  @Test func `says loading for rows in view only`() {
    var state = Dashboard.showing()
    state.browse("600")
    let effects = state.apply(.keyPressed(.character("G")))
    #expect(effects.count == 1)
    #expect(state.frame().lines[0].contains("ready"))
    _ = state.apply(.keyPressed(.character("G")))
    #expect(state.frame().lines[0].contains("loading"))
  }

  @Test func `names the view on top however narrow the screen is`() {
    for columns in 40...120 {
      let state = Dashboard.showing(columns: columns, rows: 24)
      #expect(state.frame().lines[0].contains("› rows"), "\(columns)")
    }
  }

  @Test func `names the query where the rows were opened from its batch`() throws {
    var state = Dashboard.watching(columns: 120, rows: 36)
    state.press("/succeeded")
    _ = state.apply(.keyPressed(.enter))
    state.press("o")
    #expect(state.frame().lines[0].contains(" rows "))
    #expect(state.frame().lines[0].contains("› query_"))
  }

  @Test func `says that more rows may come where nobody knows their number`() {
    let state = Dashboard.showing(SampleResult(rows: 5_500), access: .chained)
    #expect(state.frame().lines[1].contains("row 1 of 1,000+ · column 1 of 14 Date"))
  }
}

@Suite struct `Any row` {
  @Test func `draws at every size and depth without leaving the frame or a box open`() {
    let sizes = [(0, 0), (1, 1), (2, 2), (5, 3), (20, 5), (39, 7), (40, 7), (60, 15), (300, 100)]
    for (columns, rows) in sizes {
      for keys in ["", "G", "v", "\n", "\n\n", "$#", "/x\nA", "e"] {
        var state = Dashboard.showing(columns: columns, rows: rows)
        state.browse(keys.map { $0 == "\n" ? .enter : .character($0) })
        #expect(state.frame().lines.count == rows)
      }
    }
  }

  @Test func `of hostile text cannot steer the terminal`() {
    let nasty =
      "\u{1B}]52;c;eA==\u{7}\u{202E}\r\n\u{0}\u{9B}2J" + String(repeating: "\u{301}", count: 9_000)
    let page = ResultPage(
      names: [nasty, ""], rows: (0..<50).map { _ in [.string(nasty), .nested(nasty)] })
    for keys in ["", "v", "\n", "\n\n"] {
      var state = Dashboard.showing()
      state.browse("q")
      state.press("o")
      _ = state.apply(.resultEvent(SampleResult.target, .opened(.whole)))
      _ = state.apply(
        .resultEvent(SampleResult.target, .arrived(.whole, ResultPageAnswer(page))))
      state.browse(keys.map { $0 == "\n" ? .enter : .character($0) })
      let text = state.frame().lines.joined()
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{9B}" })
    }
  }

  @Test func `without columns is drawn as well`() {
    var state = Dashboard.showing()
    state.browse("q")
    state.press("o")
    _ = state.apply(.resultEvent(SampleResult.target, .opened(.whole)))
    let page = ResultPage(names: [], rows: [[], []])
    _ = state.apply(.resultEvent(SampleResult.target, .arrived(.whole, ResultPageAnswer(page))))
    state.browse([.enter, .enter, .escape, .character("$"), .character("-"), .character("y")])
    #expect(state.frame().lines.count == 24)
  }
}
