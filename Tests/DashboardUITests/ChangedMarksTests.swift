import Foundation
import QueryCore
import TestSupport
import Testing

@testable import DashboardUI

@Suite("What is marked as changed") struct ChangedMarksTests {
  @Test func `what has ended is marked as changed as long as an answer takes`() {
    var state = Dashboard.watching(SampleBatch(started: 500))
    var monitor = SampleBatch().monitor
    monitor.targets[0].state = .failed
    monitor.targets[0].observedAt = SampleBatch.now
    _ = state.apply(.snapshotArrived(monitor))
    #expect(!state.facts.changedQueries(of: SampleBatch.target).isEmpty)
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(1)))
    #expect(state.facts.changedQueries(of: SampleBatch.target).isEmpty)
  }

  @Test func `what still comes stays marked until it has come`() {
    var state = Dashboard.watching(SampleBatch(started: 500))
    _ = state.apply(.snapshotArrived(SampleBatch().monitor))
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(60)))
    #expect(!state.facts.changedQueries(of: SampleBatch.target).isEmpty)
  }
}
