import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

/// Going back through what a run has seen, and what is said to somebody who comes back.
struct PastViewTests {
  /// A dashboard that has seen a batch at three moments, a minute between them.
  private func watched(columns: Int = 120, rows: Int = 36) -> Dashboard {
    var state = Dashboard(
      targets: [SampleBatch.target], size: Size(columns: columns, rows: rows),
      now: SampleBatch.now)
    var before: TargetSnapshot?
    for (step, started) in [200, 549, 700].enumerated() {
      let moment = SampleBatch.now.addingTimeInterval(Double(step) * 60)
      var monitor = SampleBatch(started: started).monitor
      if var batch = monitor.targets[0].detail.batch {
        if let old = before?.detail.batch {
          batch.observed = old.observed
          batch.observed.record(from: old.queries, to: batch.queries, at: moment)
        }
        monitor.targets[0].detail = .batch(batch)
      }
      for known in before?.observedStates ?? [] {
        monitor.targets[0].observe(known.state, at: known.at)
      }
      monitor.targets[0].observe(.running, at: moment)
      monitor.targets[0].observedAt = moment
      before = monitor.targets[0]
      _ = state.apply(.ticked(moment))
      _ = state.apply(.snapshotArrived(monitor))
    }
    return state
  }

  private func screen(_ state: Dashboard) -> String { state.frame().lines.joined(separator: "\n") }

  @Test func `[ shows the answers before, ] the ones after and at last what is now`() {
    var state = watched()
    let now = screen(state)
    state.press("[")
    #expect(screen(state).contains("as it was at 12:40:12, 1m00s ago: [ earlier, ] later, p now"))
    #expect(
      state.facts.batch(SampleBatch.target)?.queries.count { $0.state == .waiting } == 800 - 549)
    state.press("[")
    #expect(state.facts.batch(SampleBatch.target)?.queries.count { $0.state == .waiting } == 600)
    state.press("[")
    #expect(screen(state).contains("this is the first answer querytop has seen"))
    state.press("]")
    #expect(
      state.facts.batch(SampleBatch.target)?.queries.count { $0.state == .waiting } == 800 - 549)
    state.press("]")
    #expect(!state.facts.isPaused)
    let shown = zip(screen(state).split(separator: "\n"), now.split(separator: "\n"))
    #expect(shown.first { $0 != $1 }.map { "\($0)\n\($1)" } == nil)
  }

  @Test func `an answer that arrives meanwhile is shown when one comes back to now`() {
    var state = watched()
    state.press("[")
    let past = state.frame()
    _ = state.apply(.snapshotArrived(SampleBatch(started: 800).monitor))
    #expect(state.frame() == past)
    state.press("p")
    #expect(state.facts.batch(SampleBatch.target)?.queries.count { $0.state == .waiting } == 0)
  }

  @Test func `nothing is run again or cancelled by what was`() {
    var state = watched()
    state.press("[")
    for key in "RX" {
      #expect(state.apply(.keyPressed(.character(key))) == [])
      #expect(screen(state).contains("what is shown is past"))
    }
  }

  @Test func `who comes back after five minutes is told what happened, until the next key but one`()
  {
    var state = watched()
    state.press("j")
    var monitor = SampleBatch(started: 800).monitor
    monitor.targets[0].observedAt = SampleBatch.now.addingTimeInterval(460)
    for second in stride(from: 180, through: 460, by: 20) {
      _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(Double(second))))
    }
    _ = state.apply(.snapshotArrived(monitor))
    let words = "since 12:41: +100 done"
    #expect(screen(state).contains(words))
    state.press("j")
    #expect(screen(state).contains(words))
    state.press("j")
    #expect(!screen(state).contains(words))
  }

  @Test func `a cause that nobody has seen yet is named, with its time`() {
    var state = Dashboard.watching(SampleBatch(started: 60), columns: 120, rows: 36)
    state.press("j")
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(301)))
    _ = state.apply(.snapshotArrived(SampleBatch().monitor))
    #expect(
      state.away?.contains("failed, new cause QUERY_ACCOUNT_UNAVAILABLE at 12:38") == true)
  }

  @Test func `a look at the past is no leaving: what was known then is not what is new`() {
    var state = watched()
    state.press("[")
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(600)))
    state.press("p")
    #expect(state.away == nil)
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(601)))
    #expect(state.away == nil)
  }

  @Test func `a ticket of the past bears the time it speaks of`() throws {
    var state = watched()
    state.press("[")
    let target = try #require(state.facts.target(SampleBatch.target))
    #expect(state.facts.ticket(of: target).text.contains("12:40"))
    #expect(!state.facts.ticket(of: target).text.contains("12:41"))
  }

  @Test func `who never left is told nothing`() {
    var state = watched()
    for second in stride(from: 121, through: 1200, by: 40) {
      _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(Double(second))))
      state.press("j")
      #expect(!screen(state).contains("since "))
    }
  }

  @Test(arguments: [(40, 20), (80, 24)]) func `past moments look like this`(columns: Int, rows: Int)
    throws
  {
    var state = watched(columns: columns, rows: rows)
    state.press("[")
    try expectGolden(state.frame(), "past-\(columns)x\(rows)")
  }
}
