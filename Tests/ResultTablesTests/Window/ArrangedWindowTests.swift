import QueryCore
import Testing

@testable import ResultTables

struct ArrangedWindowTests {
  private static let names = ["n", "text"]

  /// A window in which the rows 0 to 9 and 20 to 24 are loaded.
  private var window: ResultWindow {
    var window = ResultWindow(access: .random, pageRows: 10)
    for rows in [0..<10, 20..<25] {
      for request in window.show(rows) {
        guard case .rows(let first, let count) = request else { continue }
        let page = ResultPage(
          names: Self.names,
          rows: (first..<min(first + count, 100)).map {
            [.number("\(($0 * 7) % 10)"), $0 % 3 == 0 ? .null : .string("t\($0 % 3)")]
          })
        window.receive(ResultPageAnswer(page, totalRows: 100), for: request)
      }
    }
    return window
  }

  private func texts(_ window: ResultWindow, _ column: Int) -> [String] {
    (0..<window.rowCount).compactMap {
      if case .loaded(let row) = window.row($0) { row.text(column) } else { nil }
    }
  }

  private let number = ResultColumn(name: "n")
  private let text = ResultColumn(name: "text")

  @Test func `the loaded rows are in order, and remember where they came from`() throws {
    let window = window
    let sorted = window.arranged(by: ResultArrangement(sort: ResultSort(number)))
    #expect(sorted.rowCount == window.loadedRows.joined().count)
    #expect(texts(sorted, 0) == texts(sorted, 0).sorted())
    let first = try #require(sorted.origin(of: 0))
    #expect(window.row(first) == sorted.row(0))
    #expect(sorted.isEndKnown && sorted.isViewLoaded)
  }

  @Test func `it asks for nothing, whatever is shown`() {
    var sorted = window.arranged(by: ResultArrangement(sort: ResultSort(number)))
    #expect(sorted.show(0..<50).isEmpty)
    #expect(sorted.failureInView == nil && sorted.isViewLoaded)
  }

  @Test func `rows that pass all filters are there, in the server's order`() {
    let filters = [ValueFilter(text, .null), ValueFilter(number, .number("1"))]
    let one = window.arranged(by: ResultArrangement(filters: [filters[0]]))
    #expect(texts(one, 1).allSatisfy(\.isEmpty) && one.rowCount > 1)
    #expect(
      (0..<one.rowCount).compactMap(one.origin).elementsEqual(
        (0..<one.rowCount).compactMap(one.origin).sorted()))
    let both = window.arranged(by: ResultArrangement(filters: filters))
    #expect(texts(both, 0).allSatisfy { $0 == "1" } && both.rowCount < one.rowCount)
  }

  @Test func `a column the rows do not have is missing in all, and passes as that`() {
    let other = ResultColumn(name: "other")
    let all = window.arranged(by: ResultArrangement(filters: [ValueFilter(other, .missing)]))
    #expect(all.rowCount == window.loadedRows.joined().count)
    let none = window.arranged(by: ResultArrangement(filters: [ValueFilter(other, .null)]))
    #expect(none.rowCount == 0)
  }

  @Test func `search, statistics and counts are of the rows there`() {
    let some = window.arranged(by: ResultArrangement(filters: [ValueFilter(text, .string("t1"))]))
    #expect(some.rows(in: 0..<some.rowCount, with: ResultSearch("T1")).count == some.rowCount)
    #expect(some.statistics(of: text).rows == some.rowCount)
    let table = some.frequencies(of: text)
    #expect(table.count == 1 && table.count(at: 0) == some.rowCount)
  }
}
