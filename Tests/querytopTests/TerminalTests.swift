import Glibc
import QuerySimulator
import TestSupport
import Testing

/// The program as a person meets it: started from a shell, on a real terminal.
@Suite("On a terminal", .serialized) struct TerminalTests {
  private func withTerminal(
    columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    _ body: (TerminalDriver) async throws -> Void
  ) async throws {
    try await TerminalDriver.with(
      columns: columns, rows: rows, environment: environment, body)
  }

  @Test func `a whole visit: move, open a failed query, go back, filter, resize, suspend, quit`()
    async throws
  {
    try await withTerminal { terminal in
      let before = try await terminal.sttyState()
      // At the usual pace, and long enough to be alive at the end of a visit on a busy machine.
      try await terminal.run(line: "\(try Program.path) demo --queries 20000 --duration 3000")
      try await terminal.waitFor("● live")
      try await terminal.send("Down", "Down", "Up")
      try await terminal.type("f")
      try await terminal.waitFor("failed only")
      try await terminal.waitFor("✗ failed")
      try await terminal.send("Enter")
      try await terminal.waitFor("Error")
      try await terminal.waitFor("Timeline")
      try await terminal.send("Escape")
      try await terminal.waitFor("failed only")
      try await terminal.type("/zzz")
      try await terminal.waitFor("no query matches")
      try await terminal.send("Escape")
      // ESC with a key right behind it is Alt and the key.
      try await terminal.waitUntil("the filter before") {
        !$0.contains { $0.contains("no query matches") }
      }
      try await terminal.resize(columns: 120, rows: 36)
      try await terminal.waitUntil("the wide layout") { screen in
        screen.count == 36 && screen.contains { $0.contains("╮╭─ Workflow") && $0.hasSuffix("╮") }
      }
      try await terminal.send("C-z")
      try await terminal.waitFor("Stopped")
      #expect(try await terminal.modes() == .ordinary)
      try await terminal.run(line: "fg")
      try await terminal.waitFor("● live")
      // The filter first, then out.
      try await terminal.type("qq")
      // Typed before the shell has the terminal back it would be lost.
      try await terminal.waitFor("ended with the simulator")
      try await terminal.run(line: "echo status=$?")
      try await terminal.waitFor("status=0")
      #expect(try await terminal.modes() == .ordinary)
      #expect(try await terminal.sttyState() == before)
    }
  }

  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGQUIT, 131)])
  func `a signal ends it with the terminal as it was`(signal: Int32, status: Int) async throws {
    try await withTerminal { terminal in
      let before = try await terminal.sttyState()
      try await terminal.run(line: "clear; \(try Program.path) demo")
      try await terminal.waitFor("● live")
      try await terminal.kill(signal)
      // Of a program that dies of an interrupt a shell runs nothing that stands behind it on the line.
      try await terminal.waitUntil("the prompt") { $0.contains { $0.hasPrefix("$") } }
      try await terminal.run(line: "echo status=$?")
      try await terminal.waitFor("status=\(status)")
      #expect(try await terminal.modes() == .ordinary)
      #expect(try await terminal.sttyState() == before)
    }
  }

  @Test func `a crash ends it with the terminal as it was`() async throws {
    try await withTerminal { terminal in
      let before = try await terminal.sttyState()
      try await terminal.run(line: "\(try Program.path) demo --crash; echo status=$?")
      // A digit too: the line that was typed says "status=$?" itself.
      try await terminal.waitFor("status=1")
      #expect(try await terminal.modes() == .ordinary)
      #expect(try await terminal.sttyState() == before)
    }
  }

  @Test func `keys answer while the server hangs`() async throws {
    try await LiveSimulator.serving { simulator in
      try await withTerminal(environment: simulator.environment) { terminal in
        try await terminal.run(line: "\(try Program.path) watch --every 1 \(simulator.target)")
        try await terminal.waitFor("● live")
        simulator.controls.isFrozen = true
        while simulator.controls.waiting == 0 { await Task.yield() }
        for _ in 0..<5 {
          try await terminal.type("?")
          try await terminal.waitFor("open the row under the cursor")
          try await terminal.type("?")
          try await terminal.waitFor("Progress")
        }
        #expect(simulator.controls.waiting > 0)
        simulator.controls.isFrozen = false
        try await terminal.type("q")
        try await terminal.waitFor("goes on at supermetrics")
      }
    }
  }

  @Test func `a server that fails leaves the data, marked stale, and is forgiven when it recovers`()
    async throws
  {
    try await LiveSimulator.serving { simulator in
      try await withTerminal(columns: 120, rows: 36, environment: simulator.environment) {
        terminal in
        try await terminal.run(line: "\(try Program.path) watch --every 1 \(simulator.target)")
        try await terminal.waitFor("● live")
        simulator.controls.answer = .status(500)
        try await terminal.waitFor("supermetrics is in trouble (500)")
        try await terminal.waitFor("stale, ")
        try await terminal.waitFor("succeeded")
        simulator.controls.answer = .garbage
        try await terminal.type("r")
        try await terminal.waitFor("sent an answer that cannot be read")
        simulator.controls.answer = .normal
        try await terminal.type("r")
        try await terminal.waitFor("● live")
      }
    }
  }

  @Test func `a wrong key, an unknown batch and a dead server are said in plain words`()
    async throws
  {
    try await LiveSimulator.serving { simulator in
      let program = try Program.path
      let base = try #require(simulator.environment["SUPERMETRICS_BASE_URL"])
      let key = try #require(simulator.environment["SUPERMETRICS_API_KEY"])
      let cases = [
        (
          "SUPERMETRICS_API_KEY=wrong SUPERMETRICS_BASE_URL=\(base)", simulator.target,
          "check SUPERMETRICS_API_KEY"
        ),
        (
          "SUPERMETRICS_API_KEY= SUPERMETRICS_BASE_URL=\(base)", simulator.target,
          "set SUPERMETRICS_API_KEY"
        ),
        (
          "SUPERMETRICS_API_KEY=\(key) SUPERMETRICS_BASE_URL=\(base)",
          "supermetrics:batch/qrb_000000000000", "does not know batch qrb_000000000000"
        ),
        (
          "SUPERMETRICS_API_KEY=\(key) SUPERMETRICS_BASE_URL=http://127.0.0.1:9/enterprise/v2",
          simulator.target, "supermetrics cannot be reached"
        ),
      ]
      for (environment, target, sentence) in cases {
        try await withTerminal(columns: 160, rows: 30) { terminal in
          try await terminal.run(line: "\(environment) \(program) watch \(target)")
          try await terminal.waitFor(sentence)
          try await terminal.type("q")
          try await terminal.waitFor("no answer yet")
        }
      }
    }
  }

  @Test func `wait tells how far things are and leaves nothing behind`() async throws {
    try await LiveSimulator.serving(queries: 50) { simulator in
      try await withTerminal(environment: simulator.environment) { terminal in
        let program = try Program.path
        try await terminal.run(
          line: "clear; \(program) wait --every 1 --timeout 3s \(simulator.target); echo rc=$?")
        try await terminal.waitFor("failed  running")
        let screen = try await terminal.waitFor("rc=4")
        #expect(screen.first?.hasPrefix("TARGET") == true)
        #expect(!screen.contains { $0.contains("failed  running") })
      }
    }
  }

  @Test func `the requests view fills while it is open`() async throws {
    try await withTerminal(columns: 100) { terminal in
      try await terminal.run(line: "\(try Program.path) demo")
      try await terminal.waitFor("● live")
      try await terminal.type("i")
      try await terminal.waitFor("GET /query/batch/")
      for count in 3...4 {
        try await terminal.waitUntil("\(count) calls") { screen in
          screen.count { $0.contains("│ ") && $0.contains(" 200 ") } >= count
        }
      }
      try await terminal.send("Escape")
      try await terminal.waitFor("Progress")
      try await terminal.type("q")
      try await terminal.waitFor("supermetrics:batch/")
    }
  }

  @Test func `without colour or UTF-8 it speaks ASCII`() async throws {
    try await withTerminal(environment: ["LANG": "C", "LC_ALL": "C", "NO_COLOR": "1"]) { terminal in
      try await terminal.run(line: "\(try Program.path) demo")
      let screen = try await terminal.waitFor("* live")
      #expect(screen.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
      try await terminal.type("q")
    }
  }

  @Test(arguments: ["nosuch", "xterm-ghostty"])
  func `a terminal that nobody here has described is drawn on, mouse and colours too`(term: String)
    async throws
  {
    try await withTerminal(environment: ["TERM": term, "TERMINFO": "/dev/null/none"]) { terminal in
      try await terminal.run(line: "\(try Program.path) demo; echo status=$?")
      let screen = try await terminal.waitFor("● live")
      let row = try #require(screen.firstIndex { $0.contains(" ACCOUNT ") })
      let word = try #require(screen[row].firstRange(of: "ACCOUNT"))
      let column = screen[row].distance(from: screen[row].startIndex, to: word.lowerBound)
      try await terminal.type("\u{1B}[<0;\(column + 1);\(row + 1)M")
      try await terminal.waitFor("ACCOUNT▲")
      try await terminal.type("q")
      try await terminal.waitFor("status=0")
      #expect(try await terminal.modes() == .ordinary)
      try await terminal.run(line: "\(try Program.path) doctor")
      try await terminal.waitFor("drawn as xterm-256color")
    }
  }

  @Test func `where no file may be written it says so, and is one reading`() async throws {
    try await withTerminal(columns: 160) { terminal in
      let program = try Program.path
      try await terminal.run(line: "(ulimit -f 0; \(program) demo --duration 1; echo status=$?)")
      let screen = try await terminal.waitUntil("the end") { screen in
        screen.contains { $0.hasPrefix("status=") }
      }
      #expect(screen.contains { $0.contains("try `ulimit -f unlimited`") }, "\(screen)")
      #expect(screen.contains { $0.hasPrefix("TARGET") })
    }
  }

  @Test func `a dashboard that cannot be had is told with 69`() async throws {
    try await withTerminal { terminal in
      // Nobody's job in the background, once the shell has the terminal back: nobody could bring it to the foreground.
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let script = try folder.write(
        "orphan",
        """
        until [ $(ps -o tpgid= -p $$) != $(ps -o pgid= -p $$) ]; do :; done
        '\(try Program.path)' demo; echo status=$?
        """)
      try await terminal.run(line: "(sh \(script) </dev/tty &)")
      let screen = try await terminal.waitFor("status=69")
      #expect(screen.contains { $0.contains("the terminal belongs to another program: ") })
      #expect(try await terminal.modes() == .ordinary)
    }
  }
}
