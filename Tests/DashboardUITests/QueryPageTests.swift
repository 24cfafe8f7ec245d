import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The view of a single query") struct QueryPageTests {
  private func screen(_ detail: QueryDetail, state word: QueryState = .running) -> String {
    let target = sampleTarget("toolkit:job/job_abc001")
    var state = Dashboard(
      targets: [target], size: Size(columns: 80, rows: 24), now: SampleBatch.now)
    var snapshot = TargetSnapshot(target: target, state: word)
    snapshot.detail = .query(detail)
    snapshot.observedAt = SampleBatch.now
    _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: [snapshot])))
    return state.frame().lines.joined(separator: "\n")
  }

  @Test func `counts the time down for which the rows will still be there`() {
    let soon = QueryDetail(expiresAt: SampleBatch.now.addingTimeInterval(2520))
    #expect(screen(soon, state: .succeeded).contains("expires      in 42m00s"))
    let past = QueryDetail(expiresAt: SampleBatch.now.addingTimeInterval(-1))
    #expect(screen(past, state: .succeeded).contains("has passed"))
  }

  @Test func `never says 100 percent of what still runs`() {
    #expect(screen(QueryDetail(percent: 100)).contains("99 %"))
    #expect(screen(QueryDetail(percent: 100), state: .succeeded).contains("100 %"))
    #expect(screen(QueryDetail(percent: -7)).contains("0 %"))
  }
}
