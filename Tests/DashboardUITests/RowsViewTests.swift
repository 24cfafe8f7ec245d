import FoundationEssentials
import QueryCore
import ResultTables
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Opening the rows of a query") struct RowsViewTests {
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
        $0.contains("query_238 has no rows to show: its state is failed")
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
    #expect(state.frame().lines.contains { $0.contains("1,000,000  o shows them") })
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

@Suite("The title over rows") struct TitleOverRowsTests {
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

@Suite("Any row") struct AnyRowTests {
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
