import FoundationEssentials
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

struct BatchViewModelTests {
  /// The snapshots of a batch on its way, each made by changing the rows of the one before.
  private static func snapshots(_ moments: [Int]) -> [MonitorSnapshot] {
    var rows: BatchRows = []
    return moments.map { started in
      var monitor = SampleBatch(started: started).monitor
      guard var batch = monitor.targets[0].detail.batch else { return monitor }
      if rows.isEmpty { rows = batch.queries }
      for place in rows.indices { rows[place] = batch.queries[place] }
      batch.queries = rows
      monitor.targets[0].detail = .batch(batch)
      return monitor
    }
  }

  @Test(
    arguments: [
      // On and on, back, at once to the end, and the same again.
      [100, 140, 190, 300, 420, 549, 700, 790], [549, 400, 549, 380], [60, 848, 848, 500],
    ])
  func `a batch watched from the start is shown as one looked at now`(_ moments: [Int]) throws {
    var watching = Dashboard(
      targets: [SampleBatch.target], size: Size(columns: 80, rows: 24), now: SampleBatch.now)
    for (step, snapshot) in Self.snapshots(moments).enumerated() {
      // Rows that found their places a moment ago would stay.
      let now = SampleBatch.now.addingTimeInterval(Double(step) * 5)
      _ = watching.apply(.ticked(now))
      _ = watching.apply(.snapshotArrived(snapshot))
      var looking = Dashboard(
        targets: [SampleBatch.target], size: Size(columns: 80, rows: 24), now: now)
      _ = looking.apply(.snapshotArrived(snapshot))
      let kept = try #require(watching.facts.batches[SampleBatch.target])
      let new = try #require(looking.facts.batches[SampleBatch.target])
      #expect(kept.causes == new.causes && kept.causeIDs == new.causeIDs)
      #expect(kept.estimate == new.estimate && kept.names == new.names)
      #expect(kept.doubted == new.doubted)
      #expect(watching.visible == looking.visible)
      for id in watching.visible.ids {
        #expect(kept.index(of: id) == new.index(of: id) && kept.cause(of: id) == new.cause(of: id))
      }
    }
  }

  @Test func `an answer that changes one target leaves what is known of the others`() throws {
    var snapshot = SampleBatch().monitor
    let other = TargetSnapshot(target: try Target(parsing: "supermetrics:query/q1"))
    snapshot.targets.append(other)
    var next = snapshot
    next.targets[0].requestID = "r2"
    #expect(!next.targets[0].isSameVersion(as: snapshot.targets[0]))
    #expect(next.targets[1].isSameVersion(as: snapshot.targets[1]))
    #expect(next.targets[0] != snapshot.targets[0])
    next.targets[0].requestID = snapshot.targets[0].requestID
    #expect(next.targets[0] == snapshot.targets[0])
  }
}
