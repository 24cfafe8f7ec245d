import Foundation
import TestSupport
import Testing

/// Pasting into the running program.
@Suite("Pasting on a terminal", .serialized) struct PasteTerminalTests {
  @Test(arguments: ["tmux-256color", "vt100"])
  func `100 kB pasted anywhere press no key and write no file, and the next key is answered`(
    term: String
  ) async throws {
    let text = String(repeating: "quit\nRyes\ne\nx.csv\nX\n", count: 5_000)
    let clipboard = try TemporaryFolder().write("clipboard", text)
    let folder = try TemporaryFolder()
    try await TerminalDriver.with(environment: ["TERM": term]) { terminal in
      try await terminal.run(line: "cd '\(folder.root)' && \(try Program.path) demo")
      try await terminal.waitFor("● live")
      try await terminal.paste(contentsOf: clipboard)
      try await terminal.waitFor("pasted text was left out")
      try await terminal.type("/")
      try await terminal.waitFor("filter:")
      try await terminal.paste(contentsOf: clipboard)
      try await terminal.waitFor("filter: quit")
      try await terminal.send("Escape")
      try await terminal.waitUntil("no prompt") { !$0.contains { $0.contains("filter:") } }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root).isEmpty)
      try await terminal.type("q")
      try await terminal.waitFor("ended with the simulator")
    }
  }

  @Test func `answers nobody asked for press no key`() async throws {
    try await TerminalDriver.with { terminal in
      try await terminal.run(line: "\(try Program.path) demo")
      try await terminal.waitFor("● live")
      try await terminal.type(
        "\u{1B}]11;rgb:ffff/qqqq/ffff\u{1B}\\\u{1B}[12;40R\u{1B}[?62;22c\u{1B}P>|quit\u{1B}\\\u{1B}[M !!\u{1B}[I"
      )
      try await terminal.type("?")
      try await terminal.waitFor("open the row under the cursor")
    }
  }
}
