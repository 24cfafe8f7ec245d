import QueryCore
import TestSupport
import Testing

@testable import DashboardUI

@Suite("The terminal's title") struct TerminalTitleTests {
  @Test func `says of one batch how far it is and how much has failed`() {
    #expect(
      Dashboard.watching().terminalTitle == "62 %, 50 failed - qrb_3feb5ff5c71e - querytop")
  }

  @Test func `of one that has ended, how`() {
    var state = Dashboard.watching()
    var monitor = SampleBatch(started: 848).monitor
    monitor.targets[0].state = .failed
    _ = state.apply(.snapshotArrived(monitor))
    #expect(state.terminalTitle == "failed, 50 failed - qrb_3feb5ff5c71e - querytop")
    state.press("p")
    #expect(state.terminalTitle.contains("paused"))
  }

  @Test func `of several, what needs somebody first`() {
    let title = Dashboard.watchingMany().terminalTitle
    #expect(title.contains("need you") && title.hasSuffix("46 targets - querytop"), "\(title)")
  }
}
