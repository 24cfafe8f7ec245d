import QueryReports
import Testing

@testable import querytop

@MainActor @Suite("Findings of doctor") struct FindingTests {
  private let findings = [
    Finding.good("version", "1.2.3"),
    .fault("configuration", "a\u{1B}[31m " + String(repeating: "word ", count: 40), status: 78),
  ]

  @Test(arguments: [(80, 22), (40, 2)])
  func `keep within a terminal's width`(width: Int, indent: Int) {
    let lines = Finding.lines(findings, in: .terminal(columns: width))
    #expect(lines.count > 2)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.last?.hasPrefix(String(repeating: " ", count: indent) + "word") == true)
  }

  @Test func `stand on a line each where there is no terminal, and hold no control character`() {
    let lines = Finding.lines(findings, in: .pipe)
    #expect(lines.count == 2 && lines[0] == "ok     version        1.2.3")
    #expect(lines.allSatisfy { !$0.utf8.contains(0x1B) })
  }

  @Test func `say where what is remembered stands, or why nothing is`() throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    func state(_ environment: [String: String]) -> Finding? {
      ProgramFindings.all(environment).first { $0.subject == "state" }
    }
    let there = ["XDG_STATE_HOME": home.path("")]
    #expect(state(there) == .good("state", home.path("") + "/querytop"))
    _ = try home.write("querytop", "a file")
    #expect(state(there)?.verdict == .note)
    #expect(state(there)?.words.hasPrefix("nothing is remembered: \(home.path(""))") == true)
    #expect(state([:]) == .note("state", "nothing is remembered: HOME is not set"))
  }
}
