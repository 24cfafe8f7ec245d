import Foundation
import TestSupport
import Testing

@Suite("A key never leaves the program", .serialized) struct CanaryTests {
  /// Its base64 holds `+` and `/`, so that the two alphabets differ.
  private static let canary = "canary?>~~4f1d9b_key"

  /// What the program remembers is looked through too, whatever the body does.
  private func withServer(
    _ body: (EchoServer, [String: String]) async throws -> Void
  ) async throws {
    let server = try EchoServer()
    defer { server.stop() }
    let home = try TemporaryFolder()
    defer { home.remove() }
    try await body(
      server,
      [
        "SUPERMETRICS_API_KEY": Self.canary, "SUPERMETRICS_BASE_URL": server.base,
        "XDG_STATE_HOME": home.path("state"), "QUERYTOP_STATE": "",
      ])
    #expect(Encodings.found(Self.canary, in: try Self.texts(home.path("state")).joined()) == [])
  }

  /// The names and contents of all files in a folder and those below it, there or not.
  private static func texts(_ folder: String) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return names
      + names.compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `the detector finds all six encodings in what the server says`() async throws {
    try await withServer { server, environment in
      _ = try await Program.run(["status", "supermetrics:batch/a"], environment: environment)
      #expect(Encodings.found(Self.canary, in: server.answers).count == 6)
    }
  }

  @Test(arguments: [
    ["status", "T"], ["status", "T", "--format", "json"], ["wait", "T", "--format", "json"],
    ["wait", "T"], ["failures", "T"], ["failures", "T", "--by", "query"],
    ["failures", "T", "--format", "json"], ["failures", "T", "--format", "csv"],
    ["failures", "T", "--format", "csv", "--by", "query"], ["watch", "T"], ["doctor"],
    ["frobnicate", canary], ["wait", "T", "--timeout", canary], ["status", canary],
    ["wait", "T", "--log", "/dev/null/\(canary)"],
  ])
  func `not by what a command prints`(arguments: [String]) async throws {
    try await withServer { server, environment in
      for id in ["ended", "refused"] {
        let words = arguments.map { $0 == "T" ? "supermetrics:batch/\(id)" : $0 }
        let (output, error, _) = try await Program.run(words, environment: environment)
        #expect(!(output + error).isEmpty)
        #expect(Encodings.found(Self.canary, in: output + error) == [])
      }
    }
  }

  @Test(arguments: ["csv", "json", "ndjson"])
  func `not by what an export leaves`(format: String) async throws {
    try await withServer { server, environment in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      var texts: [String] = []
      for (id, name) in [("whole", "rows"), ("refused", "rows"), ("short", "cut"), ("whole", "-")] {
        let (output, error, _) = try await Program.run(
          [
            "export", "supermetrics:query/\(id)", "--force", "--format", format,
            "--to", name == "-" ? name : folder.path(name),
          ], environment: environment)
        texts += [output, error]
      }
      for name in ["rows", "cut.partial", "cut.partial.json"] {
        texts.append(try String(contentsOfFile: folder.path(name), encoding: .utf8))
      }
      #expect(texts.count { $0.contains("<redacted>") } >= 5)
      #expect(Encodings.found(Self.canary, in: texts.joined()) == [])
    }
  }

  @Test func `not by the log`() async throws {
    try await withServer { server, environment in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let log = folder.path("log")
      for id in ["ended", "refused"] {
        _ = try await Program.run(
          ["wait", "supermetrics:batch/\(id)", "--log", log], environment: environment)
      }
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(text.contains("\"event\":\"poll\"") && text.contains("<redacted>"))
      #expect(Encodings.found(Self.canary, in: text) == [])
    }
  }

  @Test func `not by what is remembered, which is looked through`() async throws {
    try await withServer { server, environment in
      let words = ["status", "supermetrics:batch/ended"]
      _ = try await Program.run(words, environment: environment)
      let texts = try Self.texts(environment["XDG_STATE_HOME"] ?? "")
      #expect(texts.contains { $0.contains("supermetrics:batch/ended") })
    }
  }

  @Test func `not by a key that a file or a command gave`() async throws {
    try await withServer { server, environment in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let key = try folder.write("key", "\(Self.canary)\n", mode: 0o600)
      for origin in ["{file: \(key)}", "{command: [cat, \(key)]}"] {
        let file = try folder.write(
          "config.yaml",
          """
          sources:
            prod: {provider: supermetrics, base_url: \(server.base), credential: \(origin)}
          """)
        let (output, error, status) = try await Program.run(
          ["failures", "prod:batch/ended", "--format", "json"],
          environment: [
            "QUERYTOP_CONFIG": file, "QUERYTOP_STATE": "",
            "XDG_STATE_HOME": environment["XDG_STATE_HOME"] ?? "",
          ])
        #expect(status == 0 && output.contains("<redacted>"))
        #expect(Encodings.found(Self.canary, in: output + error) == [])
      }
    }
  }

  @Test func `not by the screen, the requests view, or the last words`() async throws {
    try await withServer { server, environment in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let log = folder.path("typescript")
      try await TerminalDriver.with(columns: 200, rows: 50, environment: environment) { terminal in
        try await terminal.run(
          line: "script -q -c '\(try Program.path) watch supermetrics:batch/ended' \(log)")
        try await terminal.waitFor("1 failed")
        try await terminal.send("Enter")
        try await terminal.waitFor("ECHO")
        try await terminal.type("i")
        try await terminal.waitFor("/query/batch/ended/status")
        try await terminal.type("qqq")
        try await terminal.waitFor(" failed of ")
      }
      let bytes = try Data(contentsOf: URL(filePath: log))
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("<redacted>"))
      #expect(Encodings.found(Self.canary, in: text) == [])
    }
  }

  #if DEBUG
    @Test func `not by the words of a crash`() async throws {
      // The simulator's key is the one a crashing demo holds.
      let (output, error, status) = try await Program.shell(
        "script -q -e -c '\(try Program.path) demo --crash' /dev/null 2>&1 </dev/null")
      #expect(status != 0)
      #expect(Encodings.found("demo-key", in: output + error) == [])
    }
  #endif
}
