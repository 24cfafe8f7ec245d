import FoundationEssentials
import QueryCore
import ResultTables
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Rows sorted, filtered and counted") struct RowsArrangedTests {
  private static let target = SampleResult.target

  /// The cursor on a column, by its place.
  private func showing(column: Int, columns: Int = 120, rows: Int = 36) -> Dashboard {
    var state = Dashboard.showing(columns: columns, rows: rows)
    state.browse(String(repeating: "l", count: column))
    return state
  }

  private func values(_ state: Dashboard, _ column: Int) -> [String] {
    guard let view = state.results else { return [] }
    return (0..<view.rowCount).compactMap {
      if case .loaded(let row) = view.state(of: $0) { row.text(column) } else { nil }
    }
  }

  private func has(_ state: Dashboard, _ text: String) -> Bool {
    state.frame().lines.contains { $0.contains(text) }
  }

  // MARK: Sorting

  @Test func `s sorts the loaded rows by the column, and says of which rows that is`() {
    var state = showing(column: 3)
    state.browse("s")
    let numbers = values(state, 3).compactMap { Int($0) }
    #expect(numbers.count == 1_000 && numbers == numbers.sorted())
    #expect(has(state, "row 1 of 1,000 loaded · by Clicks ▲"))
    #expect(has(state, "sorted: the 1,000 rows loaded of 1,000,000"))
    #expect(has(state, "Clicks▲"))
  }

  @Test func `s again sorts by the next column, S turns the order round`() {
    var state = showing(column: 3)
    state.browse("ssS")
    let numbers = values(state, 4).compactMap { Int($0) }
    #expect(numbers == numbers.sorted(by: >))
    #expect(state.results?.column == 4)
    #expect(state.results?.beneath.count == 1)
  }

  @Test func `Esc comes back to where one was, and the point keeps the row under the cursor`() {
    var state = showing(column: 3)
    state.browse("500Gs10Gs")
    state.browse([.escape])
    #expect(state.results?.row == 499 && state.results?.arrangement == nil)
    state.browse("s10G")
    let under = state.results?.window?.origin(of: 9)
    state.browse(".")
    #expect(state.results?.row == under && state.results?.arrangement == nil)
  }

  @Test func `a click on a header sorts, another turns the order round`() {
    var state = showing(column: 0)
    let place = (x: 14, y: 2)
    _ = state.apply(.mouseUsed(.pressed(x: place.x, y: place.y)))
    #expect(state.results?.arrangement?.sort?.column.name == "Date")
    _ = state.apply(.mouseUsed(.pressed(x: place.x, y: place.y)))
    #expect(state.results?.arrangement?.sort?.isDescending == true)
  }

  @Test func `F6 lists the columns, Enter sorts and Space hides`() {
    var state = showing(column: 3)
    state.browse([.function(6)])
    #expect(has(state, "Sort by") && has(state, "Impressions"))
    state.browse([" ", "j", .enter])
    #expect(state.results?.columns.hidden == [3])
    #expect(state.results?.arrangement?.sort?.column.name == "Impressions")
  }

  @Test func `pages that arrive meanwhile change nothing that is shown`() throws {
    var state = showing(column: 3)
    let effects = state.apply(.keyPressed(.character("G")))
    guard case .results(_, .load(let requests)) = try #require(effects.first) else { return }
    state.press("g")
    state.press("s")
    let before = state.frame().lines
    for request in requests {
      let answer = SampleResult().answer(request)
      _ = state.apply(.resultEvent(Self.target, .arrived(request, answer)))
    }
    #expect(state.frame().lines == before)
    state.browse([.escape])
    #expect(state.results.map { $0.window?.loadedRows.count } == 2)
  }

  @Test func `search goes through the rows as they stand, and copying takes the row there`() {
    var state = showing(column: 3)
    state.browse("S/retargeting")
    state.browse([.enter])
    let first = state.results?.row ?? -1
    state.browse("n")
    #expect(state.results.map { $0.row > first } == true)
    #expect(state.results?.search?.found == 250)
    let effects = state.apply(.keyPressed("y"))
    #expect(effects == [.copy("Retargeting | long tail, everything else we sell")])
  }

  @Test func `an export says that it has the server's order`() {
    var state = showing(column: 3)
    state.browse("se")
    let effects = state.apply(.keyPressed(.enter))
    #expect(effects.contains { if case .results(_, .export) = $0 { true } else { false } })
    #expect(has(state, "all rows are saved, in the server's order"))
  }

  // MARK: Counting

  @Test func `F counts the values of the loaded rows`() throws {
    var state = showing(column: 2)
    state.browse("F")
    let view = try #require(state.top as? FrequencyView)
    #expect(view.table.count == 4 && view.table.rows == 1_000)
    #expect(has(state, "Campaign · 4 values"))
    #expect(has(state, "of 1,000 rows loaded"))
    #expect(has(state, "25.0 %"))
  }

  @Test func `Enter shows just those rows, and Esc comes back to where one was`() {
    var state = showing(column: 2)
    state.browse("77GFj")
    state.browse([.enter])
    #expect(state.results?.rowCount == 250)
    #expect(values(state, 2).allSatisfy { $0 == values(state, 2).first })
    #expect(has(state, "row 1 of 250 loaded · Campaign = Retargeting"))
    state.browse([.escape])
    #expect(state.results?.row == 76 && state.results?.column == 2)
    #expect(state.results?.rowCount == 1_000_000)
  }

  @Test func `what is filtered can be sorted, counted and filtered again`() {
    var state = showing(column: 2)
    state.browse("F")
    state.browse([.enter])
    state.browse("ls")
    let numbers = values(state, 3).compactMap { Int($0) }
    #expect(numbers.count == 250 && numbers == numbers.sorted())
    state.browse("hhhF")
    state.browse([.enter])
    #expect(state.results?.arrangement?.filters.count == 2)
    state.browse([.escape])
    #expect(state.results?.arrangement?.filters.count == 1)
    #expect(state.results?.arrangement?.sort != nil)
    state.browse(".")
    #expect(state.results?.rowCount == 1_000_000)
  }

  @Test func `null, the empty text and missing are values of their own`() throws {
    var state = showing(column: 8)
    state.browse("F")
    let view = try #require(state.top as? FrequencyView)
    #expect((0..<2).map { view.table.value(at: $0).kind } == [.string, .missing])
    #expect(view.table.value(at: 0).text.isEmpty)
    state.browse([.enter])
    #expect(state.results?.rowCount == 200)
    #expect(has(state, "Note = \"\""))
  }

  @Test func `A counts all rows, and Esc stops that`() {
    var state = showing(column: 2)
    state.browse("F")
    let column = ResultColumn(name: "Campaign")
    let all = ResultArrangement()
    #expect(
      state.apply(.keyPressed("A")) == [.results(Self.target, .count(column, of: all))])
    var report = ResultCountReport(column: column, rowsRead: 340_000, totalRows: 1_000_000)
    _ = state.apply(.resultEvent(Self.target, .counted(report)))
    #expect(has(state, "340,000 of 1,000,000 rows"))
    #expect(state.apply(.keyPressed(.escape)) == [.results(Self.target, .stopCount)])
    report.isDone = true
    report.table = FrequencyTable()
    _ = state.apply(.resultEvent(Self.target, .counted(report)))
    #expect(has(state, "of 1,000 rows loaded"))
  }

  @Test
  func `counts of all rows take the place of those of the loaded, and the cursor its value's`() {
    var state = showing(column: 2)
    state.browse("FjA")
    var report = ResultCountReport(
      column: ResultColumn(name: "Campaign"), rowsRead: 4, totalRows: 4)
    let page = ResultPage(
      names: ["Campaign"],
      rows: ["x", "x", "y", "Retargeting | long tail, everything else we sell"].map {
        [.string($0)]
      })
    var table = FrequencyTable()
    for row in 0..<4 { table.add(page, row: row, column: 0) }
    table.rank()
    (report.table, report.isDone) = (table, true)
    _ = state.apply(.resultEvent(Self.target, .counted(report)))
    #expect(has(state, "of all 4 rows"))
    #expect((state.top as? FrequencyView)?.index == 1)
  }

  @Test func `gaps of a batch's table are not counted, and that is said`() throws {
    var state = Dashboard.showingBatch(columns: 120, rows: 36)
    state.browseBatch("F")
    let view = try #require(state.top as? FrequencyView)
    #expect(view.table.rows == view.table.count(at: 0) || view.table.count > 1)
    #expect(has(state, "50 gaps are not counted"))
    state.browseBatch([.enter])
    #expect(has(state, "without 50 gaps"))
    #expect(
      state.results.map { view in (0..<view.rowCount).allSatisfy { view.gap(atLine: $0) == nil } }
        == true)
  }
}
