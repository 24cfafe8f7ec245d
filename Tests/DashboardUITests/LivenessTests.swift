import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("What is drawn is true") struct LivenessTests {
  private func screen(_ state: Dashboard) -> String {
    state.frame().lines.joined(separator: "\n")
  }

  @Test func `the four counters add up to the total at every stage`() {
    for started in stride(from: 0, through: 800, by: 40) {
      let progress = SampleBatch(started: started).snapshot.detail.batch?.progress
      let parts = progress?.parts.map(\.count).reduce(0, +)
      #expect(parts == 800)
    }
  }

  @Test func `a failure that no row tells is not called nothing, whatever is asked`() throws {
    let sample = SampleBatch(started: 0)
    var monitor = sample.monitor
    var batch = try #require(monitor.targets[0].detail.batch)
    let rows = batch.queries.progress
    batch.progress = BatchProgress(
      queued: rows.queued - 1, running: rows.running, succeeded: rows.succeeded, failed: 1)
    monitor.targets[0].detail = .batch(batch)
    var state = Dashboard.watching(sample, columns: 120, rows: 36)
    _ = state.apply(.snapshotArrived(monitor))
    let told = "1 failed by the counters, in no row"
    #expect(screen(state).contains(told))
    for keys in ["n", "c", "mc", "mn"] {
      var state = state
      state.press(keys)
      #expect(screen(state).contains(told), "\(keys)")
      #expect(!screen(state).contains("nothing has failed"), "\(keys)")
    }
  }

  @Test func `neither bar nor share is full while one query is left`() {
    let almost = BatchProgress(queued: 0, running: 1, succeeded: 99_999, failed: 0)
    #expect(PercentText.of(almost.finished, almost.total) == "99.9 %")
    let cells = almost.bar(glyphs: .unicode).cells(width: 40)
    #expect(cells[2] == 1 && cells.reduce(0, +) == 40)
  }

  @Test func `no answer yet says who is being asked`() {
    let state = Dashboard(
      targets: [SampleBatch.target], size: Size(columns: 80, rows: 24), now: SampleBatch.now)
    #expect(screen(state).contains("polling supermetrics for batch qrb_3feb5ff5c71e"))
    #expect(screen(state).contains("connecting"))
  }

  @Test func `a failed poll keeps the data, marks it stale and says what to do`() {
    var state = Dashboard.watching()
    var monitor = SampleBatch().monitor
    monitor.targets[0].problem = .unreachable("connection refused")
    monitor.targets[0].staleSince = SampleBatch.now
    _ = state.apply(.snapshotArrived(monitor))
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(40)))
    let text = screen(state)
    #expect(text.contains("451"))
    #expect(text.contains("stale, 40s old"))
    #expect(text.contains("ETA not known yet") || text.contains("ETA 1s"))
    #expect(text.contains("supermetrics cannot be reached (connection refused)"))
  }

  @Test(arguments: [40, 60, 80, 100, 160])
  func `what is known of the end stands in whole words at every width`(columns: Int) {
    let unknown = Dashboard.watching(SampleBatch(started: 4), columns: columns, rows: 24)
    let text = screen(unknown)
    #expect(text.contains("ETA not known"))
    #expect(!text.replacing("not known yet ", with: "").contains("not known y"))
    let done = screen(Dashboard.watching(SampleBatch(started: 848), columns: columns, rows: 24))
    #expect(done.contains("waiting for the batch to close ") || done.contains("not closed yet "))
  }

  @Test(arguments: [
    (PollProblem.unauthorized(QueryFailure(code: "API_KEY_INVALID")), "check SUPERMETRICS_API_KEY"),
    (.noCredential(variable: "SUPERMETRICS_API_KEY"), "set SUPERMETRICS_API_KEY"),
    (.notFound(QueryFailure()), "does not know batch qrb_3feb5ff5c71e"),
    (.unreadable("byte 17: not JSON"), "cannot be read"),
    (.timedOut, "did not answer in time"),
    (.throttled(until: SampleBatch.now.addingTimeInterval(30)), "wait 30 s"),
  ]) func `each problem is a sentence on the screen`(problem: PollProblem, words: String) {
    var state = Dashboard.watching(columns: 160, rows: 36)
    var monitor = SampleBatch().monitor
    monitor.targets[0].problem = problem
    _ = state.apply(.snapshotArrived(monitor))
    #expect(screen(state).contains(words))
  }

  @Test func `a paused picture stands still and catches up`() {
    var state = Dashboard.watching()
    state.press("p")
    let before = state.frame()
    _ = state.apply(.snapshotArrived(SampleBatch(started: 700).monitor))
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(20)))
    #expect(state.frame() == before)
    #expect(screen(state).contains("paused"))
    state.press("p")
    #expect(state.frame() != before)
  }

  @Test func `time alone does not change the frame of an ended batch within a minute`() {
    var state = Dashboard.watching(columns: 120, rows: 36)
    var monitor = SampleBatch(started: 848).monitor
    monitor.targets[0].state = .failed
    monitor.targets[0].endedAt = SampleBatch.now
    _ = state.apply(.snapshotArrived(monitor))
    let before = state.frame()
    for second in 1...40 {
      _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(Double(second))))
    }
    #expect(state.frame() == before)
  }

  @Test func `hostile text in every field reaches the frame without a control or bidi scalar`()
    throws
  {
    let hostile = "\u{1B}[2J\u{9B}31m\r\u{8}\u{202E}\u{200B}\u{7}x\n"
    var monitor = SampleBatch().monitor
    var batch = try #require(monitor.targets[0].detail.batch)
    batch.queries = [
      BatchQuery(
        id: hostile, state: .failed, accounts: [hostile], startDate: hostile, endDate: hostile,
        failure: QueryFailure(code: hostile, message: hostile, description: hostile)),
      BatchQuery(id: "b", state: .unknown(hostile)),
    ]
    monitor.targets[0].detail = .batch(batch)
    monitor.targets[0].problem = .serverError(status: 500, QueryFailure(message: hostile))
    for keys in ["", "c", "z", "czz"] {
      var state = Dashboard.watching(columns: 200, rows: 60)
      _ = state.apply(.snapshotArrived(monitor))
      state.press(keys)
      #expect(isClean(state.frame()))
      _ = state.apply(.keyPressed(.enter))
      #expect(isClean(state.frame()))
    }
    var raw = Frame(size: Size(columns: 4, rows: 1))
    raw[0, 0] = Cell("\u{1B}", .text)
    #expect(!isClean(raw))
  }

  private func isClean(_ frame: Frame) -> Bool {
    frame.cells.allSatisfy { cell in
      cell.glyph.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator,
          .paragraphSeparator:
          false
        default: true
        }
      }
    }
  }
}
