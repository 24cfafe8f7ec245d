import QueryCore
import Testing
import TextCanvas

@testable import DashboardUI

extension Dashboard {
  /// The call under the cursor of the requests view.
  fileprivate var requestUnderCursor: RequestRecord? {
    guard let index = (top as? RequestsView)?.list.index, facts.requests.indices.contains(index)
    else { return nil }
    return facts.requests[index]
  }
}

@Suite("The requests view") struct RequestsViewTests {
  @Test(arguments: [(80, 24), (120, 36)]) func `looks as recorded`(columns: Int, rows: Int) throws {
    var state = Dashboard.asking(columns: columns, rows: rows)
    state.press("jjj")
    try expectGolden(state.frame(), "requests-\(columns)x\(rows)")
  }

  @Test func `opens with i from every other view and Esc goes back`() {
    for keys in ["", "\n"] {
      var state = Dashboard.watching()
      for _ in keys { _ = state.apply(.keyPressed(.enter)) }
      let before = state.top
      state.press("i")
      #expect(state.top is RequestsView && state.wantsRequests)
      _ = state.apply(.keyPressed(.escape))
      #expect(state.top.isEqual(to: before))
    }
  }

  @Test func `is told of nothing while another view is on top or the picture is held`() {
    var state = Dashboard.watching()
    #expect(!state.wantsRequests)
    state.press("ip")
    #expect(!state.wantsRequests)
    _ = state.apply(.requestsArrived(SampleRequests.records()))
    #expect(state.facts.requests.isEmpty)
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
