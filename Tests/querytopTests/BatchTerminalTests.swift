import Foundation
import NIOConcurrencyHelpers
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

  private typealias Query = BatchServer.Query

  /// Columns that differ, a failure, an expiry, and one that ends when it is told to.
  private static func queries(isOver: Bool) -> [Query] {
    [
      Query(name: "1", accounts: ["act_1"], rows: clicks.map { #"{"clicks":\#($0),"note":"n"}"# }),
      Query(name: "2", state: "FAILURE", accounts: ["act_2"]),
      Query(
        name: "3", state: isOver ? "SUCCESS" : "RUNNING", accounts: ["act_3"],
        rows: [#"{"clicks":30000,"late":"yes"}"#, #"{"clicks":-5}"#]),
      Query(name: "4", accounts: ["act_4"], rows: [#"{"clicks":1}"#], refusal: Query.expiry),
      Query(name: "5", accounts: ["act_5"], rows: [#"{"own":"x"}"#, #"{"clicks":20000}"#]),
    ]
  }

  private static let clicks = (0..<2_500).map { $0 * 7_919 % 10_007 }

  /// The cells of the column of clicks that are on the screen, from the top.
  private static func shownClicks(_ screen: [String]) -> [Int] {
    screen.compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(where: { $0.hasPrefix("act_") }), place + 3 < words.count
      else { return nil }
      return Int(words[place + 3])
    }
  }

  @Test func `A sorts all rows of a batch that runs on, and reads those that come later`()
    async throws
  {
    let isOver = NIOLockedValueBox(false)
    let server = try BatchServer(pageRows: 1_000) { _, _ in
      Self.queries(isOver: isOver.withLockedValue { $0 })
    }
    defer { server.stop() }
    let most = Self.clicks.sorted(by: >)
    try await TerminalDriver.with(columns: 120, rows: 30, environment: server.environment) {
      terminal in
      try await terminal.run(line: "\(try Program.path) watch \(BatchServer.target) --every 1")
      try await terminal.waitFor("5 queries")
      try await terminal.type("O")
      try await terminal.waitFor("row 1 of 2,503 · 1 gap · 1 query to come")
      try await terminal.waitFor("clicks")
      try await terminal.type("lllS")
      try await terminal.waitFor(" loaded · by clicks ▼")
      try await terminal.type("A")
      // The expired one is met only by reading all.
      try await terminal.waitFor("sorted: all 2,502 rows, 2 gaps below; Esc goes back")
      try await terminal.waitUntil("the most clicks first") { screen in
        Self.shownClicks(screen).starts(with: [20_000] + most.prefix(20))
      }
      isOver.withLockedValue { $0 = true }
      try await terminal.waitFor("2 gaps below; there are more now: A reads them")
      #expect(Self.shownClicks(try await terminal.screen()).first == 20_000)
      try await terminal.type("A")
      try await terminal.waitFor("sorted: all 2,504 rows, 2 gaps below; Esc goes back")
      try await terminal.waitUntil("those that came later among them") { screen in
        Self.shownClicks(screen).starts(with: [30_000, 20_000] + most.prefix(20))
      }
      try await terminal.type("G")
      try await terminal.waitFor("gap 2 of 2, all 2,504 rows")
      try await terminal.waitUntil("gaps below the rows without clicks") { screen in
        let rows = screen.filter { $0.contains("act_") }
        return Self.shownClicks(screen).last == -5 && rows.count > 3
          && rows[rows.count - 3].contains("act_5")
          && rows[rows.count - 2].contains("act_2") && rows[rows.count - 2].contains("failed")
          && rows[rows.count - 1].contains("act_4") && rows[rows.count - 1].contains("expired")
      }
      try await terminal.send("Escape")
      try await terminal.waitFor("of 2,504 · 2 gaps")
    }
  }
}
