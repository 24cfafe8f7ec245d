import Testing

@testable import querytop

@MainActor @Suite("Findings of doctor") struct FindingTests {
  private let findings = [
    Finding.good("version", "1.2.3"),
    .fault("configuration", "a\u{1B}[31m " + String(repeating: "word ", count: 40), status: 78),
  ]

  @Test(arguments: [80, 40]) func `keep within a terminal's width`(width: Int) {
    let lines = Finding.lines(findings, width: width)
    #expect(lines.count > 2)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines[2].hasPrefix(String(repeating: " ", count: 22) + "word"))
  }

  @Test func `stand on a line each where there is no terminal, and hold no control character`() {
    let lines = Finding.lines(findings, width: nil)
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
