import QueryCore
import ResultTables
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("All rows sorted, filtered and counted") struct RowsKeptTests {
  private static let target = SampleResult.target
  private static let few = SampleResult(rows: 5_000)
  private static let clicks = ResultColumn(name: "Clicks")
  private static let columns = SampleResult.names.map { ResultColumn(name: $0) }

  private func showing(_ keys: String, _ result: SampleResult = few) -> Dashboard {
    var state = Dashboard.showing(result, columns: 120, rows: 36)
    state.browse(keys, result)
    return state
  }

  private func has(_ state: Dashboard, _ text: String) -> Bool {
    state.frame().lines.contains { $0.contains(text) }
  }

  private func press(_ state: inout Dashboard, _ key: KeyPress) -> [Effect] {
    state.apply(.keyPressed(key))
  }

  private static let rising = ResultArrangement(sort: ResultSort(clicks))
  private static let falling = ResultArrangement(sort: ResultSort(clicks, isDescending: true))

  /// All rows by their clicks, the greatest first.
  private var sorted: Dashboard {
    var state = showing("lllSA")
    _ = state.keep()
    _ = state.arrange(Self.falling)
    return state
  }

  // MARK: Reading and sorting

  @Test func `A in sorted rows reads all of them once, and shows them in order`() {
    var state = showing("lllS")
    #expect(has(state, "row 1 of 1,000 loaded · by Clicks ▼"))
    #expect(has(state, "sorted: the 1,000 rows loaded of 5,000; A sorts all, Esc goes back"))
    #expect(press(&state, "A") == [.results(Self.target, .keep(Self.columns))])
    #expect(has(state, "reading all rows to sort them"))
    #expect(state.keep() == [.results(Self.target, .arrange(Self.falling))])
    #expect(has(state, "sorting all rows") && has(state, "row 1 of 1,000 loaded"))
    let effects = state.arrange(Self.falling)
    #expect(effects.count == 1)
    #expect(has(state, "row 1 of all 5,000 · by Clicks ▼"))
    #expect(has(state, "sorted: all 5,000 rows; Esc goes back"))
    let most = (0..<5_000).map { $0 * 37 % 9973 }.max() ?? 0
    #expect(state.results?.state(of: 0).text(3) == "\(most)")
    #expect(state.results?.columns.measures.count == 14)
  }

  @Test func `while all rows are read the loaded ones stay in use`() {
    var state = showing("lllSA")
    var report = ResultKeepReport(totalRows: 5_000)
    (report.rowsRead, report.byteCount) = (3_000, 5 << 20)
    _ = state.apply(.resultEvent(Self.target, .keeping(report)))
    #expect(has(state, "3,000 of 5,000 rows · 5 MiB on disk · Esc stops"))
    state.browse("jjS", Self.few)
    #expect(has(state, "by Clicks ▲"))
    #expect(state.keep() == [.results(Self.target, .arrange(Self.rising))])
  }

  @Test func `Esc stops the reading, and what comes later changes nothing`() {
    var state = showing("lllSA")
    #expect(press(&state, .escape) == [.results(Self.target, .stopKeeping)])
    #expect(has(state, "row 1 of 1,000 loaded"))
    _ = state.apply(.resultEvent(Self.target, .keeping(ResultKeepReport(totalRows: 5_000))))
    #expect(!has(state, "reading all rows"))
    #expect(state.results?.arrangement == Self.falling)
  }

  @Test func `Esc stops the sorting of kept rows too`() {
    var state = showing("lllSA")
    _ = state.keep()
    #expect(press(&state, .escape) == [.results(Self.target, .stopArranging)])
    #expect(state.arrange(Self.falling).isEmpty)
    #expect(press(&state, "A") == [.results(Self.target, .arrange(Self.falling))])
  }

  @Test func `a reading that comes to nothing says why, and the loaded rows stay`() {
    var state = showing("lllSA")
    var report = ResultKeepReport(totalRows: 5_000)
    (report.trouble, report.isDone) = ("/var/tmp: the disk is full", true)
    _ = state.apply(.resultEvent(Self.target, .keeping(report)))
    #expect(has(state, "not all rows were arranged: /var/tmp: the disk is full"))
    #expect(has(state, "row 1 of 1,000 loaded"))
  }

  @Test func `much is asked about first, and any other key leaves it`() {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("lllS")
    #expect(press(&state, "A").isEmpty)
    #expect(has(state, "A again reads all 1,000,000 rows into a private file, about 2"))
    #expect(press(&state, .escape).isEmpty)
    #expect(state.results?.arrangement == Self.falling)
    #expect(press(&state, "A").isEmpty)
    #expect(press(&state, "j").isEmpty)
    #expect(press(&state, "A").isEmpty)
    #expect(press(&state, "A") == [.results(Self.target, .keep(Self.columns))])
  }

  @Test(arguments: [(3_000_001, "only 3,000,000 rows are sorted here"), (20_000_000, " GiB on")])
  func `too much is refused with what to do instead`(rows: Int, words: String) {
    var state = showing("lllS", SampleResult(rows: rows))
    #expect(press(&state, "A").isEmpty)
    #expect(has(state, words) || has(state, "GiB"))
    #expect(has(state, "press e to save all rows in a file, and sort that"))
    #expect(state.results?.kept.isBusy == false)
  }

  @Test func `where all rows are loaded there is nothing to read`() {
    var state = showing("lllS", SampleResult(rows: 800))
    #expect(has(state, "row 1 of all 800 · by Clicks ▼"))
    #expect(press(&state, "A").isEmpty)
    #expect(has(state, "these are all rows"))
  }

  // MARK: What is there then

  @Test func `once kept, rows are sorted and filtered without being asked for again`() {
    var state = sorted
    #expect(press(&state, "S") == [.results(Self.target, .arrange(Self.rising))])
    _ = state.arrange(Self.rising)
    #expect(has(state, "row 1 of all 5,000 · by Clicks ▲"))
    #expect(state.results?.beneath.count == 1)
    _ = press(&state, .escape)
    #expect(state.results?.arrangement == nil && state.results?.rowCount == 5_000)
    #expect(press(&state, "S") == [.results(Self.target, .arrange(Self.falling))])
  }

  @Test func `the grid holds no more than its share of the rows`() {
    var state = sorted
    for key in ["G", "g", "\u{04}"] + Array(repeating: "\u{04}", count: 60) {
      state.browse(key, Self.few)
    }
    #expect(state.results?.state(of: state.results?.row ?? 0).text(3) != nil)
    #expect(state.results?.window.map { $0.byteCount <= $0.byteLimit } == true)
  }

  @Test func `a page of another order is left out`() throws {
    var state = showing("lllSA")
    _ = state.keep()
    _ = state.arrange(Self.falling)
    let effects = press(&state, "G")
    guard case .results(_, .loadKept(let requests, let order)) = try #require(effects.first) else {
      Issue.record("no page was asked for")
      return
    }
    _ = press(&state, "S")
    _ = state.arrange(Self.rising)
    let before = state.frame().lines
    for request in requests {
      let answer = SampleResult.answer(request, in: order)
      _ = state.apply(.resultEvent(Self.target, .keptArrived(request, answer, in: order)))
    }
    #expect(state.frame().lines == before)
  }

  @Test func `the point finds the row under the cursor in the server's order`() {
    var state = sorted
    state.browse("jjj", Self.few)
    let cell = state.results?.state(of: 3).text(9)
    state.browse(".", Self.few)
    #expect(state.results?.arrangement == nil)
    #expect(state.results.map { $0.state(of: $0.row).text(9) } == cell)
  }

  @Test func `a search goes through all rows in their order`() {
    var state = sorted
    state.browse("/retargeting", Self.few)
    state.browse([.enter], Self.few)
    let order = state.results?.window?.order
    #expect(
      press(&state, "A") == [.results(Self.target, .search("retargeting", in: order))])
  }

  @Test func `a page that cannot be read from the disk says so`() throws {
    var state = sorted
    let effects = press(&state, "G")
    guard case .results(_, .loadKept(let requests, let order)) = try #require(effects.first) else {
      Issue.record("no page was asked for")
      return
    }
    for request in requests {
      let words = "/var/tmp: Input/output error"
      _ = state.apply(.resultEvent(Self.target, .keptFailed(request, words, in: order)))
    }
    #expect(has(state, "/var/tmp: Input/output error: press r to retry"))
    #expect(press(&state, "r") == [.results(Self.target, .loadKept(requests, in: order))])
  }

  // MARK: Counting

  @Test func `counting all of few rows keeps them, and Enter shows all with the value`() {
    var state = showing("llF")
    #expect(press(&state, "A") == [.results(Self.target, .keep(Self.columns))])
    let campaign = ResultColumn(name: "Campaign")
    let all = ResultArrangement()
    #expect(state.keep() == [.results(Self.target, .count(campaign, of: all))])
    var report = ResultCountReport(column: campaign, rowsRead: 5_000, totalRows: 5_000)
    var table = FrequencyTable()
    let page = ResultPage(names: ["Campaign"], rows: (0..<5_000).map { [SampleResult.row($0)[2]] })
    for row in 0..<5_000 { table.add(page, row: row, column: 0) }
    table.rank()
    (report.table, report.isDone) = (table, true)
    _ = state.apply(.resultEvent(Self.target, .counted(report)))
    #expect(has(state, "of all 5,000 rows"))
    let filter = ValueFilter(campaign, .string("Brand"))
    let brand = ResultArrangement(filters: [filter])
    #expect(press(&state, .enter) == [.results(Self.target, .arrange(brand))])
    #expect(has(state, "filtering all rows"))
    _ = state.arrange(brand)
    #expect(has(state, "row 1 of all 1,250 · Campaign = Brand"))
    #expect(has(state, "filtered: 1,250 rows of all 5,000; Esc goes back"))
  }

  @Test func `of many rows the values are only counted, and the title says what is shown`() {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("llF")
    let campaign = ResultColumn(name: "Campaign")
    #expect(
      press(&state, "A") == [.results(Self.target, .count(campaign, of: ResultArrangement()))])
    state.browse([.enter])
    #expect(has(state, "row 1 of 250 loaded · Campaign = "))
    #expect(has(state, "the 1,000 rows loaded of 1,000,000; A filters all"))
  }

  @Test func `Esc stops a reading that counting began, and A begins it again`() {
    var state = showing("llFA")
    #expect(press(&state, .escape) == [.results(Self.target, .stopKeeping)])
    #expect(has(state, "of 1,000 rows loaded"))
    #expect(press(&state, "A") == [.results(Self.target, .keep(Self.columns))])
  }

  @Test func `where the rows cannot be kept they are counted all the same`() {
    var state = showing("llFA")
    var report = ResultKeepReport(totalRows: 5_000)
    (report.trouble, report.isDone) = ("/var/tmp: the disk is full", true)
    let counting = ResultCommand.count(ResultColumn(name: "Campaign"), of: ResultArrangement())
    #expect(
      state.apply(.resultEvent(Self.target, .keeping(report)))
        == [.results(Self.target, counting)])
  }

  @Test func `of very many values the first are counted, and the rest of the rows is one line`() {
    var state = Dashboard.showing(columns: 120, rows: 36)
    state.browse("llllllllF")
    var report = ResultCountReport(
      column: ResultColumn(name: "Note"), rowsRead: 1_000_000, totalRows: 1_000_000)
    var table = FrequencyTable()
    let most = FrequencyTable.mostValues
    let page = ResultPage(names: ["Note"], rows: (0..<most + 7).map { [.number("\($0)")] })
    for row in 0..<page.rowCount { table.add(page, row: row, column: 0) }
    table.rank()
    (report.table, report.isDone) = (table, true)
    _ = press(&state, "A")
    _ = state.apply(.resultEvent(Self.target, .counted(report)))
    #expect(has(state, "Note · 100,000+ values") && has(state, "of all 100,007 rows"))
    #expect(
      has(
        state,
        "more than 100,000 values: those that came first are counted, and exactly; 7 rows have others"
      ))
    state.browse("G")
    #expect(has(state, "all other values") && has(state, "      7  "))
    #expect(press(&state, .enter).isEmpty)
    #expect(has(state, "these are many values: choose one of those above"))
    _ = state.apply(.resized(Size(columns: 40, rows: 20)))
    state.browse("g")
    #expect(has(state, "7 rows have other values"))
  }

  @Test func `of kept rows all values are counted at once`() {
    var state = sorted
    let counting = ResultCommand.count(Self.clicks, of: ResultArrangement())
    #expect(press(&state, "F") == [.results(Self.target, counting)])
  }
}

extension ResultRowState {
  fileprivate func text(_ column: Int) -> String? {
    if case .loaded(let row) = self { row.text(column) } else { nil }
  }
}
