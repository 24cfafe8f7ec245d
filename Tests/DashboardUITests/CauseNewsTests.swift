import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("New causes") struct CauseNewsTests {
  @Test func `those there at first are not new, those that appear are until they were looked at`() {
    var news = CauseNews()
    news.reconcile(with: ["a"], isLooking: false)
    news.reconcile(with: ["b", "a"], isLooking: false)
    #expect(news.isNew("b") && !news.isNew("a"))
    news.reconcile(with: ["b", "a"], isLooking: true)
    #expect(news.isNew("b"))
    news.reconcile(with: ["b", "a"], isLooking: false)
    #expect(!news.isNew("b"))
    news.reconcile(with: ["c", "b"], isLooking: false)
    #expect(news.isNew("c"))
  }

  @Test func `a narrow list says new only where others are not`() {
    let causes = FailureCause.group(
      BatchRows(
        ["A", "B"].map { BatchQuery(id: $0, state: .failed, failure: QueryFailure(code: $0)) }))
    func drawn(_ known: [FailureCause]) -> String {
      var news = CauseNews()
      news.reconcile(with: known.map { CauseKey($0).rowID }, isLooking: false)
      var frame = Frame(size: Size(columns: 40, rows: 5))
      CausesPanel(
        causes: causes, none: "", list: ListPanel(), news: news, isFocused: false, isOpen: true,
        glyphs: .unicode
      ).draw(on: &frame, in: Rect(frame.size))
      return frame.lines.joined(separator: "\n")
    }
    #expect(!drawn([]).contains("new"))
    #expect(drawn([causes[1]]).contains("new A"))
  }

  @Test func `a new cause is marked in the panel until the person leaves it`() {
    var state = Dashboard.watching(SampleBatch(started: 0), columns: 120, rows: 36)
    _ = state.apply(.snapshotArrived(SampleBatch().monitor))
    func marked() -> Bool {
      state.frame().lines.contains { $0.contains("new QUERY_ACCOUNT_UNAVAILABLE") }
    }
    #expect(marked())
    state.press("c")
    #expect(marked())
    state.press("c")
    #expect(!marked())
  }
}
