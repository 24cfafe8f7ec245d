import Foundation
import TestSupport
import Testing
import TextCanvas

/// The hostile strings in every field, as they reach a real terminal.
@Suite("Hostile strings on a terminal", .serialized) struct HostileStringsTerminalTests {
  private static let columns = 120

  /// Watches a target with all that is written recorded, then looks at what was.
  private func watching(
    _ target: String, until text: String, _ body: (TerminalDriver) async throws -> Void
  ) async throws {
    let server = try HostileServer()
    let folder = try TemporaryFolder()
    defer {
      server.stop()
      folder.remove()
    }
    let record = folder.path("record")
    try await TerminalDriver.with(columns: Self.columns, rows: 36, environment: server.environment)
    {
      terminal in
      try await terminal.run(line: "script -q -c '\(try Program.path) watch \(target)' \(record)")
      try await terminal.waitFor(text)
      try await body(terminal)
      try await terminal.send("C-c")
      try await terminal.waitFor("$ ")
    }
    let bytes = try #require(FileManager.default.contents(atPath: record))
    #expect(TerminalBytes.findings(Array(bytes)) == [])
  }

  /// Goes through a list page by page, looking at each, until a text is seen.
  private func leaf(
    _ terminal: TerminalDriver, _ key: String, until last: String
  ) async throws {
    var screen = try await terminal.screen()
    while !screen.contains(where: { $0.contains(last) }) {
      try await terminal.send(key)
      let before = screen
      try await terminal.waitUntil("another page than\n\(before)") { $0 != before }
      screen = try await wholeFrame(on: terminal)
      expectWhole(screen)
    }
  }

  /// The screen when two looks show the same: a frame comes to a terminal in pieces, and the first may be all there is.
  private func wholeFrame(on terminal: TerminalDriver) async throws -> [String] {
    var seen = try await terminal.screen()
    return try await terminal.waitUntil("a screen that rests") { screen in
      defer { seen = screen }
      return screen == seen
    }
  }

  /// Every row of a box is as wide as the screen, up to its border.
  private func expectWhole(_ screen: [String]) {
    for line in screen where ["│", "╭", "╰"].contains(line.first) {
      let ends = line.last.map { ["│", "╮", "╯"].contains($0) } ?? false
      #expect(ends && SafeText(line).width == Self.columns, "\(SafeText(line).asciiOnly())")
    }
  }

  @Test func `the parser tells of what is no drawing`() {
    for hostile in [
      "\u{1B}]52;c;é\u{7}", "\u{1B}Pq\u{1B}\\", "\u{9B}2J", "\u{0}", "\u{7F}", "a\u{202E}b",
      "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{2028}", "\u{E000}", "\u{1B}_x\u{1B}\\", "\u{1B}[5y",
    ] {
      #expect(!TerminalBytes.findings(Array(hostile.utf8)).isEmpty)
    }
    for broken: [UInt8] in [[0x61, 0xFF], [0x61, 0x94], [0xE2, 0x94, 0x61], [0xF5, 0x80]] {
      #expect(!TerminalBytes.findings(broken).isEmpty)
    }
    // What was being written as the recording ended.
    #expect(TerminalBytes.findings([0x61, 0xE2, 0x94]) == [])
    let calm = "\u{1B}[?1049h\u{1B}[1;24r\u{1B}(B\u{1B}[38;5;12m│漢\u{1B}[K\r\n\u{1B}7 \u{1B}8"
    #expect(TerminalBytes.findings(Array(calm.utf8)) == [])
  }

  @Test func `queries, one query, causes and the answer`() async throws {
    try await watching(HostileServer.batch, until: "q0") { terminal in
      try await terminal.send("z")
      try await terminal.waitUntil("the list alone") { !$0.contains { $0.contains("Progress") } }
      try await leaf(terminal, "NPage", until: "q1363")
      try await terminal.send("Enter")
      try await terminal.waitFor("Timeline")
      expectWhole(try await wholeFrame(on: terminal))
      try await terminal.send("v")
      try await terminal.waitUntil("the answer") { !$0.contains { $0.contains("Timeline") } }
      expectWhole(try await wholeFrame(on: terminal))
    }
  }

  @Test func `all rows of a result`() async throws {
    try await watching(HostileServer.query, until: "succeeded") { terminal in
      try await terminal.send("o")
      try await terminal.waitFor("row 1 of ")
      try await leaf(terminal, "NPage", until: "row 1,364 of 1,364")
    }
  }
}
