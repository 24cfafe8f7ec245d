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

@Suite("Everything known of a query") struct QueryFieldsTests {
  private func text(_ snapshot: TargetSnapshot) -> String {
    SampleQuery.dashboard(snapshot, columns: 120, rows: 60).text
  }

  @Test func `the states seen stand with the time of the answer that told of each`() {
    let text = text(SampleQuery.failed)
    #expect(text.contains("Timeline  as querytop saw it"))
    #expect(text.contains("12:38:00     · waiting  at the first look"))
    #expect(text.contains("12:38:35     ▸ running  after 35s"))
    #expect(text.contains("12:39:12     ✗ failed  after 37s"))
  }

  @Test func `the whole error, and whether to run it again`() {
    let text = text(SampleQuery.failed)
    for part in [
      "QUERY_ACCOUNT_UNAVAILABLE", "(reference 6573681)", "or choose other accounts.",
      "500  inside the error", "running it again will fail again until the cause is mended",
    ] {
      #expect(text.contains(part))
    }
  }

  @Test func `an end that only one answer has claimed is said to rest on that`() {
    var snapshot = SampleQuery.running
    snapshot.problem = .notFound(QueryFailure())
    #expect(text(snapshot).contains("one answer so far says gone"))
    snapshot.problem = nil
    #expect(!text(snapshot).contains("one answer so far"))
  }

  @Test func `doubts and missing parts stand in the page`() {
    var snapshot = SampleQuery.running
    snapshot.doubts = ["counters say 26 failed, rows 24"]
    snapshot.missing = [MissingPart("rows", announced: 2500, came: 1500)]
    let text = text(snapshot)
    #expect(text.contains("doubts       counters say 26 failed, rows 24"))
    #expect(text.contains("missing      1,000 of 2,500 rows never came"))
  }

  @Test func `the progress of a query is drawn as a batch's, with parts, end and queue`() {
    let lines = SampleQuery.dashboard(SampleQuery.running, columns: 120, rows: 36).frame().lines
    let text = lines.joined(separator: "\n")
    #expect(text.contains("18 of 24 parts") && text.contains("75.0 %"))
    #expect(text.contains("elapsed 37s") && text.contains("ETA "))
    #expect(text.contains("Workflow queue") && text.contains("scheduled"))
  }

  @Test func `what nothing is counted of has a bar without a share`() {
    var snapshot = SampleQuery.running
    snapshot.detail = .query(QueryDetail())
    let text = text(snapshot)
    #expect(text.contains("▸ running") && !text.contains("%"))
    #expect(!text.contains("Workflow queue"))
  }

  @Test func `a query of a batch was seen from the first look at its batch on`() {
    var state = Dashboard.watching(columns: 120, rows: 60)
    state.press("f")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.text.contains("12:38:00     ✗ failed  at the first look"))
  }
}

@Suite("The cursor on the fields of a query") struct QueryFieldCursorTests {
  private func field(_ state: Dashboard) -> QueryField? {
    guard let view = state.top as? QueryView else { return nil }
    return view.page(state.facts).fields[view.cursor.index]
  }

  @Test func `moves field by field, and y copies the value under it`() {
    var state = SampleQuery.dashboard(SampleQuery.failed)
    #expect(state.apply(.keyPressed("y")) == [.copy("QUERY_ACCOUNT_UNAVAILABLE")])
    #expect(state.notice?.text.hasPrefix("code (25 bytes) sent to the terminal") == true)
    state.press("j")
    #expect(
      state.apply(.keyPressed("y")) == [
        .copy("Account act_9406548372 is not available (reference 6573681).")
      ])
  }

  @Test(arguments: [(40, 20), (80, 24), (20, 5), (40, 8), (200, 60)])
  func `every field is reached and shown, and back again`(columns: Int, rows: Int) {
    var state = SampleQuery.dashboard(SampleQuery.failed, columns: columns, rows: rows)
    var seen: [String] = []
    for _ in 0..<200 {
      if let label = field(state)?.label, seen.last != label { seen.append(label) }
      #expect(state.frame().cells.contains { $0.style.emphasis.contains(.selected) })
      state.press("j")
    }
    let all = (state.top as? QueryView)?.page(state.facts).fields.map(\.label)
    #expect(seen == all)
    for _ in 0..<200 { state.press("k") }
    #expect(field(state)?.label == "code" && (state.top as? QueryView)?.scroll == 0)
  }

  @Test func `stays on its field while the query goes on`() {
    var state = SampleQuery.dashboard(SampleQuery.running)
    while field(state)?.label != "request id" { state.press("j") }
    _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: [SampleQuery.failed])))
    #expect(field(state)?.label == "request id")
    #expect(field(state)?.value == SampleQuery.failed.requestID)
  }

  @Test func `stays on the same field of the next query`() {
    var state = Dashboard.watching()
    state.press("f")
    _ = state.apply(.keyPressed(.enter))
    state.press("jJ")
    #expect(field(state)?.label == "message")
  }

  @Test func `a click selects a field, the wheel takes the cursor along`() throws {
    var state = SampleQuery.dashboard(SampleQuery.failed, columns: 40, rows: 20)
    for _ in 0..<4 { _ = state.apply(.mouseUsed(.wheelDown(x: 5, y: 10))) }
    #expect(field(state)?.label != "code")
    #expect(state.frame().cells.contains { $0.style.emphasis.contains(.selected) })
    for _ in 0..<9 { _ = state.apply(.mouseUsed(.wheelUp(x: 5, y: 10))) }
    let line = try #require(
      state.frame().lines.firstIndex { $0.contains("message") })
    _ = state.apply(.mouseUsed(.pressed(x: 5, y: line)))
    #expect(field(state)?.label == "message")
  }

  @Test func `this query is saved as a list of one`() {
    var state = Dashboard.watching()
    state.press("f")
    _ = state.apply(.keyPressed(.enter))
    state.press("e")
    guard case .save(let list)? = state.apply(.keyPressed(.enter)).first,
      case .queries(let queries, let batch) = list.rows
    else {
      Issue.record("nothing is saved")
      return
    }
    #expect(queries.count == 1 && batch == SampleBatch.target)
  }

  @Test func `Y copies a ticket with the cause, the account and the last answer`() {
    var state = SampleQuery.dashboard(SampleQuery.failed)
    guard case .copy(let ticket)? = state.apply(.keyPressed("Y")).first else {
      Issue.record("nothing is copied")
      return
    }
    for part in ["supermetrics:query/abc123", "QUERY_ACCOUNT_UNAVAILABLE", "\"status_code\""] {
      #expect(ticket.contains(part))
    }
  }
}
