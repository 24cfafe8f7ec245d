import Foundation
import Glibc
import QuerySimulator
import ResultTables
import TestSupport
import Testing

/// The rows of a result as a person meets them: on a real terminal, from a real server.
@Suite("Rows on a terminal", .serialized) struct TerminalRowsTests {
  private static let target = ResultServer.supermetrics

  private func watching(
    _ server: ResultServer, _ body: (TerminalDriver, TemporaryFolder) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    defer {
      server.stop()
      folder.remove()
    }
    try await TerminalDriver.with(columns: 120, rows: 30, environment: server.environment) {
      terminal in
      try await terminal.run(line: "cd \(folder.path(""))")
      try await terminal.run(line: "\(try Program.path) watch \(Self.target)")
      try await terminal.waitFor("succeeded")
      try await terminal.type("o")
      try await terminal.waitFor("row 1 of ")
      try await body(terminal, folder)
    }
  }

  @Test func `a whole visit: move, the end, a record, search, copy, save, back, quit`() async throws
  {
    let server = try ResultServer()
    let rows = try server.rows(of: Self.target)
    try await watching(server) { terminal, folder in
      let columns = try #require(rows.first)
      try await terminal.waitFor(try #require(columns["Account name"]?.text))
      try await terminal.type("jjl")
      try await terminal.waitFor("row 3 of 1,500 · column 2 of 12 Account name")
      try await terminal.type("y")
      try await terminal.waitFor("sent to tmux; if it does not arrive: set -s set-clipboard on")
      #expect(try await terminal.clipboard() == rows[2]["Account name"]?.text)
      try await terminal.type("G")
      try await terminal.waitFor("row 1,500 of 1,500")
      try await terminal.waitFor(" 1,500 ")
      try await terminal.send("Enter")
      try await terminal.waitUntil("the record") { !$0.contains { $0.contains("/ search") } }
      try await terminal.send("Escape")
      // ESC with a letter right behind it is Alt and the letter.
      try await terminal.waitFor("/ search")
      try await terminal.type("g")
      try await terminal.waitFor("row 1 of 1,500")
      try await terminal.type("/weekly")
      try await terminal.send("Enter")
      try await terminal.waitFor("n N step through them")
      try await terminal.type("e")
      try await terminal.waitFor("save all rows in: supermetrics-long_result.csv")
      try await terminal.send("Enter")
      try await terminal.waitUntil("the file") { _ in
        FileManager.default.fileExists(atPath: folder.path("supermetrics-long_result.csv"))
      }
      let saved = try Data(contentsOf: URL(filePath: folder.path("supermetrics-long_result.csv")))
      #expect(try SavedRows.are(rows, in: Array(saved), .csv))
      try await terminal.type("qqq")
      try await terminal.waitFor("watch \(Self.target)")
      try await terminal.run(line: "echo status=$?")
      try await terminal.waitFor("status=0")
      #expect(try await terminal.modes() == .ordinary)
    }
  }

  @Test func `values are counted in all rows, the rows of one shown, and rows sorted`() async throws
  {
    let server = try ResultServer()
    let rows = try server.rows(of: Self.target)
    try await watching(server) { terminal, _ in
      let names = rows.compactMap { $0["Account name"]?.text }
      let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
      let most = try #require(counts.values.max())
      let first = try #require(counts.filter { $0.value == most }.keys.min())
      try await terminal.type("lF")
      try await terminal.waitFor("Account name · \(counts.count) values")
      try await terminal.type("A")
      try await terminal.waitFor("of all 1,500 rows")
      try await terminal.send("Enter")
      try await terminal.waitFor("Account name = \(first)")
      try await terminal.send("Escape")
      try await terminal.waitFor("row 1 of 1,500 · column 2")
      try await terminal.type("S")
      try await terminal.waitFor("by Account name ▼")
      try await terminal.type(".")
      try await terminal.waitFor(" of 1,500 · column 2")
    }
  }

  @Test func `A sorts all rows, and Esc gives the server's order back`() async throws {
    let server = try ResultServer()
    let rows = try server.rows(of: Self.target)
    let values = rows.compactMap { row -> Double? in
      if case .number(let text) = row["Impressions"] { Double(text) } else { nil }
    }
    let most = try #require(values.max())
    try await watching(server) { terminal, _ in
      try await terminal.type("lllS")
      try await terminal.waitFor(" loaded · by Impressions ▼")
      try await terminal.type("A")
      try await terminal.waitFor("row 1 of all 1,500 · by Impressions ▼")
      try await terminal.waitFor("sorted: all 1,500 rows")
      try await terminal.waitFor(" \(Int(most)) ")
      try await terminal.type("G")
      try await terminal.waitFor("row 1,500 of all 1,500")
      try await terminal.type("S")
      try await terminal.waitFor("row 1 of all 1,500 · by Impressions ▲")
      try await terminal.send("Escape")
      try await terminal.waitFor("row 1 of 1,500 · column 4")
    }
  }

  @Test(arguments: ["q", "a signal"])
  func `an export that the end stops is told of when the screen is given back`(end: String)
    async throws
  {
    let held = HeldPage()
    let server = try ResultServer { row, _ in
      if row >= 1200 { held.wait() }
      return .simulated()
    }
    defer { held.release() }
    try await watching(server) { terminal, folder in
      try await terminal.type("e")
      try await terminal.waitFor("save all rows in: ")
      try await terminal.send("Enter")
      let note = folder.path("supermetrics-long_result.csv.partial.json")
      try await terminal.waitUntil("rows in the file") { _ in
        FileManager.default.contents(atPath: note).map {
          String(decoding: $0, as: UTF8.self).contains(#""rows":1200"#)
        } ?? false
      }
      if end == "q" { try await terminal.type("qqq") } else { try await terminal.kill(SIGTERM) }
      try await terminal.waitFor("saving supermetrics-long_result.csv was stopped")
      try await terminal.waitUntil("what is left") { screen in
        screen.joined().contains("long_result.csv.partial holds the first 1,200 rows of 1,500")
      }
      #expect(try await terminal.modes() == .ordinary)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted() == [
          "supermetrics-long_result.csv.partial", "supermetrics-long_result.csv.partial.json",
        ])
    }
  }
}
