import TestSupport
import Testing

/// How many keys lead from a half-failed batch to what explains it, on a real terminal.
@Suite("Causes on a terminal", .serialized) struct TerminalCausesTests {
  @Test(arguments: [(120, 36), (80, 24), (40, 20)])
  func `no key to the verdict, two to message and advice, three to a ticket on the clipboard`(
    columns: Int, rows: Int
  ) async throws {
    try await LiveSimulator.serving(queries: 200, duration: 1) { simulator in
      try await TerminalDriver.with(
        columns: columns, rows: rows, environment: simulator.environment
      ) { terminal in
        try await terminal.run(line: "\(try Program.path) watch --every 1 \(simulator.target)")
        try await terminal.waitUntil("the verdict") { $0.count > 1 && $0[1].hasPrefix(" ✗ ") }
        try await terminal.waitUntil("the end") { screen in
          screen.contains { $0.contains("✗ failed") && $0.contains("took") }
        }
        try await terminal.type("c")
        try await terminal.send("Enter")
        let screen = try await terminal.waitFor("advice")
        #expect(screen.contains { $0.contains("message") })
        try await terminal.type("Y")
        try await terminal.waitFor("ticket (")
        let ticket = try #require(try await terminal.clipboard())
        #expect(ticket.hasPrefix(simulator.target))
        #expect(ticket.contains("\n1. "))
        try await terminal.type("qq")
      }
    }
  }
}
