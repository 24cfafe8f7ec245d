import ResultTables
import Testing

@Suite("A window on rows by link") struct ResultWindowChainTests {
  @Test func `walks from link to link, and knows the end when it comes`() {
    var window = ResultWindow(access: .chained)
    var server = WindowServer(rows: 3_500)
    #expect(window.show(0..<40) == [.link(nil)])
    window = ResultWindow(access: .chained)
    window.look(at: 0..<40, &server)
    #expect(window.rowCount == 1_000 && !window.isEndKnown)
    while !window.isEndKnown {
      let end = window.rowCount
      window.look(at: (end - 40)..<end, &server)
      #expect(window.rowCount > end)
    }
    #expect(window.rowCount == 3_500 && window.totalRows == 3_500)
  }

  @Test func `fetches a page that was let go by its own link`() {
    var window = ResultWindow(access: .chained, byteLimit: 100_000)
    var server = WindowServer(rows: 20_000)
    while !window.isEndKnown {
      window.look(at: max(0, window.rowCount - 40)..<max(40, window.rowCount), &server)
    }
    #expect(window.byteCount <= 100_000)
    #expect(window.show(3_000..<3_040) == [.link("3000")])
    window.receive(server.answer(.link("3000")), for: .link("3000"))
    #expect(window.number(3_010) == "3010")
    #expect(window.rowCount == 20_000)
  }

  @Test func `finds the rest anew where a page has changed its size`() {
    var window = ResultWindow(access: .chained, byteLimit: 100_000)
    var server = WindowServer(rows: 9_000)
    while !window.isEndKnown {
      window.look(at: max(0, window.rowCount - 40)..<max(40, window.rowCount), &server)
    }
    server.cap = 600
    #expect(window.show(0..<40) == [.link(nil)])
    window.receive(server.answer(.link(nil)), for: .link(nil))
    #expect(window.rowCount == 600 && !window.isEndKnown)
    while !window.isEndKnown { window.look(at: (window.rowCount - 40)..<window.rowCount, &server) }
    #expect(window.rowCount == 9_000)
    #expect(window.number(8_999) == "8999")
  }

  @Test func `ends at a link that leads back`() {
    var window = ResultWindow(access: .chained)
    let page = ResultPage(names: ["a"], rows: [[.number("1")]])
    _ = window.show(0..<40)
    window.receive(ResultPageAnswer(page, next: "x"), for: .link(nil))
    #expect(window.show(0..<40) == [.link("x")])
    window.receive(ResultPageAnswer(page, next: "x"), for: .link("x"))
    #expect(window.show(0..<40).isEmpty)
    #expect(window.failureInView != nil && window.rowCount == 2)
  }

  @Test func `gives up on a server that sends links and no rows`() {
    var window = ResultWindow(access: .chained)
    var link = 0
    var asked = window.show(0..<40)
    while let request = asked.popLast(), link < 10_000 {
      link += 1
      window.receive(
        ResultPageAnswer(ResultPage(names: [], rows: []), next: "\(link)"), for: request)
      asked += window.show(0..<40)
    }
    #expect(link < 100)
    #expect(window.failureInView != nil)
  }
}

@Suite("A window on a whole result") struct ResultWindowWholeTests {
  @Test func `asks once`() {
    var window = ResultWindow(access: .whole)
    var server = WindowServer(rows: 12)
    #expect(window.show(0..<40) == [.whole])
    window.receive(server.answer(.whole), for: .whole)
    #expect(window.show(0..<40).isEmpty)
    #expect(window.rowCount == 12 && window.isEndKnown)
    #expect(window.loadedRows == [0..<12])
  }
}

@Suite("The columns of a window") struct ResultWindowColumnTests {
  private func window(_ pages: [[String]]) -> ResultWindow {
    var window = ResultWindow(access: .random, pageRows: 1)
    for (row, names) in pages.enumerated() {
      guard let request = window.show(row..<(row + 1)).first else { continue }
      let cells = names.indices.map { ResultCell.number("\($0)") }
      window.receive(
        ResultPageAnswer(ResultPage(names: names, rows: [cells]), totalRows: pages.count),
        for: request)
    }
    return window
  }

  private func texts(_ window: ResultWindow, _ row: Int) -> [String] {
    guard case .loaded(let cells) = window.row(row) else { return [] }
    return window.columns.indices.map { cells.text($0) }
  }

  @Test func `are those of all pages in order of first appearance`() {
    let window = window([["a", "b"], ["b", "c", "a"], ["a"]])
    #expect(window.columns.map(\.name) == ["a", "b", "c"])
    #expect(texts(window, 0) == ["0", "1", ""])
    #expect(texts(window, 1) == ["2", "0", "1"])
    #expect(texts(window, 2) == ["0", "", ""])
  }

  @Test func `stay apart where two have one name`() {
    let window = window([["a", "a"], ["b", "a", "a"]])
    #expect(window.columns.map(\.name) == ["a", "a", "b"])
    #expect(texts(window, 1) == ["1", "2", "0"])
  }

  @Test func `are no more than a bound, whatever a server sends`() {
    let pages = (0..<3).map { page in (0..<6_000).map { "\(page)-\($0)" } }
    #expect(window(pages).columns.count == ResultWindow.mostColumns)
  }
}
