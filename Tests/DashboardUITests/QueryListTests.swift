import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

/// The query whose view is on top.
private func shownID(_ state: Dashboard) -> String? {
  guard case .child(_, let id) = (state.top as? QueryView)?.subject else { return nil }
  return id
}

@Suite("J and K go through the list a query was opened from") struct QueryListTests {
  /// A list of failed queries, the second of them open.
  private func opened() -> Dashboard {
    var state = Dashboard.watching()
    state.press("fj")
    _ = state.apply(.keyPressed(.enter))
    return state
  }

  @Test func `in its order and no further than its ends`() {
    var state = opened()
    let ids = state.visible.ids
    #expect(shownID(state) == ids[1])
    state.press("J")
    #expect(shownID(state) == ids[2])
    state.press("KKKK")
    #expect(shownID(state) == ids[0])
    #expect(state.notice?.text == "the first of the list")
  }

  @Test func `the list stays as it was when the batch moves on`() {
    var state = opened()
    let ids = state.visible.ids
    _ = state.apply(.snapshotArrived(SampleBatch(started: 848).monitor))
    state.press("JJ")
    #expect(shownID(state) == ids[3])
    #expect(state.frame().lines[0].contains("4 of \(ids.count)"))
  }

  @Test func `the title says where in the list one is`() {
    var state = opened()
    state.press("J")
    let count = state.visible.ids.count
    #expect(state.frame().lines[0].contains("3 of \(count)"))
  }

  @Test func `coming back finds the cursor on the query last looked at`() {
    var state = opened()
    state.press("JJJ")
    let last = shownID(state)
    _ = state.apply(.keyPressed(.escape))
    #expect(state.batch?.queries.selected == last)
    #expect(state.batch?.visible.ids.firstIndex(of: last ?? "") == 4)
  }

  @Test func `the one left is watched no more, and the next one instead`() {
    var state = opened()
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(2)))
    let effects = state.apply(.keyPressed("J"))
    let next = sampleTarget("supermetrics:query/\(shownID(state) ?? "")")
    #expect(effects == [.inspect(nil), .inspect(next)])
  }

  @Test func `of those stepped through quickly only the one rested at is asked about`() {
    var state = opened()
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(2)))
    _ = state.apply(.keyPressed("J"))
    #expect(state.apply(.keyPressed("J")) == [.inspect(nil)])
    #expect(state.apply(.keyPressed("J")) == [.inspect(nil)])
    let rested = sampleTarget("supermetrics:query/\(shownID(state) ?? "")")
    #expect(state.apply(.ticked(SampleBatch.now.addingTimeInterval(3))) == [.inspect(rested)])
    #expect(state.apply(.ticked(SampleBatch.now.addingTimeInterval(4))) == [])
  }

  @Test func `queries among the targets, batches passed over`() {
    let targets = ["toolkit:job/job_1", "supermetrics:batch/qrb_000000000000", "toolkit:job/job_2"]
      .map(sampleTarget)
    var state = Dashboard(
      targets: targets, size: Size(columns: 80, rows: 24), now: SampleBatch.now)
    _ = state.apply(.keyPressed(.enter))
    state.press("J")
    #expect((state.top as? QueryView)?.subject == .target(targets[2]))
    _ = state.apply(.keyPressed(.escape))
    #expect((state.top as? TargetsView)?.list.selected == targets[2].description)
  }

  @Test func `an only query says that it is the only one`() {
    var state = Dashboard(
      targets: [sampleTarget("toolkit:job/job_1")], size: Size(columns: 80, rows: 24),
      now: SampleBatch.now)
    state.press("J")
    #expect(state.notice?.text == "the only one of its list")
  }
}
