import CursesTerminal
import Foundation
import Testing

@MainActor @Suite("The description of a terminal") struct TerminalDescriptionTests {
  @Test(arguments: [("xterm-256color", 256), ("linux", 8), ("vt100", 0)])
  func `is the machine's where it has one`(term: String, colors: Int) {
    #expect(TerminalDescription(of: term) == .installed(colors: colors))
  }

  @Test(arguments: ["nosuch", "xterm-nosuch", "a/b", "../x", "nosuch\u{1B}[31m", "é"])
  func `is querytop's own where the machine has none`(term: String) {
    #expect(TerminalDescription(of: term) == .builtIn(colors: 256))
  }

  @Test func `is the machine's again after querytop's own was used`() {
    #expect(TerminalDescription(of: "nosuch") == .builtIn(colors: 256))
    #expect(TerminalDescription(of: "vt100") == .installed(colors: 0))
  }

  @Test(arguments: ["", "dumb"])
  func `is of no use where nothing can be drawn`(term: String) {
    #expect(TerminalDescription(of: term) == .undrawable)
  }

  @Test func `leaves the environment as it was`() {
    let before = ProcessInfo.processInfo.environment
    _ = TerminalDescription(of: "nosuch")
    #expect(ProcessInfo.processInfo.environment == before)
  }
}
