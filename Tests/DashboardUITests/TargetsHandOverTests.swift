import QueryCore
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Copying and saving targets") struct TargetsHandOverTests {
  private func screen(_ state: Dashboard) -> [String] { state.frame().lines }

  @Test func `y copies the target under the cursor`() {
    var state = Dashboard.watchingMany()
    let effects = state.apply(.keyPressed("y"))
    #expect(effects == [.copy("badkey:batch/qrb_mock1")])
    #expect(screen(state).contains { $0.contains("badkey:batch/qrb_mock1 (22 bytes) sent") })
  }

  @Test func `Y copies what is wrong with the target under the cursor`() {
    var state = Dashboard.watchingMany()
    let effects = state.apply(.keyPressed("Y"))
    #expect(
      effects == [
        .copy(
          """
          badkey:batch/qrb_mock1 · credential refused · 2026-10-03 12:39 UTC
          badkey refused the key (API_KEY_INVALID: The API key is not valid.): check the credential of badkey in config.yaml and start querytop again
          """)
      ])
    state.press("G")
    #expect(state.apply(.keyPressed("Y")).isEmpty)
    #expect(screen(state).contains { $0.contains("nothing is wrong with prod:query/q_done") })
  }

  @Test func `marked targets are copied together, and their tickets`() {
    var state = Dashboard.watchingMany()
    state.press("  ")
    #expect(
      state.apply(.keyPressed("y")) == [.copy("badkey:batch/qrb_mock1\nbadkey:batch/qrb_mock2")])
    guard case .copy(let text)? = state.apply(.keyPressed("Y")).first else {
      Issue.record("nothing copied")
      return
    }
    #expect(text.split(separator: "\n\n").count == 2)
    state.press("u")
    #expect(state.targets?.list.marks.isEmpty == true)
  }

  @Test func `Y copies a failed batch's ticket`() throws {
    var state = Dashboard.watchingMany()
    for _ in 0..<8 { state.press("n") }
    #expect(state.targetUnderCursor == "prod:batch/qrb_0123456789ab")
    guard case .copy(let text)? = state.apply(.keyPressed("Y")).first else {
      Issue.record("nothing copied")
      return
    }
    #expect(text.hasPrefix("prod:batch/qrb_0123456789ab · "))
    #expect(text.contains("QUERY_ACCOUNT_UNAVAILABLE"))
  }

  @Test func `e saves the targets in the order shown`() throws {
    var state = Dashboard.watchingMany()
    state.press("e")
    let effects = state.apply(.keyPressed(.enter))
    guard case .save(let list) = try #require(effects.first), case .targets(let rows) = list.rows
    else {
      Issue.record("nothing saved: \(effects)")
      return
    }
    #expect(rows.map(\.target.description) == state.targets?.visible.ids)
    #expect(list.what == "46 targets" && list.path == "targets.txt")
  }
}
