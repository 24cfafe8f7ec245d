import ResultTables
import Testing

/// What a window says against the rows it shows.
struct ResultWindowDoubtTests {
  private func page(_ rows: Range<Int>, next: String? = nil, total: Int? = nil) -> ResultPageAnswer
  {
    var answer = ResultPageAnswer(
      ResultPage(names: ["n"], rows: rows.map { [.number("\($0)")] }), next: next)
    answer.totalRows = total
    return answer
  }

  /// Shows the first rows of a result, then those behind them, and gives each request its answer.
  private func window(
    _ access: ResultAccess, _ answer: (ResultPageRequest) -> ResultPageAnswer
  ) -> ResultWindow {
    var window = ResultWindow(access: access, pageRows: 10)
    for first in [0, 10, 20] {
      for request in window.show(first..<first + 5) {
        window.receive(answer(request), for: request)
      }
    }
    return window
  }

  @Test func `a result that comes in one answer and is short of its number says so`() {
    let window = window(.whole) { _ in page(0..<3, total: 5) }
    #expect(window.doubt == "the server announced 5 rows and gave 3")
  }

  @Test func `links that end early say so, once they have ended`() {
    let window = window(.chained) { request in
      request == .link(nil) ? page(0..<10, next: "b", total: 30) : page(10..<15, total: 30)
    }
    #expect(window.doubt == "the server announced 30 rows and gave 15")
  }

  @Test func `the same rows under other numbers are doubted`() {
    let window = window(.random) { _ in page(0..<10, total: 40) }
    #expect(window.doubt?.contains("the same rows under other numbers") == true)
  }

  @Test func `a header that was guessed is doubted until another page begins with it`() {
    func answer(_ name: String, _ rows: Range<Int>) -> ResultPageAnswer {
      var answer = ResultPageAnswer(
        ResultPage(names: [name], rows: rows.map { [.string("\($0)")] }))
      answer.header = .guessed
      return answer
    }
    func window(_ name: (Int) -> String, pages: Int) -> ResultWindow {
      var window = ResultWindow(access: .random, pageRows: 10)
      for first in [0, 10].prefix(pages) {
        let request = ResultPageRequest.rows(first: first, count: 10)
        _ = window.show(first..<first + 1)
        window.receive(answer(name(first), first..<first + 10), for: request)
      }
      return window
    }
    #expect(window({ _ in "h" }, pages: 1).doubt?.contains("taken for the header") == true)
    #expect(window({ _ in "h" }, pages: 2).doubt == nil)
    #expect(window({ "\($0)" }, pages: 2).doubt?.contains("different rows") == true)
  }

  @Test func `what agrees with itself is not doubted, and neither is a page asked for again`() {
    var random = window(.random) { request in
      guard case .rows(let first, let count) = request else { return page(0..<0) }
      return page(first..<min(30, first + count), total: 30)
    }
    for request in random.retry() { random.receive(page(0..<10, total: 30), for: request) }
    #expect(random.doubt == nil)
    #expect(window(.whole) { _ in page(0..<3, total: 3) }.doubt == nil)
  }
}
