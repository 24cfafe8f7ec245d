import Foundation
import QueryCore
import QuerySimulator
import TestSupport
import Testing

@testable import querytop

/// `querytop rerun` against the simulator, by real HTTP.
@Suite("querytop rerun") struct RerunCommandTests {
  /// A batch that has ended with failures, a folder to remember in and the request it was made by.
  struct Visit {
    let simulator: LiveSimulator
    let home: TemporaryFolder
    let request: String
    let environment: [String: String]

    var target: String { simulator.target }

    func rerun(_ words: String...) async throws -> Child.End {
      try await Program.end(["rerun", target] + words, environment: environment)
    }

    var posts: Int { simulator.server.received.count { $0.hasPrefix("POST") } }
  }

  static func visit(_ body: (Visit) async throws -> Void) async throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    try await LiveSimulator.serving(queries: 120, duration: 1, isOver: true) { simulator in
      let text = String(decoding: simulator.server.scenario.request, as: UTF8.self)
      let state = ["XDG_STATE_HOME": home.path(""), "QUERYTOP_STATE": ""]
      try await body(
        Visit(
          simulator: simulator, home: home, request: try home.write("request.json", text),
          environment: simulator.environment.merging(state) { $1 }))
    }
  }

  @Test func `prints the plan and sends nothing where nobody can confirm it`() async throws {
    try await Self.visit { visit in
      let end = try await visit.rerun("--request", visit.request)
      #expect(end.status == 0 && end.output.hasPrefix("run again "), "\(end)")
      #expect(end.output.contains("not run: ") && end.output.contains("--permanent runs them"))
      #expect(end.error == "nothing was sent: --yes sends it\n")
      #expect(visit.simulator.server.received.isEmpty)
    }
  }

  @Test func `a failure that only the counters tell is not called nothing`() async throws {
    let body = """
      {"meta":{"status_code":"STOPPED","progress":{"queued":0,"running":0,"success":0,"failure":1},
      "paginate":{"offset":0,"limit":1000,"total":1}},
      "data":[{"@type":"batch_query","schedule_id":"q1","status_code":"SUCCESS"}]}
      """
    let server = try LoopbackServer(
      "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    defer { server.stop() }
    let end = try await Program.end(
      ["rerun", "supermetrics:batch/b"],
      environment: ["SUPERMETRICS_API_KEY": "k", "SUPERMETRICS_BASE_URL": server.url])
    #expect(end.status == 3, "\(end)")
    #expect((end.output + end.error).contains("1 failed by the counters, in no row"), "\(end)")
  }

  @Test func `sends exactly what failed with yes, and prints the new target alone`() async throws {
    try await Self.visit { visit in
      let end = try await visit.rerun("--request", visit.request, "--permanent", "--yes")
      #expect(end.status == 0, "\(end)")
      let new = try Target(parsing: end.output.trimmingCharacters(in: .newlines))
      #expect(end.output == "\(new)\n" && visit.posts == 1)
      let failures = try await Program.run(
        ["failures", visit.target, "--format", "csv", "--by", "query"],
        environment: visit.environment)
      let failed = failures.output.split(separator: "\n").count - 1
      let status = try await Program.run(
        ["status", "\(new)", "--format", "json"], environment: visit.environment)
      #expect(status.output.contains(#""total":\#(failed)"#), "\(status.output)")
      // It is offered to the shell from now on, and the request is known for it too.
      let state = try String(
        contentsOfFile: visit.home.path("querytop/recent.json"), encoding: .utf8)
      #expect(state.contains("\(new)"))
    }
  }

  @Test func `needs the request named once`() async throws {
    try await Self.visit { visit in
      let unnamed = try await visit.rerun()
      #expect(unnamed.status == 64 && unnamed.error.contains("--request FILE"), "\(unnamed)")
      _ = try await visit.rerun("--request", visit.request)
      #expect(try await visit.rerun().status == 0)
      let path = visit.home.path("querytop/reruns.json")
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      #expect(visit.posts == 0)
    }
  }

  @Test func `sends the same failures a second time only where it is told to`() async throws {
    try await Self.visit { visit in
      _ = try await visit.rerun("--request", visit.request, "--yes")
      let second = try await visit.rerun("--yes")
      #expect(second.status == 3 && second.error.contains("were run again"), "\(second)")
      #expect(visit.posts == 1)
      #expect(try await visit.rerun("--yes", "--again").status == 0)
      #expect(visit.posts == 2)
    }
  }

  @Test func `never sends again by itself what may have been sent`() async throws {
    try await Self.visit { visit in
      visit.simulator.controls.actionAnswer = .lost
      let lost = try await visit.rerun("--request", visit.request, "--yes")
      #expect(lost.status == 3 && lost.output.isEmpty, "\(lost)")
      #expect(lost.error.contains("it may have been sent"))
      #expect(visit.posts == 1 && visit.simulator.server.madeBatches.count == 1)
      visit.simulator.controls.actionAnswer = .normal
      let second = try await visit.rerun("--yes")
      #expect(second.status == 3 && second.error.contains("may have been sent"), "\(second)")
      #expect(visit.posts == 1)
    }
  }

  @Test func `is sent once where the connection breaks before it is read`() async throws {
    try await Self.visit { visit in
      visit.simulator.controls.actionAnswer = .drop
      let lost = try await visit.rerun("--request", visit.request, "--yes")
      #expect(lost.status == 3 && lost.error.contains("it may have been sent"), "\(lost)")
      #expect(visit.simulator.server.madeBatches.isEmpty)
    }
  }

  @Test(arguments: [
    (SimulatedAnswer.problem(422), "The request was looked at, and nothing was done."),
    (.status(400), "BAD_REQUEST"), (.status(403), "FORBIDDEN"), (.status(500), "INTERNAL_SERVER"),
    (.status(503), "SERVICE_UNAVAILABLE"),
    (.throttled(seconds: 90, asDate: false), "asks querytop to wait 90 s"),
  ])
  func `shows a refusal whole and remembers nothing sent`(answer: SimulatedAnswer, words: String)
    async throws
  {
    try await Self.visit { visit in
      visit.simulator.controls.actionAnswer = answer
      let refused = try await visit.rerun("--request", visit.request, "--yes")
      #expect(refused.status == 3 && refused.error.contains(words), "\(refused)")
      #expect(refused.error.contains("nothing was done") && visit.posts == 1)
      #expect(!refused.error.contains("demo-key"))
      visit.simulator.controls.actionAnswer = .normal
      #expect(try await visit.rerun("--yes").status == 0)
    }
  }

  @Test(arguments: [true, false]) func `sends nothing where it is to read alone`(isFlag: Bool)
    async throws
  {
    try await Self.visit { visit in
      let file = try visit.home.write("c.yaml", "read_only: true")
      let words = ["rerun", visit.target, "--request", visit.request, "--yes"]
      let end = try await Program.run(
        words + (isFlag ? ["--read-only"] : []),
        environment: isFlag
          ? visit.environment : visit.environment.merging(["QUERYTOP_CONFIG": file]) { $1 })
      #expect(end.status == 78 && end.error.contains("nothing is sent"), "\(end)")
      #expect(visit.simulator.server.received.isEmpty)
    }
  }

  @Test func `takes a cause, or ids from a pipe`() async throws {
    try await Self.visit { visit in
      let cause = try await visit.rerun(
        "--request", visit.request, "--cause", "QUERY_ACCOUNT_UNAVAILABLE")
      #expect(cause.status == 0 && cause.output.contains("are permanent"), "\(cause)")
      let none = try await visit.rerun("--cause", "NO_SUCH_CODE")
      #expect(none.status == 3 && none.error.contains("NO_SUCH_CODE"), "\(none)")
      let path = try Program.path
      let piped = try await Program.shell(
        "\(path) failures \(visit.target) --by query --format csv | tail -n 2 | cut -d , -f 1 | \(path) rerun \(visit.target) --ids - --format json",
        environment: visit.environment)
      #expect(piped.status == 0 && piped.output.contains(#""splits":2,"#), "\(piped)")
      #expect(piped.output.hasPrefix(#"{"schema":"querytop.plan/1","target":"supermetrics:batch/"#))
      #expect(visit.posts == 0)
    }
  }

  @Test func `writes the request for others to send`() async throws {
    try await Self.visit { visit in
      let body = try await visit.rerun("--request", visit.request, "--body", "-", "--read-only")
      let json = try JSONSerialization.jsonObject(with: Data(body.outputBytes)) as? [String: Any]
      #expect(body.status == 0 && json?["queries"] != nil, "\(body)")
      let file = visit.home.path("again.json")
      #expect(try await visit.rerun("--body", file).status == 0)
      #expect(try await visit.rerun("--body", file).status == 3)
      #expect(visit.posts == 0)
    }
  }

  @Test(arguments: [
    (#"{"queries":[{"ds_accounts":["nobody"]}]}"#, "does not fit the batch"),
    (#"{"queries":[],"api_key":"x"}"#, "credential"), ("{", "not JSON"),
  ])
  func `refuses a request that is not the batch's`(text: String, reason: String) async throws {
    try await Self.visit { visit in
      let file = try visit.home.write("other.json", text)
      let end = try await visit.rerun("--request", file, "--yes")
      #expect(end.status == 3 && end.error.contains(reason), "\(end)")
      #expect(visit.posts == 0)
    }
  }

  @Test(arguments: ["supermetrics:query/x", "toolkit:job/x"])
  func `says what cannot be run again`(target: String) async throws {
    let end = try await Program.run(
      ["rerun", target], environment: ["SUPERMETRICS_API_KEY": "x", "TOOLKIT_API_KEY": "x"])
    #expect(end.status == 3 && end.error.contains("only a batch can be run again"), "\(end)")
  }

  // MARK: At a terminal

  @Test(arguments: [("yes", 1, "yes"), ("y", 0, "nothing was sent"), ("", 0, "nothing was sent")])
  func `asks at a terminal, and anything but yes declines`(
    typed: String, posts: Int, words: String
  ) async throws {
    try await Self.visit { visit in
      try await TerminalDriver.with(columns: 160, rows: 40, environment: visit.environment) {
        terminal in
        let path = try Program.path
        try await terminal.run(
          line: "\(path) rerun \(visit.target) --request \(visit.request); echo ended=$?")
        try await terminal.waitFor("Type yes to have supermetrics run these")
        #expect(visit.posts == 0)
        try await terminal.run(line: typed)
        try await terminal.waitFor("ended=0")
        #expect(visit.posts == posts)
        #expect(try await terminal.screen().contains { $0.contains(words) })
      }
    }
  }

  @Test func `sends nothing when it is interrupted at the question`() async throws {
    try await Self.visit { visit in
      try await TerminalDriver.with(columns: 160, rows: 40, environment: visit.environment) {
        terminal in
        let path = try Program.path
        try await terminal.run(line: "\(path) rerun \(visit.target) --request \(visit.request)")
        try await terminal.waitFor("Type yes")
        try await terminal.send("C-c")
        try await terminal.run(line: "echo ended=$?")
        try await terminal.waitFor("ended=130")
        #expect(visit.posts == 0)
      }
    }
  }
}
