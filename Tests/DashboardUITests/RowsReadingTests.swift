import FoundationEssentials
import QueryCore
import ResultTables
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Searching the rows") struct RowsReadingTests {
  private func searched(_ text: String) -> Dashboard {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("/" + text)
    state.browse([.enter])
    return state
  }

  @Test func `goes to the first cell that holds the text, in any case`() {
    let state = searched("BRAND")
    #expect(state.results?.row == 0 && state.results?.column == 2)
    #expect(state.results?.search?.found == 250)
  }

  @Test func `n and N go through the cells, and round`() {
    var state = searched("line 2")
    #expect(state.results?.row == 2 && state.results?.column == 8)
    state.browse("n")
    #expect(state.results?.row == 22)
    state.browse("NN")
    #expect(state.results.map { $0.row > 200 } == true)
  }

  @Test func `nothing found is said`() {
    let state = searched("no such thing")
    #expect(state.frame().lines.contains { $0.contains("in none of 1,000 rows read") })
  }

  @Test func `pages that come later are looked through, each once`() {
    var state = searched("brand")
    state.browse("3000G")
    #expect(
      state.results?.search.map { $0.rowsRead >= 2_000 && $0.found == $0.rowsRead / 4 } == true)
    let read = state.results?.search?.rowsRead
    state.browse("g3000G")
    #expect(state.results?.search?.rowsRead == read)
  }

  @Test func `A reads all rows, and Esc stops it`() {
    var state = searched("brand")
    let target = SampleResult.target
    #expect(
      state.apply(.keyPressed(.character("A"))) == [.results(target, .search("brand"))])
    var report = ResultSearchReport(
      needle: "brand", rowsRead: 340_000, totalRows: 1_000_000, newRows: [0, 4, 300_000])
    _ = state.apply(.resultEvent(target, .searched(report)))
    #expect(state.frame().lines.contains { $0.contains("340,000 of 1,000,000 rows") })
    #expect(state.apply(.keyPressed(.escape)) == [.results(target, .stopSearch)])
    report.newRows = [400_000]
    _ = state.apply(.resultEvent(target, .searched(report)))
    #expect(state.results?.search?.found == 3)
    state.browse("N")
    #expect(state.results?.row == 300_000)
  }

  @Test(arguments: [ResultAccess.random, .chained])
  func `a hit in a row that has not come is gone to, and found when it comes`(
    access: ResultAccess
  ) {
    let result = SampleResult(rows: 5_500)
    var state = Dashboard.showing(result, access: access, columns: 120, rows: 36)
    state.browse("/brand", result)
    state.browse([.enter, .character("A")], result)
    let report = ResultSearchReport(
      needle: "brand", rowsRead: 5_500, totalRows: 5_500, newRows: [4_404], isDone: true)
    _ = state.apply(.resultEvent(SampleResult.target, .searched(report)))
    state.browse("0$n", result)
    #expect(state.results?.row == 4_404 && state.results?.column == 2)
    #expect(state.results?.destination == nil && state.results?.seeksHit == nil)
  }

  @Test func `A reads nothing where all rows have been looked through`() {
    let result = SampleResult(rows: 37)
    var state = Dashboard.showing(result)
    state.browse("/brand", result)
    state.browse([.enter], result)
    #expect(state.apply(.keyPressed(.character("A"))) == [])
    #expect(state.frame().lines.contains { $0.contains("all 37 rows have been read") })
  }

  @Test func `Esc forgets the text before it leaves`() {
    var state = searched("brand")
    #expect(state.apply(.keyPressed(.escape)) == [])
    #expect(state.results != nil && state.results?.search == nil)
  }
}

@Suite("Describing a column") struct DescribingColumnTests {
  @Test func `is at once for the loaded rows, and for all rows on A`() {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("lll#")
    let lines = state.frame().lines
    #expect(lines.contains { $0.contains("Statistics · Clicks") })
    #expect(lines.contains { $0.contains("of 1,000 rows loaded, A reads all") })
    let column = ResultColumn(name: "Clicks")
    #expect(
      state.apply(.keyPressed(.character("A")))
        == [.results(SampleResult.target, .summarize(column))])
    var statistics = ColumnStatistics()
    statistics.add(
      ResultPage(names: ["Clicks"], rows: [[.number("1")], [.number("2.50")]]), column: 0)
    let report = ResultSummaryReport(
      column: column, statistics: statistics, totalRows: 2, isDone: true)
    _ = state.apply(.resultEvent(SampleResult.target, .summarized(report)))
    let after = state.frame().lines
    #expect(after.contains { $0.contains("of all 2 rows") })
    #expect(after.contains { $0.contains("sum        3.50") })
  }

  @Test func `has a line where there is no room for a panel`() {
    var state = Dashboard.showing(columns: 120, rows: 12)
    state.browse("lll#")
    #expect(state.frame().lines.contains { $0.contains("values 1,000, distinct 1,000") })
  }

  @Test func `ends on the same key, on Esc, and stops what reads for it`() {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("##")
    #expect(state.results?.summary == nil)
    state.browse("#A")
    #expect(
      state.apply(.keyPressed(.escape)) == [.results(SampleResult.target, .stopSummary)])
    state.browse([.escape])
    #expect(state.results?.summary == nil && state.results != nil)
  }
}

@Suite("Copying and saving rows") struct CopyingAndSavingRowsTests {
  @Test func `y copies the cell as it came`() {
    var state = Dashboard.showing()
    state.browse("jjllllllll")
    #expect(state.apply(.keyPressed(.character("y"))) == [.copy("line one\nline 2")])
  }

  @Test func `Y copies the columns shown, tab-separated, as a spreadsheet reads them`() {
    var state = Dashboard.showing()
    state.browse("jj")
    for _ in 0..<8 { state.browse("-") }
    #expect(
      state.apply(.keyPressed(.character("Y")))
        == [.copy("\"line one\nline 2\"\t-2.5\tEUR\tGroup 2\t\u{1B}[31mkeyword\t0.02")])
  }

  @Test func `C copies the loaded rows of the column`() {
    var state = Dashboard.showing(SampleResult(rows: 3))
    state.browse("lll")
    #expect(state.apply(.keyPressed(.character("C"))) == [.copy("0\n37\n74\n")])
  }

  @Test func `a cell without text is not copied`() {
    var state = Dashboard.showing()
    state.browse("llllllll")
    #expect(state.apply(.keyPressed(.character("y"))) == [])
    #expect(state.frame().lines.contains { $0.contains("no text to copy") })
  }

  @Test func `a row that has not come is not copied`() {
    var state = Dashboard.showing()
    _ = state.apply(.keyPressed(.character("G")))
    #expect(state.apply(.keyPressed(.character("y"))) == [])
    #expect(state.frame().lines.contains { $0.contains("nothing to copy") })
  }

  @Test func `a copy says what is known of it, and what to do where it does not arrive`() {
    let ways: [(ClipboardRoute.Receiver, String)] = [
      (.tmux, "sent to tmux; if it does not arrive: set -s set-clipboard on"),
      (.screen, "sent to screen; if it does not arrive: "),
      (.terminal, "sent to the terminal; if it does not arrive: "),
    ]
    for (receiver, words) in ways {
      let route = ClipboardRoute(receiver: receiver, mostBytes: 10)
      #expect(route.sentence("cell (3 bytes)").hasPrefix("cell (3 bytes) \(words)"))
    }
  }

  @Test func `more than the way to the clipboard takes is not said to be copied`() {
    var state = Dashboard.showing(
      SampleResult(rows: 3), clipboard: ClipboardRoute(receiver: .tmux, mostBytes: 4))
    state.browse("lll")
    #expect(state.apply(.keyPressed(.character("C"))) == [.copy("0\n")])
    #expect(state.apply(.keyPressed(.character("Y"))) == [])
    #expect(state.frame().lines.contains { $0.contains("no more than 4 bytes can be copied") })
  }

  @Test
  func `a name that promises what is not written is refused, one that says another format has it`()
  {
    var state = Dashboard.showing()
    state.browse(
      [.character("e"), .control("u")] + "r.xlsx".map { .character($0) } + [.enter])
    #expect(state.frame().lines.contains { $0.contains(".xlsx is not written") })
    state.browse([.character("e"), .control("u")] + "r.jsonl".map { .character($0) })
    let export = ResultExport(format: .ndjson, path: "r.jsonl")
    #expect(
      state.apply(.keyPressed(.enter)) == [.results(SampleResult.target, .export(export))])
  }

  @Test func `e proposes a name, Tab changes the format, Enter saves`() {
    var state = Dashboard.showing()
    state.browse([.character("e"), .tab, .tab])
    let export = ResultExport(
      format: .json, path: "supermetrics-\(SampleResult.target.id).json")
    #expect(
      state.apply(.keyPressed(.enter)) == [.results(SampleResult.target, .export(export))])
  }

  @Test func `an export outlives the view, and its end is said wherever one is`() {
    var state = Dashboard.showing()
    state.browse([.character("e"), .enter, .character("q")])
    #expect(state.results == nil)
    let news = ResultExportReport.writing(
      rows: 250_000, totalRows: 1_000_000, elapsed: .seconds(5))
    _ = state.apply(.resultEvent(SampleResult.target, .exported(news)))
    #expect(state.frame().lines.contains { $0.contains("250,000 of 1,000,000 rows") })
    _ = state.apply(
      .resultEvent(
        SampleResult.target,
        .exported(.saved(rows: 1_000_000, bytes: 1 << 20, elapsed: .seconds(20)))))
    #expect(state.frame().lines.contains { $0.contains("1,000,000 rows saved in") })
  }

  @Test func `an export of answers that were no text says so`() {
    var state = Dashboard.showing()
    state.browse([.character("e"), .enter])
    let saved = ResultExportReport.saved(
      rows: 2, bytes: 9, elapsed: .seconds(1), mended: "1 place was not text")
    _ = state.apply(.resultEvent(SampleResult.target, .exported(saved)))
    #expect(
      state.frame().lines.contains { $0.contains("2 rows saved, not all of them as text: 1 place") }
    )
  }

  @Test func `Esc stops an export, and the view stays`() {
    var state = Dashboard.showing()
    state.browse([.character("e"), .enter])
    #expect(
      state.apply(.keyPressed(.escape)) == [.results(SampleResult.target, .stopExport)])
    #expect(state.results != nil)
    #expect(state.apply(.keyPressed(.escape)) == [.results(SampleResult.target, .close)])
  }
}

@Suite("A nested value laid out") struct NestedValueLaidOutTests {
  @Test func `has a line for each member, and empty ones stay together`() {
    #expect(
      JSONOutline.text(of: #"{"a":[1,{"b":"x, {y}\""}],"c":{},"d":[]}"#)
        == "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x, {y}\\\"\"\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}"
    )
  }

  @Test func `loses nothing of what is not JSON`() {
    for text in ["", "]]]]", "{{{{", "\"abc", "{\"a", "\\\"", "[1,2"] {
      let kept = JSONOutline.text(of: text).filter { $0 != "\n" && $0 != " " }
      #expect(kept == text)
    }
  }
}
