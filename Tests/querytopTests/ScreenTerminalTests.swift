import Foundation
import TestSupport
import Testing

/// Saving the screen of the running program.
@Suite(.serialized) struct ScreenTerminalTests {
  private let demo = "demo --queries 40 --duration 7200"

  /// Rows without blanks at their ends.
  private func rows(_ lines: [String]) -> [String] {
    lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  private func save(as name: String, on terminal: TerminalDriver) async throws {
    try await terminal.type("W")
    try await terminal.waitFor("save the screen in: querytop-help-")
    try await terminal.send("C-u")
    try await terminal.type(name)
    try await terminal.send("Enter")
  }

  @Test(arguments: ["C.UTF-8", "C"])
  func `W saves what is on the screen, and cat shows it again`(locale: String) async throws {
    let folder = try TemporaryFolder()
    try await TerminalDriver.with(environment: ["LANG": locale]) { terminal in
      try await terminal.run(line: "cd '\(folder.root)' && \(try Program.path) \(demo)")
      try await terminal.waitFor(" live")
      try await terminal.type("?")
      try await terminal.waitFor("open the row under the cursor")
      let shown = rows(try await terminal.screen())
      for name in ["a.txt", "a.ans", "a.svg"] {
        try await save(as: name, on: terminal)
        try await terminal.waitFor("saved in \(name): ")
      }
      try await save(as: "a.txt", on: terminal)
      try await terminal.waitFor("a.txt is there already: W again, with another name")
      try await terminal.send("F10")
      try await terminal.waitUntil("a shell") { $0.contains { $0.hasPrefix("$") } }
      let text = try String(contentsOfFile: folder.path("a.txt"), encoding: .utf8)
      #expect(
        text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
          == shown)
      #expect(
        try String(contentsOfFile: folder.path("a.svg"), encoding: .utf8).contains("Batch"))
      try await terminal.resize(columns: 80, rows: 30)
      try await terminal.run(line: "clear && cat a.ans && echo no''more")
      let again = try await terminal.waitFor("nomore")
      #expect(rows(Array(again.prefix(24))) == shown)
    }
    folder.remove()
  }
}
