import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("A list of targets that is read while rows move") struct RestingTargetsTests {
  /// Four batches of a hundred that run, so far along; those of `failed` have failed.
  private static func monitor(_ done: [Int], failed: Set<Int> = []) -> MonitorSnapshot {
    let sample = SampleBatch().monitor.targets[0]
    return MonitorSnapshot(
      targets: done.indices.map { place in
        var target = TargetSnapshot(target: sampleTarget("prod:batch/qrb_\(place)"))
        target.observedAt = SampleBatch.now
        target.state = failed.contains(place) ? .failed : .running
        if failed.contains(place) { target.endedAt = SampleBatch.now }
        guard var batch = sample.detail.batch else { return target }
        batch.progress = BatchProgress(
          queued: 0, running: 100 - done[place], succeeded: done[place], failed: 0)
        target.detail = .batch(batch)
        return target
      })
  }

  /// Sorted by how far they are, for ten seconds.
  private static func watching() -> Dashboard {
    let first = monitor([40, 30, 20, 10])
    var state = Dashboard(
      targets: first.targets.map(\.target), size: Size(columns: 120, rows: 24),
      now: SampleBatch.now)
    _ = state.apply(.snapshotArrived(first))
    return state
  }

  private static func pass(_ seconds: Int, _ state: inout Dashboard) {
    for _ in 0..<seconds { _ = state.apply(.ticked(state.facts.now.addingTimeInterval(1))) }
  }

  private static func rows(_ state: Dashboard) -> [String] {
    (state.targets?.visible.ids ?? []).map { String($0.suffix(1)) }
  }

  /// Sorted by the column of this name, at rest.
  private static func sorted(by name: String) -> Dashboard {
    var state = watching()
    for _ in 0..<8 where state.targets?.choice.column.rawValue != name { state.press("s") }
    pass(10, &state)
    return state
  }

  @Test func `rows that overtake each other find their places every five seconds`() {
    var state = Self.sorted(by: "done")
    let before = Self.rows(state)
    _ = state.apply(.snapshotArrived(Self.monitor([40, 41, 42, 43])))
    Self.pass(1, &state)
    _ = state.apply(.snapshotArrived(Self.monitor([40, 41, 42, 44])))
    let first = Self.rows(state)
    _ = state.apply(.snapshotArrived(Self.monitor([50, 41, 49, 44])))
    #expect(Self.rows(state) == first, "less than five seconds after")
    Self.pass(5, &state)
    #expect(Self.rows(state) != first)
    #expect(Set(Self.rows(state)) == Set(before))
  }

  @Test func `a failure after a calm time is at the top at once`() {
    var state = Self.watching()
    Self.pass(10, &state)
    _ = state.apply(.snapshotArrived(Self.monitor([40, 30, 20, 10], failed: [3])))
    #expect(Self.rows(state).first == "3")
    _ = state.apply(.snapshotArrived(Self.monitor([40, 30, 20, 10], failed: [3, 2])))
    #expect(Self.rows(state) == ["3", "0", "1", "2"], "right after it rows stay")
    state.press(".")
    #expect(Self.rows(state).prefix(2) == ["2", "3"], "but for a person's word")
  }

  @Test func `until all have been heard of each finds its place at once`() {
    var state = Self.watching()
    var monitor = Self.monitor([40, 30, 20, 10])
    monitor.targets[0].observedAt = nil
    monitor.targets[0].state = .waiting
    _ = state.apply(.snapshotArrived(monitor))
    #expect(Self.rows(state).last == "0")
  }
}
