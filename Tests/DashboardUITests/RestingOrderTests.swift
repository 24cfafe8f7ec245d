import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("A list that is read while rows move") struct RestingOrderTests {
  /// A batch of forty, of which the second failed before and those of `ended` have failed since.
  private static func monitor(failed ended: [Int] = [], isOver: Bool = false) -> MonitorSnapshot {
    var monitor = SampleBatch(started: 40).monitor
    guard var batch = monitor.targets[0].detail.batch else { return monitor }
    var queries = BatchRows(
      (0..<40).map { BatchQuery(id: "query_\($0 + 1)", state: .running) })
    for (index, place) in ([1] + ended).enumerated() {
      queries[place] = BatchQuery(
        id: "query_\(place + 1)", state: .failed,
        endedAt: SampleBatch.now.addingTimeInterval(Double(index) - 60),
        failure: QueryFailure(code: "TIMEOUT"))
    }
    batch.queries = queries
    batch.progress = BatchProgress(
      queued: 0, running: 39 - ended.count, succeeded: 0, failed: 1 + ended.count)
    monitor.targets[0].detail = .batch(batch)
    if isOver { monitor.targets[0].state = .failed }
    return monitor
  }

  private static func watching(columns: Int = 80) -> Dashboard {
    var state = Dashboard(
      targets: [SampleBatch.target], size: Size(columns: columns, rows: columns < 160 ? 24 : 50),
      now: SampleBatch.now)
    _ = state.apply(.snapshotArrived(monitor()))
    pass(10, &state)
    return state
  }

  private static func pass(_ seconds: Int, _ state: inout Dashboard) {
    for _ in 0..<seconds { _ = state.apply(.ticked(state.facts.now.addingTimeInterval(1))) }
  }

  @Test func `a failure after a calm time is at the top at once`() {
    var state = Self.watching()
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7])))
    #expect(state.visible.ids.first == "query_8")
  }

  @Test func `those right after it stay in their rows for five seconds, and say that they failed`()
  {
    var state = Self.watching()
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7])))
    Self.pass(1, &state)
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7, 3])))
    let first = Array(state.visible.ids.prefix(5))
    #expect(first == ["query_8", "query_2", "query_1", "query_3", "query_4"])
    #expect(state.text.contains("✗ failed    query_4"))
    Self.pass(5, &state)
    #expect(state.visible.ids.first == "query_4")
  }

  @Test func `the detail beside the list is of the query under the cursor all along`() {
    var state = Self.watching(columns: 200)
    for failed in [[7], [7, 3], [7, 3, 9], [7, 3, 9, 12]] {
      _ = state.apply(.snapshotArrived(Self.monitor(failed: failed)))
      let id = state.visible.ids[state.batch?.queries.index ?? 0]
      #expect(state.text.contains("╭─ \(id) ─"))
      Self.pass(2, &state)
    }
  }

  @Test func `at the end all find their places at once`() {
    var state = Self.watching()
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7])))
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7, 3], isOver: true)))
    #expect(state.visible.ids.first == "query_4")
  }

  @Test func `a person's word for another order is heard at once`() {
    var state = Self.watching()
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7])))
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7, 3])))
    state.press(".")
    #expect(state.visible.ids.first == "query_4")
  }

  @Test func `nothing finds its place while the display is paused`() {
    var state = Self.watching()
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7])))
    _ = state.apply(.snapshotArrived(Self.monitor(failed: [7, 3])))
    let before = Array(state.visible.ids)
    state.press("p")
    Self.pass(10, &state)
    #expect(Array(state.visible.ids) == before)
  }
}
