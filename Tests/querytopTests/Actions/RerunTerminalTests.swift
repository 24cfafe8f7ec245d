import QuerySimulator
import TestSupport
import Testing

/// Running again and cancelling from the dashboard, on a real terminal.
@Suite("On a terminal, a batch", .serialized) struct RerunTerminalTests {
  @Test func `is run again on a typed yes, and what it made is watched`() async throws {
    try await TerminalDriver.with(columns: 120, rows: 36) { terminal in
      let path = try Program.path
      try await terminal.run(line: "\(path) demo --queries 120 --duration 1 --seed 7")
      try await terminal.waitFor("14 failed")
      try await terminal.type("R")
      try await terminal.waitFor("run again 6 of 14 failed queries")
      try await terminal.send("Enter")
      try await terminal.waitFor("type yes to have supermetrics run 6 queries again")
      try await terminal.type("yes")
      try await terminal.send("Enter")
      try await terminal.waitFor("runs them again as supermetrics:batch/qrb_")
      try await terminal.send("Enter")
      try await terminal.waitFor("succeeded this time")
    }
  }

  @Test func `is not cancelled by quitting, which says that it goes on`() async throws {
    try await LiveSimulator.serving { simulator in
      try await TerminalDriver.with(columns: 120, rows: 36, environment: simulator.environment) {
        terminal in
        let path = try Program.path
        try await terminal.run(line: "\(path) \(simulator.target)")
        try await terminal.waitFor("● live")
        try await terminal.waitFor("running")
        try await terminal.type("q")
        try await terminal.waitFor("goes on at supermetrics")
        #expect(simulator.server.received.isEmpty)
      }
    }
  }

  @Test func `is cancelled when the end of its id is typed`() async throws {
    try await LiveSimulator.serving { simulator in
      try await TerminalDriver.with(columns: 120, rows: 36, environment: simulator.environment) {
        terminal in
        let path = try Program.path
        try await terminal.run(line: "\(path) \(simulator.target)")
        try await terminal.waitFor("● live")
        try await terminal.type("X")
        let word = String(simulator.target.suffix(4))
        try await terminal.waitFor("type \(word), the end of its id")
        #expect(simulator.server.received.isEmpty)
        try await terminal.type(word)
        try await terminal.send("Enter")
        try await terminal.waitFor("is cancelled")
        #expect(simulator.server.received.count == 1)
      }
    }
  }

  @Test func `is neither run again nor cancelled where it is to read alone`() async throws {
    try await LiveSimulator.serving(queries: 120, duration: 1, isOver: true) { simulator in
      try await TerminalDriver.with(columns: 120, rows: 36, environment: simulator.environment) {
        terminal in
        let path = try Program.path
        try await terminal.run(line: "\(path) watch --read-only \(simulator.target)")
        try await terminal.waitFor("failed")
        for key in ["R", "X"] {
          try await terminal.type(key)
          try await terminal.waitFor("querytop is read-only")
          try await terminal.send("Down")
        }
        #expect(simulator.server.received.isEmpty)
      }
    }
  }
}
