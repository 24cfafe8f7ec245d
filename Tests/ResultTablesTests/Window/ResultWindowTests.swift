import QueryCore
import ResultTables
import Testing

@Suite("A window on rows by number") struct ResultWindowTests {
  @Test func `asks for the page in view, then for the one after it`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer()
    #expect(window.show(0..<40) == [.rows(first: 0, count: 1_000)])
    window.look(at: 0..<40, &server)
    window = ResultWindow(access: .random)
    window.look(at: 0..<40, &server)
    #expect(window.rowCount == 1_000_000)
    window.look(at: 600..<640, &server)
    #expect(server.asked.last == .rows(first: 1_000, count: 1_000))
  }

  @Test func `asks for nothing twice while it is under way`() {
    var window = ResultWindow(access: .random)
    #expect(window.show(0..<40).count == 1)
    #expect(window.show(0..<40).isEmpty)
    #expect(window.show(1..<41).isEmpty)
  }

  @Test func `has no more than two pages under way, and gives up those out of view`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer()
    window.look(at: 0..<40, &server)
    var open: [ResultPageRequest] = []
    for first in [100_000, 200_000, 300_000] { open += window.show(first..<(first + 40)) }
    #expect(open.count == 3)
    window.receive(server.answer(open[0]), for: open[0])
    #expect(window.number(100_000) == nil)
    window.receive(server.answer(open[2]), for: open[2])
    #expect(window.number(300_000) == "300000")
  }

  @Test(arguments: [1_000_000, 999_999, 1_000_003, 1_000_700])
  func `reaches the end within one page`(rows: Int) {
    var window = ResultWindow(access: .random)
    var server = WindowServer(rows: rows)
    window.look(at: 0..<40, &server)
    let requests = window.show((rows - 40)..<rows)
    #expect(requests.count == 1)
    for request in requests { window.receive(server.answer(request), for: request) }
    #expect((rows - 40..<rows).allSatisfy { window.number($0) == "\($0)" })
  }

  @Test func `goes on where a server that caps its pages stopped`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer(cap: 300)
    window.look(at: 0..<900, &server)
    #expect((0..<900).allSatisfy { window.number($0) == "\($0)" })
  }

  @Test(arguments: [0, 1, 999, 1_000, 1_001, 2_500], [1_000, 300])
  func `finds the end where nobody tells the total`(rows: Int, cap: Int) {
    var window = ResultWindow(access: .random)
    var server = WindowServer(rows: rows, cap: cap, tellsTotal: false)
    var top = 0
    for _ in 0..<40 {
      window.look(at: top..<(top + 40), &server)
      top = max(0, window.rowCount - 40)
    }
    #expect(window.isEndKnown)
    #expect(window.rowCount == rows)
  }

  @Test func `takes a refusal past the last row for the end`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer(rows: 500, tellsTotal: false)
    let first = window.show(0..<40)
    window.receive(server.answer(first[0]), for: first[0])
    let more = window.show(460..<500)
    #expect(more == [.rows(first: 500, count: 1_000)])
    window.fail(more[0], ResultPageFailure("out of range", kind: .refused))
    #expect(window.isEndKnown && window.rowCount == 500 && window.failureInView == nil)
  }

  @Test func `follows a total that shrinks and one that grows`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer()
    window.look(at: 0..<40, &server)
    window.look(at: 999_900..<999_940, &server)
    server.rows = 50_000
    window.look(at: 20_000..<20_040, &server)
    #expect(window.rowCount == 50_000)
    #expect(window.row(999_900) == .beyond)
    server.rows = 60_000
    window.look(at: 40_000..<40_040, &server)
    #expect(window.rowCount == 60_000)
  }

  @Test func `says so where a server sends nothing in the middle`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer()
    window.look(at: 0..<40, &server)
    let request = window.show(5_000..<5_040)[0]
    let empty = ResultPage(names: ["row", "padding"], rows: [])
    window.receive(ResultPageAnswer(empty, totalRows: 1_000_000), for: request)
    #expect(window.failureInView != nil)
    #expect(!window.show(5_000..<5_040).contains(request))
    #expect(window.retry() == [request])
  }

  @Test func `asks again for a failed page only when told to`() {
    var window = ResultWindow(access: .random)
    let request = window.show(0..<40)[0]
    window.fail(request, ResultPageFailure("timed out"))
    #expect(window.failureInView?.sentence == "timed out")
    #expect(window.row(0) == .failed)
    #expect(window.show(0..<40).isEmpty)
    #expect(window.retry() == [request])
    #expect(window.row(0) == .loading)
  }

  @Test func `gives a page that failed out of sight another chance in view`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer()
    let first = window.show(600..<640)[0]
    window.receive(server.answer(first), for: first)
    let ahead = window.show(600..<640)
    #expect(ahead == [.rows(first: 1_000, count: 1_000)])
    window.fail(ahead[0], ResultPageFailure("timed out"))
    #expect(window.failureInView == nil)
    #expect(!window.show(600..<640).contains(ahead[0]))
    #expect(window.show(1_000..<1_040).contains(ahead[0]))
  }

  @Test func `keeps what is loaded when the result is gone, and asks for nothing more`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer()
    window.look(at: 0..<40, &server)
    let request = window.show(5_000..<5_040)[0]
    window.fail(request, ResultPageFailure("expired", kind: .gone))
    #expect(window.show(9_000..<9_040).isEmpty)
    #expect(window.failureInView?.kind == .gone)
    _ = window.show(0..<40)
    #expect(window.number(7) == "7")
    #expect(window.failureInView == nil)
  }

  @Test func `drops what nobody asked for`() {
    var window = ResultWindow(access: .random)
    var server = WindowServer()
    let stray = ResultPageRequest.rows(first: 0, count: 1_000)
    window.receive(server.answer(stray), for: stray)
    #expect(window.rowCount == 0 && window.byteCount == 0)
  }

  @Test func `stays within its bytes however far one scrolls, and never lets the view go`() {
    var window = ResultWindow(access: .random, byteLimit: 1 << 20)
    var server = WindowServer(rowBytes: 100)
    for first in stride(from: 0, to: 400_000, by: 700) {
      window.look(at: first..<(first + 40), &server)
      #expect(window.byteCount <= 1 << 20)
      #expect(window.number(first) == "\(first)" && window.number(first + 39) != nil)
    }
  }

  @Test func `keeps a view that is larger than its bytes, and asks for nothing around it`() {
    var window = ResultWindow(access: .random, byteLimit: 1_000)
    var server = WindowServer()
    window.look(at: 500..<2_200, &server)
    #expect(window.number(500) == "500" && window.number(2_199) == "2199")
    #expect(server.asked.count == 3)
  }

  @Test func `finds every row after any walk through it`() {
    var window = ResultWindow(access: .random, byteLimit: 300_000)
    var server = WindowServer(cap: 170)
    var random = SplitMix64(seed: 42)
    for _ in 0..<200 {
      let first = Int.random(in: 0..<20_000, using: &random)
      window.look(at: first..<(first + 60), &server)
      #expect((first..<first + 60).allSatisfy { window.number($0) == "\($0)" })
    }
  }
}
