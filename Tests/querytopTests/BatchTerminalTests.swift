import Foundation
import QuerySimulator
import TestSupport
import Testing

/// The table of a batch as a person meets it: on a real terminal, from a real server.
@Suite("A batch's rows on a terminal", .serialized) struct BatchTerminalTests {
  @Test func `a visit: open, gaps, the end, search everything, save, quit`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await LiveSimulator.serving(queries: 60, duration: 2, rows: 40) { simulator in
      simulator.controls.results.areUneven = true
      simulator.controls.results.expiresEvery = 30
      try await TerminalDriver.with(columns: 120, rows: 30, environment: simulator.environment) {
        terminal in
        let name = simulator.target.map { $0 == ":" || $0 == "/" ? "-" : String($0) }.joined()
          .replacing("batch-", with: "")
        try await terminal.run(line: "cd \(folder.path(""))")
        try await terminal.run(line: "\(try Program.path) watch \(simulator.target)")
        try await terminal.waitFor("took ")
        try await terminal.type("O")
        try await terminal.waitFor("row 1 of ")
        try await terminal.waitFor("split_account")
        try await terminal.type("f")
        try await terminal.waitFor("gap 1 of ")
        try await terminal.waitFor("failed")
        try await terminal.type("G")
        // The result of the last query has expired, which is found by looking.
        try await terminal.waitFor("expired")
        try await terminal.type("/newsletter")
        try await terminal.send("Enter")
        try await terminal.type("A")
        try await terminal.waitFor("n N step through them")
        try await terminal.type("e")
        try await terminal.waitFor("save all rows in: ")
        try await terminal.send("Enter")
        try await terminal.waitUntil("the file") { _ in
          ["", ".missing.json"].allSatisfy { ending in
            FileManager.default.fileExists(atPath: folder.path("\(name).csv\(ending)"))
          }
        }
        try await terminal.type("qqq")
        try await terminal.waitFor("watch \(simulator.target)")
      }
    }
  }
}
