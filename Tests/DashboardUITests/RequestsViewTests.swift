import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

extension Dashboard {
  /// The call under the cursor of the requests view.
  fileprivate var requestUnderCursor: RequestRecord? { (top as? RequestsView)?.selected(facts) }
}

@Suite("The requests view") struct RequestsViewTests {
  @Test(arguments: [(40, 20), (80, 24), (120, 36), (200, 60)])
  func `looks as recorded`(columns: Int, rows: Int) throws {
    var state = Dashboard.asking(columns: columns, rows: rows)
    state.press("jjj")
    try expectGolden(state.frame(), "requests-\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24)])
  func `looks as recorded in ASCII`(columns: Int, rows: Int) throws {
    var state = Dashboard.asking(columns: columns, rows: rows, glyphs: .ascii)
    state.press("jjj")
    #expect(state.frame().lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(state.frame(), "requests-ascii-\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24)])
  func `the detail looks as recorded`(columns: Int, rows: Int) throws {
    var state = Dashboard.asking(columns: columns, rows: rows)
    state.press("jjj")
    _ = state.apply(.keyPressed(.enter))
    try expectGolden(state.frame(), "request-\(columns)x\(rows)")
    _ = state.apply(.keyPressed(.escape))
    #expect(state.top is RequestsView)
  }

  @Test func `f shows what failed, n goes to the next of it, and Esc first shows all again`() {
    var state = Dashboard.asking()
    state.press("n")
    #expect(state.requestUnderCursor?.id == 34)
    state.press("f")
    #expect(state.requestUnderCursor?.id == 34)
    #expect(
      (top(state)).ids == [
        "40", "34", "33", "31", "25", "24", "22", "16", "15", "13", "7", "6", "4",
      ])
    _ = state.apply(.keyPressed(.escape))
    #expect(top(state).ids.count == 40)
    state.press("NN")
    #expect(state.requestUnderCursor?.id == 40)
    #expect(state.frame().lines.contains { $0.contains("no failure above") })
  }

  @Test(arguments: [
    ("status:500", 4), ("target=qrb_3feb5ff5c71e_query_2", 1), ("page:0", 40), ("page:1000", 0),
    ("dur>10s", 5), ("!status:200", 13), ("id:AbRo4001", 1), ("source:supermetrics", 40),
  ])
  func `/ filters with the language of every list`(filter: String, count: Int) {
    var state = Dashboard.asking()
    state.press("/" + filter)
    _ = state.apply(.keyPressed(.enter))
    #expect(top(state).ids.count == count)
    _ = state.apply(.keyPressed(.escape))
    #expect(top(state).ids.count == 40)
  }

  private func top(_ state: Dashboard) -> RequestsView {
    state.top as? RequestsView ?? RequestsView()
  }

  @Test func `y copies the request id, or says that there is none`() {
    var state = Dashboard.asking()
    #expect(state.apply(.keyPressed("y")).isEmpty)
    #expect(state.frame().lines.contains { $0.contains("supermetrics gave this request no id") })
    state.press("jj")
    #expect(state.apply(.keyPressed("y")) == [.copy("AbRo4038")])
  }

  @Test func `y copies no escape sequence`() {
    var state = Dashboard.asking()
    state.press("j")
    #expect(state.apply(.keyPressed("y")) == [.copy("Ab^[[31mRo")])
  }

  @Test func `Y copies the request with its status, id and time`() {
    var state = Dashboard.asking()
    state.press("jj")
    #expect(
      state.apply(.keyPressed("Y")) == [
        .copy(
          """
          GET /query/batch/qrb_3feb5ff5c71e/status?offset=0&limit=1000
          supermetrics · 200 · 2026-10-03 12:39:10 UTC · 146 ms
          request id AbRo4038
          """)
      ])
  }

  @Test func `opens with i from every other view and Esc goes back`() {
    for keys in ["", "\n"] {
      var state = Dashboard.watching()
      for _ in keys { _ = state.apply(.keyPressed(.enter)) }
      // A key that means nothing else tells the view that somebody is there.
      state.press("i")
      _ = state.apply(.keyPressed(.escape))
      let before = state.top
      state.press("i")
      #expect(state.top is RequestsView && state.wantsRequests)
      _ = state.apply(.keyPressed(.escape))
      #expect(state.top.isEqual(to: before))
    }
  }

  @Test func `is told of nothing while another view is on top`() {
    var state = Dashboard.watching()
    #expect(!state.wantsRequests)
    state.press("i")
    #expect(state.wantsRequests)
  }

  @Test func `a held picture has the calls until then, whenever their view is opened`() {
    let records = SampleRequests.records()
    let until = records.filter { $0.endedAt <= SampleBatch.now }.map(\.id)
    #expect(!until.isEmpty && until.count < records.count)
    var state = Dashboard.watching()
    state.press("pi")
    _ = state.apply(.requestsArrived(records))
    #expect(state.facts.requests.map(\.id) == until)
    state.press("p")
    #expect(state.facts.requests == records)
  }

  @Test func `a call that is shown stays while the picture is held, and no newer one comes`() {
    var state = Dashboard.asking()
    let shown = state.facts.requests
    state.press("p")
    _ = state.apply(.requestsArrived(SampleRequests.records(41)))
    #expect(state.facts.requests.map(\.id) == shown.map(\.id))
  }

  @Test func `the cursor at rest stays on the newest call`() {
    var state = Dashboard.asking()
    _ = state.apply(.requestsArrived(SampleRequests.records(41)))
    #expect(state.requestUnderCursor?.id == 41)
  }

  @Test func `the cursor once moved stays on its call`() {
    var state = Dashboard.asking()
    state.press("jj")
    _ = state.apply(.requestsArrived(SampleRequests.records(45)))
    #expect(state.requestUnderCursor?.id == 38)
  }

  @Test func `a cursor whose call is kept no longer stays in the list`() {
    var state = Dashboard.asking()
    state.press("G")
    _ = state.apply(.requestsArrived(Array(SampleRequests.records(45).prefix(3))))
    #expect(state.requestUnderCursor != nil)
  }

  @Test func `a name with an escape sequence is spelled out`() {
    let text = Dashboard.asking(columns: 120, rows: 36).frame().lines.joined(separator: "\n")
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(text.contains("Ab^[[31mRo"))
  }

  @Test func `says so when nothing has been asked`() {
    let text = Dashboard.asking(records: []).frame().lines.joined(separator: "\n")
    #expect(text.contains("no requests yet"))
  }

  @Test func `draws at every size`() {
    for (columns, rows) in [(0, 0), (1, 1), (3, 3), (20, 5), (40, 10), (79, 12), (300, 100)] {
      let frame = Dashboard.asking(columns: columns, rows: rows).frame()
      #expect(frame.size == Size(columns: columns, rows: rows))
    }
  }

  @Test func `a click selects the call under it`() {
    var state = Dashboard.asking()
    let row = state.frame().lines.firstIndex { $0.contains("timed out") } ?? 0
    _ = state.apply(.mouseUsed(.pressed(x: 10, y: row)))
    #expect(state.requestUnderCursor?.outcome == .failed("timed out"))
  }
}
