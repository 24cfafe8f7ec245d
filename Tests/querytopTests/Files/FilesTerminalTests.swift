import Foundation
import Glibc
import ResultTables
import TestSupport
import Testing

/// Files, keys and characters as a person meets them: on a real terminal.
@Suite("Files on a terminal", .serialized) struct FilesTerminalTests {
  /// Opens the rows of a long result and saves them in a file of the folder.
  private func saving(
    in name: String, of server: ResultServer, from folder: TemporaryFolder,
    _ body: (TerminalDriver) async throws -> Void
  ) async throws {
    try await TerminalDriver.with(columns: 120, rows: 30, environment: server.environment) {
      terminal in
      try await terminal.run(line: "cd \(folder.root)")
      try await terminal.run(
        line: "\(try Program.path) watch \(ResultServer.supermetrics); echo status=$?")
      try await terminal.waitFor("succeeded")
      try await terminal.type("o")
      try await terminal.waitFor("row 1 of ")
      try await terminal.type("e")
      try await terminal.waitFor("save all rows in: ")
      try await terminal.send("C-u")
      try await terminal.type(name)
      try await terminal.send("Enter")
      try await body(terminal)
    }
  }

  @Test(arguments: [
    ("F10", "status=0"), ("TERM", "status=143"), ("HUP", "status=129"), ("INT", "status=130"),
  ])
  func `a pipe that nobody reads holds no end up`(end: String, status: String) async throws {
    let server = try ResultServer()
    let folder = try TemporaryFolder()
    defer {
      server.stop()
      folder.remove()
    }
    mkfifo(folder.path("pipe.csv"), 0o600)
    try await saving(in: "pipe.csv", of: server, from: folder) { terminal in
      try await terminal.waitFor("0 of 1,500 rows")
      switch end {
      case "F10": try await terminal.send("F10")
      case "TERM": try await terminal.kill(SIGTERM)
      case "HUP": try await terminal.kill(SIGHUP)
      default:
        try await terminal.kill(SIGINT)
        // A shell runs nothing behind what an interrupt has ended.
        try await terminal.waitFor("saving pipe.csv was stopped")
        try await terminal.run(line: "echo status=$?")
      }
      let screen = try await terminal.waitFor(status)
      #expect(end == "HUP" || screen.contains { $0.contains("saving pipe.csv was stopped") })
      #expect(try await terminal.modes() == .ordinary)
    }
  }

  @Test func `a pipe that nobody reads can be left for another file`() async throws {
    let server = try ResultServer()
    let folder = try TemporaryFolder()
    defer {
      server.stop()
      folder.remove()
    }
    mkfifo(folder.path("pipe.csv"), 0o600)
    try await saving(in: "pipe.csv", of: server, from: folder) { terminal in
      try await terminal.waitFor("0 of 1,500 rows")
      try await terminal.send("Escape")
      try await terminal.waitFor("saving pipe.csv was stopped")
      try await terminal.type("e")
      try await terminal.waitFor("save all rows in: ")
      try await terminal.send("C-u")
      try await terminal.type("rows.tsv")
      try await terminal.send("Enter")
      try await terminal.waitFor("1,500 rows saved in rows.tsv")
      let saved = try Data(contentsOf: URL(filePath: folder.path("rows.tsv")))
      let rows = try server.rows(of: ResultServer.supermetrics)
      #expect(try SavedRows.are(rows, in: Array(saved), .tsv))
    }
  }

  @Test func `a note that is a pipe is refused and waited for by nobody`() async throws {
    let server = try ResultServer()
    let folder = try TemporaryFolder()
    defer {
      server.stop()
      folder.remove()
    }
    mkfifo(folder.path("r.csv.partial.json"), 0o600)
    try await saving(in: "r.csv", of: server, from: folder) { terminal in
      try await terminal.waitFor("r.csv.partial.json is there already")
      try await terminal.send("F10")
      try await terminal.waitFor("status=0")
    }
  }

  @Test func `UTF-8 is drawn where it is forced, and else the variable that decides is told`()
    async throws
  {
    let locale = ["LANG": "C.UTF-8", "LC_ALL": "C"]
    try await TerminalDriver.with(columns: 120, environment: locale) { terminal in
      try await terminal.run(line: "\(try Program.path) demo; echo status=$?")
      try await terminal.waitFor("* live")
      try await terminal.waitFor(
        "LC_ALL is C, which is not UTF-8: export LC_ALL=C.UTF-8, or add --utf8")
      try await terminal.send("F10")
      try await terminal.waitFor("status=0")
      try await terminal.run(line: "clear; \(try Program.path) demo --utf8; echo status=$?")
      try await terminal.waitFor("● live")
      try await terminal.waitFor("╭─ Progress")
      try await terminal.send("F10")
      try await terminal.waitFor("status=0")
    }
  }

  @Test func `a command for the key asks on the terminal, at the start and in the dashboard`()
    async throws
  {
    try await LiveSimulator.serving(queries: 20) { simulator in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let script = try folder.write(
        "ask", "printf 'passphrase? ' >/dev/tty\nread -r line </dev/tty\necho \"$line\"\n")
      let file = try folder.write(
        "config.yaml",
        """
        sources:
          prod:
            provider: supermetrics
            base_url: \(simulator.environment["SUPERMETRICS_BASE_URL"] ?? "")
            credential: {command: [sh, \(script)]}
        """)
      let id = simulator.target.split(separator: ":").last ?? ""
      try await TerminalDriver.with(columns: 120, environment: ["QUERYTOP_CONFIG": file]) {
        terminal in
        try await terminal.run(
          line: "\(try Program.path) watch --every 1 prod:\(id); echo status=$?")
        try await terminal.waitFor("passphrase?")
        try await terminal.run(line: "wrong-key")
        // The dashboard finds the key refused, and leaves the terminal to the command once more.
        try await terminal.waitUntil("the second question") { screen in
          screen.contains { $0.hasSuffix("passphrase?") } && !screen.contains { $0.contains("╭─") }
            && screen.count { $0.contains("passphrase?") } > 1
        }
        try await terminal.run(line: "demo-key")
        try await terminal.waitFor("● live")
        try await terminal.type("?")
        try await terminal.waitFor("open the row under the cursor")
        try await terminal.send("F10")
        try await terminal.waitFor("status=0")
        #expect(try await terminal.modes() == .ordinary)
      }
    }
  }
}
