import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The targets view") struct TargetsViewTests {
  private static let sizes = [(40, 20), (80, 24), (120, 36), (200, 60)]

  private func screen(_ state: Dashboard) -> [String] { state.frame().lines }

  @Test(arguments: [
    ("prod:batch", true), ("PROD:batch/qrb", true), ("prod:b", true), ("!prod:query", true),
    ("prod:query/qrb", false), ("kind:batch", true), ("lab:batch", false),
  ]) func `the beginning of a target's name is a filter`(text: String, passes: Bool) throws {
    let facts = Dashboard.watchingMany(
      MonitorSnapshot(targets: [SampleTargets.target("prod:batch/qrb_1", .running)])
    ).facts
    let filter = try RowFilter(text, for: TargetRow.self)
    #expect(filter.matches(TargetRow(0, facts)) == passes)
  }

  @Test func `what stands beside the list offers no key that works only in its own view`() {
    let other = SampleTargets.target("prod:batch/qrb_1", .waiting)
    let state = Dashboard.watchingMany(
      MonitorSnapshot(targets: [SampleQuery.running, other]), columns: 200, rows: 60)
    let text = state.frame().lines.joined(separator: "\n")
    #expect(text.contains("last answer") && !text.contains("shows it"))
  }

  @Test(arguments: ["colour:red", "prod:x", "prod:", "stat:failed"])
  func `what is neither a field nor a target's name is told`(text: String) {
    #expect(throws: FilterProblem.self) { try RowFilter(text, for: TargetRow.self) }
  }

  @Test(arguments: sizes) func `looks as recorded`(columns: Int, rows: Int) throws {
    let state = Dashboard.watchingMany(columns: columns, rows: rows)
    try expectGolden(state.frame(), "targets-\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24)])
  func `looks as recorded in ASCII`(columns: Int, rows: Int) throws {
    let frame = Dashboard.watchingMany(columns: columns, rows: rows, glyphs: .ascii).frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "targets-ascii-\(columns)x\(rows)")
  }

  // MARK: Order

  @Test func `stands trouble first, whatever the order asked for`() throws {
    let targets = try #require(Dashboard.watchingMany().targets)
    let standings = targets.visible.indices.map { targets.visible.standings[$0] }
    #expect(standings == standings.sorted())
    #expect(
      targets.visible.ids.prefix(8) == [
        "badkey:batch/qrb_mock1", "badkey:batch/qrb_mock2", "badkey:query/q_mock3",
        "lab:batch/qrb_a1", "lab:query/q_a2", "prod:batch/qrb_typo",
        "etl:query/248df4b7-aa70-47b8-a036-33ac447e668d", "prod:query/q_short",
      ])
  }

  @Test(arguments: [(120, 36), (80, 24), (40, 20)])
  func `says who needs somebody, and why, before any key`(columns: Int, rows: Int) {
    let lines = screen(Dashboard.watchingMany(columns: columns, rows: rows))
    let first = lines[3]
    #expect(first.contains("▲ badkey:") && first.contains("mock1"))
    #expect(first.contains("credential refused"))
    #expect(lines.joined(separator: "\n").contains("badkey refused the key"))
  }

  @Test func `keeps targets that end alike at one moment in the order asked for`() throws {
    var monitor = SampleTargets.monitor
    for place in monitor.targets.indices where monitor.targets[place].state == .succeeded {
      monitor.targets[place].endedAt = SampleTargets.now
    }
    let targets = try #require(Dashboard.watchingMany(monitor).targets)
    let done = targets.visible.ids.filter { $0.contains("q_done") }
    #expect(done == (1...12).map { "prod:query/q_done_\($0)" })
  }

  @Test func `holds the order while the cursor moves, and lets go on a full stop`() throws {
    var state = Dashboard.watchingMany()
    state.press("j")
    let before = try #require(state.targets).visible.ids
    var monitor = SampleTargets.monitor
    monitor.targets[0] = SampleTargets.troubled(
      "prod:query/q_done_1", .unauthorized(QueryFailure()))
    _ = state.apply(.snapshotArrived(monitor))
    #expect(state.targets?.visible.ids == before)
    #expect(state.targetUnderCursor == "badkey:batch/qrb_mock2")
    state.press(".")
    #expect(state.targets?.visible.ids.first == "prod:query/q_done_1")
    #expect(state.targetUnderCursor == "badkey:batch/qrb_mock2")
  }

  @Test
  func `n goes to the next that needs somebody or failed, N back, and says where there is none`() {
    var state = Dashboard.watchingMany()
    state.press("G")
    state.press("N")
    #expect(state.targetUnderCursor == "prod:batch/qrb_3feb5ff5c72e")
    state.press("NNN")
    #expect(state.targetUnderCursor == "prod:query/q_fail")
    state.press("nnnn")
    #expect(state.targetUnderCursor == "badkey:batch/qrb_mock1")
    #expect(screen(state).contains { $0.contains("no failure below: this is the first") })
  }

  @Test func `the order lets go by itself five seconds after the last move`() {
    var state = Dashboard.watchingMany()
    state.press("j")
    var monitor = SampleTargets.monitor
    monitor.targets[0] = SampleTargets.troubled(
      "prod:query/q_done_1", .unauthorized(QueryFailure()))
    _ = state.apply(.snapshotArrived(monitor))
    _ = state.apply(.ticked(SampleTargets.now.addingTimeInterval(4)))
    #expect(state.targets?.visible.ids.first == "badkey:batch/qrb_mock1")
    _ = state.apply(.ticked(SampleTargets.now.addingTimeInterval(5)))
    #expect(state.targets?.visible.ids.first == "prod:query/q_done_1")
    #expect(state.targetUnderCursor == "badkey:batch/qrb_mock2")
  }

  @Test(arguments: sizes) func `s sorts by columns that are shown, one after the other`(
    columns: Int, rows: Int
  ) throws {
    var state = Dashboard.watchingMany(columns: columns, rows: rows)
    let view = try #require(state.targets)
    let shown = TargetsPanel.columns(of: view, state.facts).filter { $0.order != nil }
    for column in shown.dropFirst() + [.standing] {
      state.press("s")
      #expect(state.targets?.choice.column == column)
      let order = try #require(column.order).string
      #expect(screen(state)[1].contains(order))
    }
  }

  @Test func `sorts by each column with what one looks for on top, and S turns it round`() {
    func first(_ column: TargetColumn, _ isReversed: Bool = false) -> String? {
      var choice = TargetChoice()
      (choice.column, choice.isReversed) = (column, isReversed)
      let facts = Dashboard.watchingMany(columns: 200, rows: 60).facts
      return VisibleTargets(facts, choice, held: nil).ids.first
    }
    #expect(first(.target) == "badkey:batch/qrb_mock1")
    #expect(first(.target, true) == "prod:query/q_wait_9")
    #expect(first(.failed) == "prod:batch/qrb_0123456789ab")
    #expect(first(.left) == "prod:batch/qrb_3feb5ff5c71e")
    #expect(first(.age) == "etl:query/0b9d6b7c-1111-4a4e-8a11-5f5f5f5f5f5f")
    #expect(first(.standing, true)?.hasPrefix("prod:query/q_done") == true)
  }

  @Test func `a click on a header sorts`() {
    var state = Dashboard.watchingMany(columns: 120, rows: 36)
    let x = screen(state)[2].firstRange(of: "FAILED").map {
      screen(state)[2].distance(from: screen(state)[2].startIndex, to: $0.lowerBound)
    }
    _ = state.apply(.mouseUsed(.pressed(x: x ?? 0, y: 2)))
    #expect(state.targets?.choice.column == .failed)
    #expect(state.targetUnderCursor == "prod:batch/qrb_0123456789ab")
  }

  @Test func `f shows what needs somebody or has failures, and Esc all again`() {
    var state = Dashboard.watchingMany()
    state.press("f")
    #expect(state.targets?.visible.ids.count == 13)
    #expect(screen(state)[1].contains("13 of 46"))
    #expect(screen(state)[0].contains("46 targets"))
    _ = state.apply(.keyPressed(.escape))
    #expect(state.targets?.visible.ids.count == 46)
  }

  @Test func `a sort goes back to trouble first where its column has no room`() {
    var state = Dashboard.watchingMany(columns: 120, rows: 36)
    let failed = screen(state)[2].firstRange(of: "FAILED")
    let x = failed.map {
      screen(state)[2].distance(from: screen(state)[2].startIndex, to: $0.lowerBound)
    }
    _ = state.apply(.mouseUsed(.pressed(x: x ?? 0, y: 2)))
    _ = state.apply(.resized(Size(columns: 40, rows: 20)))
    #expect(state.targets?.choice.column == .standing)
  }

  @Test(arguments: [
    ("state:failed", 2), ("stands:needs-you", 8), ("source:badkey", 3), ("why:credential*", 3),
    ("failed>10", 2), ("q_done !q_done_1", 8), ("kind:batch done>50", 2), ("code", 0),
  ])
  func `/ filters with the language of every list`(filter: String, count: Int) {
    var state = Dashboard.watchingMany(columns: 120, rows: 36)
    state.press("/" + filter)
    _ = state.apply(.keyPressed(.enter))
    #expect(state.targets?.visible.ids.count == count)
    #expect(screen(state)[1].contains("\(count) of 46") && screen(state)[1].contains(filter))
    _ = state.apply(.keyPressed(.escape))
    #expect(state.targets?.visible.ids.count == 46)
  }

  @Test func `new trouble above a held order is told in the title of the list`() {
    var state = Dashboard.watchingMany(columns: 120, rows: 36)
    state.press("jj")
    var monitor = SampleTargets.monitor
    monitor.targets[0] = SampleTargets.troubled(
      "prod:query/q_done_1", .unauthorized(QueryFailure()))
    _ = state.apply(.snapshotArrived(monitor))
    #expect(screen(state)[1].contains("order held, 1 failed, 1 moved: ."))
  }

  @Test func `a hidden column is not shown, and the list of columns offers it`() {
    var state = Dashboard.watchingMany(columns: 120, rows: 36)
    _ = state.apply(.keyPressed(.function(6)))
    #expect(screen(state).contains { $0.contains("ELAPSED") })
    state.press("jjjjj")
    state.press(" ")
    #expect(state.hiddenColumns["targets"]?.count == 1)
  }

  @Test func `the view opened from a list goes on through it, and the cursor goes along`() {
    var state = Dashboard.watchingMany(columns: 120, rows: 36)
    for _ in 0..<9 { state.press("n") }
    #expect(state.targetUnderCursor == "prod:query/q_fail")
    _ = state.apply(.keyPressed(.enter))
    state.press("J")
    _ = state.apply(.keyPressed(.escape))
    #expect(state.targetUnderCursor == "prod:query/q_cancelled")
  }

  // MARK: The message line

  @Test func `the message line speaks of the row under the cursor and of no other`() {
    var state = Dashboard.watchingMany(columns: 120, rows: 36)
    let text = { screen(state).joined(separator: "\n") }
    #expect(text().contains("badkey refused the key"))
    state.press("jjj")
    #expect(text().contains("lab cannot be reached (connection refused)"))
    #expect(!text().contains("badkey refused the key"))
    state.press("G")
    #expect(!text().contains("cannot be reached"))
  }

  @Test func `the rows stay where they are while the cursor goes through them`() {
    var state = Dashboard.watchingMany(columns: 80, rows: 24)
    let header = screen(state).firstIndex { $0.contains("TARGET") }
    let bottom = screen(state).lastIndex { $0.hasPrefix("╰") }
    for _ in 0..<46 {
      state.press("j")
      #expect(screen(state).firstIndex { $0.contains("TARGET") } == header)
      #expect(screen(state).lastIndex { $0.hasPrefix("╰") } == bottom)
    }
  }

  // MARK: The title

  @Test(arguments: sizes) func `the title counts`(columns: Int, rows: Int) {
    let title = screen(Dashboard.watchingMany(columns: columns, rows: rows))[0]
    #expect(title.contains("46 targets"))
    #expect(title.contains("✗ 3") && title.contains("▲ 8"))
    #expect(columns < 80 || title.contains("▲ 8 need you  ▸ 5  · 18  ✓ 12"))
  }

  @Test func `the title tells nothing of one source as if it were of all`() {
    var monitor = SampleTargets.monitor
    monitor.throttledUntil["etl"] = SampleTargets.now.addingTimeInterval(600)
    let title = screen(Dashboard.watchingMany(monitor, columns: 200, rows: 60))[0]
    #expect(title.contains("● live"))
    for word in ["budget", "every", "throttled", "stale"] { #expect(!title.contains(word)) }
  }

  @Test func `the title says what came of it when all have ended`() {
    var monitor = SampleTargets.monitor
    monitor.targets = monitor.targets.filter { $0.state.isTerminal && $0.missing.isEmpty }
    for place in monitor.targets.indices {
      monitor.targets[place].startedAt = SampleTargets.now.addingTimeInterval(-7800)
    }
    let title = screen(Dashboard.watchingMany(monitor, columns: 120, rows: 36))[0]
    #expect(title.contains("✗ 3 of 15 failed  ✓ 12 succeeded  took 2h09m"))
    #expect(title.contains("● ended"))
  }

  @Test func `five hundred targets are put in order once a snapshot, not once a key`() {
    let many = (0..<500).map { SampleTargets.target("prod:query/q_\($0)", .running) }
    var state = Dashboard.watchingMany(MonitorSnapshot(targets: many), columns: 120, rows: 36)
    state.press("j")
    let before = state.targets?.visible
    let revision = state.facts.revision
    for _ in 0..<600 { state.press("j") }
    #expect(state.targetUnderCursor == "prod:query/q_499")
    #expect(state.targets?.visible == before && state.facts.revision == revision)
    #expect(screen(state).contains { $0.contains("prod:query/q_499") })
  }
}
