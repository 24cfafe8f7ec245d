import Foundation
import QueryCore
import TestSupport
import Testing

@testable import querytop

/// What the program remembers of the targets it was given, at a server that answers all but ids with
/// `refused` in them.
@Suite("A target that has answered") struct RecentTargetsProgramTests {
  private func withServer(
    _ body: (TemporaryFolder, [String: String]) async throws -> Void
  ) async throws {
    let server = try EchoServer()
    defer { server.stop() }
    let home = try TemporaryFolder()
    defer { home.remove() }
    try await body(
      home,
      [
        "SUPERMETRICS_API_KEY": "some-long-key", "SUPERMETRICS_BASE_URL": server.base,
        "XDG_STATE_HOME": home.path(""), "QUERYTOP_STATE": "",
      ])
  }

  private func recent(_ home: TemporaryFolder) throws -> [String]? {
    let path = home.path("querytop/recent.json")
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try RecentTargets.parse(Array(data))?.targets.map(\.description)
  }

  @Test(arguments: [
    ["status"], ["wait"], ["failures"], ["watch"], [], ["status", "--format", "json"],
    ["wait", "--log", "/dev/null/x"],
  ])
  func `is remembered by every command, unless it was not asked`(words: [String]) async throws {
    try await withServer { home, environment in
      let (_, error, status) = try await Program.run(
        words.prefix(1) + ["supermetrics:batch/one"] + words.dropFirst(), environment: environment)
      let isRefused = words.contains("--log")
      #expect(status == (isRefused ? 78 : words.first == "failures" ? 0 : 1), "\(error)")
      #expect(try recent(home) == (isRefused ? nil : ["supermetrics:batch/one"]))
    }
  }

  @Test(arguments: [("whole", 0, true), ("short", 3, true), ("refused", 3, false)])
  func `is remembered by an export that got a row`(
    id: String, status: Int, isRemembered: Bool
  ) async throws {
    try await withServer { home, environment in
      let end = try await Program.run(
        ["export", "supermetrics:query/\(id)", "--to", "-"], environment: environment)
      #expect(Int(end.status) == status, "\(end)")
      #expect(try recent(home) == (isRemembered ? ["supermetrics:query/\(id)"] : nil))
    }
  }

  @Test func `is remembered beside one that has not, which is not`() async throws {
    try await withServer { home, environment in
      let words = ["supermetrics:batch/refused", "supermetrics:batch/b", "supermetrics:batch/a"]
      for command in ["status", "watch"] {
        _ = try await Program.run([command] + words, environment: environment)
        #expect(try Set(recent(home) ?? []) == ["supermetrics:batch/a", "supermetrics:batch/b"])
      }
    }
  }

  @Test func `is remembered as a target, not as it was typed`() async throws {
    try await withServer { home, environment in
      let url = "https://api.supermetrics.com/enterprise/v2/query/batch/qrb_1/status"
      _ = try await Program.run(["status", url], environment: environment)
      #expect(try recent(home) == ["supermetrics:batch/qrb_1"])
    }
  }

  @Test func `comes first however long ago it was used before`() async throws {
    try await withServer { home, environment in
      for id in ["a", "b", "a"] {
        _ = try await Program.run(["status", "supermetrics:batch/\(id)"], environment: environment)
      }
      #expect(try recent(home) == ["supermetrics:batch/a", "supermetrics:batch/b"])
    }
  }

  @Test func `is not remembered of the configuration, nor by the demo`() async throws {
    try await withServer { home, environment in
      let file = try home.write("c.yaml", "targets: ['supermetrics:batch/a']")
      let configured = environment.merging(["QUERYTOP_CONFIG": file]) { $1 }
      #expect(try await Program.run(["status"], environment: configured).status == 1)
      #expect(try await Program.run(["demo"], environment: environment).status == 0)
      #expect(!FileManager.default.fileExists(atPath: home.path("querytop")))
    }
  }

  @Test func `is not remembered where its id is a key`() async throws {
    try await withServer { home, environment in
      let environment = environment.merging(["SUPERMETRICS_API_KEY": "canary_4f1d9b"]) { $1 }
      _ = try await Program.run(
        ["status", "supermetrics:batch/canary_4f1d9b", "supermetrics:batch/b"],
        environment: environment)
      #expect(try recent(home) == ["supermetrics:batch/b"])
    }
  }

  @Test func `is forgotten once its id is known to be a key`() async throws {
    try await withServer { home, environment in
      for id in ["canary_4f1d9b", "b"] {
        _ = try await Program.run(["status", "supermetrics:batch/\(id)"], environment: environment)
      }
      let environment = environment.merging(["TOOLKIT_API_KEY": "canary_4f1d9b"]) { $1 }
      _ = try await Program.run(["status", "supermetrics:batch/c"], environment: environment)
      #expect(try recent(home) == ["supermetrics:batch/c", "supermetrics:batch/b"])
    }
  }

  @Test
  func `is remembered by each of many processes at once, in a file that is whole at any time`()
    async throws
  {
    try await withServer { home, environment in
      let ids = (0..<30).map { "supermetrics:batch/n\($0)" }
      try await withThrowingTaskGroup(of: Int32.self) { group in
        for id in ids {
          group.addTask {
            try await Program.run(["status", id], environment: environment).status
          }
        }
        for try await status in group {
          #expect(status == 1)
          #expect(try recent(home)?.isEmpty == false)
        }
      }
      #expect(try Set(recent(home) ?? []) == Set(ids))
    }
  }

  // MARK: Where nothing can be remembered

  @Test(arguments: ["off", "no home", "read-only", "a file", "a link", "writable by others"])
  func `is told of as ever where nothing can be remembered`(fault: String) async throws {
    try await withServer { home, environment in
      let words = ["status", "supermetrics:batch/a"]
      let good = try await Program.run(words, environment: environment)
      let before = try recent(home)
      var changed = environment
      let state = home.path("querytop")
      switch fault {
      case "off": changed["QUERYTOP_STATE"] = "off"
      case "no home": changed.merge(["XDG_STATE_HOME": "", "HOME": ""]) { $1 }
      case "read-only": changed["XDG_STATE_HOME"] = "/sys"
      case "a file": changed["XDG_STATE_HOME"] = try home.write("file", "")
      case "a link":
        try FileManager.default.moveItem(atPath: state, toPath: home.path("moved"))
        symlink(home.path("moved"), state)
      default: chmod(state, 0o777)
      }
      let end = try await Program.run(
        ["status", "supermetrics:batch/b"], environment: changed)
      #expect(end.status == good.status && end.error == "")
      #expect(end.output == good.output.replacing("batch/a", with: "batch/b"))
      if fault == "a link" { #expect(try recent(home) == before) }
    }
  }

  @Test func `is told of as ever on a full disk, and what was remembered stays`() async throws {
    try await withServer { home, environment in
      _ = try await Program.run(["status", "supermetrics:batch/a"], environment: environment)
      let end = try await Program.shell(
        """
        { (ulimit -f 0; exec '\(try Program.path)' status supermetrics:batch/b); echo $? >&2; } | cat
        """, environment: environment)
      #expect(end.error == "1\n" && end.output.contains("supermetrics:batch/b"))
      #expect(try recent(home) == ["supermetrics:batch/a"])
      let files = try FileManager.default.contentsOfDirectory(atPath: home.path("querytop"))
      #expect(files.sorted() == ["lock", "recent.json"])
    }
  }

  @Test func `is remembered by the dashboard while it is still open`() async throws {
    try await withServer { home, environment in
      try await TerminalDriver.with(environment: environment) { terminal in
        try await terminal.run(line: "\(try Program.path) watch supermetrics:batch/ended")
        try await terminal.waitFor("1 failed")
        while try recent(home) == nil { await Task.yield() }
        #expect(try recent(home) == ["supermetrics:batch/ended"])
      }
    }
  }
}
