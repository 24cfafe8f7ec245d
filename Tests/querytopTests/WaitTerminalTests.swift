import Glibc
import TestSupport
import Testing

/// Commands that are no dashboard, on a real terminal.
@Suite("Waiting on a terminal", .serialized) struct WaitTerminalTests {
  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129)])
  func `a signal ends the line that tells how far things are`(signal: Int32, status: Int)
    async throws
  {
    try await LiveSimulator.serving(duration: 7200) { simulator in
      try await TerminalDriver.with(
        columns: 100, rows: 24, environment: simulator.environment
      ) { terminal in
        try await terminal.run(
          line: "\(try Program.path) wait \(simulator.target); echo status=$?")
        try await terminal.waitUntil("how far it is") { screen in
          screen.contains { $0.hasPrefix(simulator.target) }
        }
        try await terminal.kill(signal)
        try await terminal.waitUntil("the status on a line of its own") { screen in
          screen.contains { $0.hasPrefix("status=\(status)") }
        }
      }
    }
  }

  @Test func `what is printed is never wider than the terminal`() async throws {
    try await LiveSimulator.serving(isOver: true) { simulator in
      try await TerminalDriver.with(
        columns: 40, rows: 60, environment: simulator.environment
      ) { terminal in
        let program = try Program.path
        try await terminal.run(
          line:
            "clear; '\(program)' status \(simulator.target); '\(program)' failures \(simulator.target)"
        )
        try await terminal.waitFor("CODE")
        try await terminal.waitFor("again.")
        // A line that wraps fills its terminal to the last column.
        #expect(try await terminal.screen().dropFirst(4).allSatisfy { $0.count <= 40 })
        let screen = try await terminal.screen()
        #expect(screen.contains { $0.contains("…") && $0.contains("failed") })
      }
    }
  }
}
