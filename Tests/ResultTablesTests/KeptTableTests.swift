import QueryCore
import Testing

@testable import ResultTables

struct KeptTableTests {
  @Test func `a row has the number it has in the view, query after query`() {
    var table = KeptTable()
    let second = RowNumber(query: 3, row: 0).value
    table.add(3, number: 0)
    table.add(2, number: 3)
    table.add(4, number: second)
    #expect(table.rowCount == 9)
    #expect((0..<9).map { table.number(of: $0) } == [0, 1, 2, 3, 4] + (0..<4).map { second + $0 })
  }

  @Test func `a window over kept rows has all of them, and asks page by page in their order`() {
    let order = RowOrder((0..<500).reversed().map { UInt32($0) })
    var window = ResultWindow(order, columns: [ResultColumn(name: "n")])
    #expect(window.rowCount == 500 && window.isEndKnown && window.isOrdered)
    for request in window.show(0..<20) { window.receive(answer(order, request), for: request) }
    guard case .loaded(let row) = window.row(7) else {
      Issue.record("the row is not there")
      return
    }
    #expect(row.text(0) == "492")
    #expect(window.origin(of: 7) == 492 && window.origin(of: 500) == nil)
    #expect(window.row(450) == .loading && window.row(500) == .beyond)
  }

  @Test func `pages that look alike are no reason for doubt where the rows are kept`() {
    var window = ResultWindow(
      RowOrder(Array(repeating: 0, count: 1_000)), columns: [ResultColumn(name: "n")])
    for first in [0, 400, 900] {
      for request in window.show(first..<first + 10) {
        window.receive(answer(RowOrder(Array(repeating: 0, count: 1_000)), request), for: request)
      }
    }
    #expect(window.doubt == nil && window.rowCount == 1_000)
  }

  @Test func `a page that is shorter than was asked for leaves the rest to the next`() {
    let order = RowOrder((0..<100).map { UInt32($0) })
    var window = ResultWindow(order, columns: [ResultColumn(name: "n")])
    var requests = window.show(0..<30)
    var asked = 0
    while let request = requests.popLast(), asked < 100 {
      asked += 1
      window.receive(answer(order, request, cap: 7), for: request)
      requests += window.show(0..<30)
    }
    #expect(window.isViewLoaded && asked >= 5)
  }

  private func answer(
    _ order: RowOrder, _ request: ResultPageRequest, cap: Int = .max
  ) -> ResultPageAnswer {
    guard case .rows(let first, let count) = request else { return ResultPageAnswer(.empty) }
    let rows = order.rows.dropFirst(first).prefix(min(count, cap))
    return ResultPageAnswer(
      ResultPage(names: ["n"], rows: rows.map { [.number("\($0)")] }), totalRows: order.rows.count)
  }
}

extension ResultPage {
  fileprivate static var empty: ResultPage { ResultPage(names: [], rows: []) }
}
