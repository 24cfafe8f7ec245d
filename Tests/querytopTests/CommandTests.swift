import Foundation
import QueryCore
import QueryHTTP
import QuerySimulator
import TestSupport
import Testing

@testable import querytop

@Suite("Commands for scripts") struct CommandTests {
  private func targets(_ output: String, schema: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == schema)
    return try #require(object?["targets"] as? [[String: Any]])
  }

  @Test func `--version names the program and its version`() async throws {
    let (output, error, status) = try await Program.run(["--version"])
    #expect(output == "querytop \(Version.current)\n" && error.isEmpty && status == 0)
  }

  @Test func `status prints one poll, as a table and as JSON`() async throws {
    try await LiveSimulator.serving(queries: 50, duration: 3600) { simulator in
      let table = try await Program.run(
        ["status", simulator.target], environment: simulator.environment)
      #expect(table.status == 0 && table.output.contains("of 50"))
      let json = try await Program.run(
        ["status", simulator.target, "--format", "json"], environment: simulator.environment)
      let first = try #require(try targets(json.output, schema: "querytop.status/1").first)
      #expect(
        Set(first.keys) == [
          "target", "state", "provider_status", "progress", "fraction", "workflow", "confirmed",
          "complete", "missing", "doubts", "verdict", "error", "observed_at",
        ])
      #expect(json.status == 0 && json.error.isEmpty)
    }
  }

  @Test func `status says 3 for what could not be asked, and what else it knows`() async throws {
    try await LiveSimulator.serving(queries: 50) { simulator in
      let (output, _, status) = try await Program.run(
        ["status", simulator.target, "supermetrics:batch/qrb_none", "--format", "json"],
        environment: simulator.environment)
      let targets = try targets(output, schema: "querytop.status/1")
      #expect(status == 3 && targets.count == 2)
      #expect((targets[1]["error"] as? [String: Any])?["status"] as? Int == 404)
      #expect(targets[0]["error"] is NSNull)
    }
  }

  @Test
  func `wait prints nothing but the end, says on its way how things change, and tells failure`()
    async throws
  {
    try await LiveSimulator.serving(queries: 30, duration: 2) { simulator in
      let (output, error, status) = try await Program.run(
        ["wait", simulator.target, "--every", "1", "--format", "json"],
        environment: simulator.environment)
      let first = try #require(try targets(output, schema: "querytop.wait/1").first)
      let progress = try #require(first["progress"] as? [String: Int])
      #expect(error.split(separator: "\n").allSatisfy { $0.hasPrefix(simulator.target) })
      #expect(progress["succeeded", default: 0] + progress["failed", default: 0] == 30)
      #expect(status == (progress["failed"] == 0 ? 0 : 1))
    }
  }

  @Test func `wait gives up after its timeout with 4, and says how far it came`() async throws {
    let batch = #"""
      {"meta":{"request_id":"r1","status_code":"RUNNING",
      "progress":{"queued":0,"running":1,"success":0,"failure":0},
      "paginate":{"offset":0,"limit":1000,"total":1}},
      "data":[{"schedule_id":"q1","status_code":"RUNNING"}]}
      """#
    // On a thread of its own: with a time limit, an answer may not wait for the other tests.
    let server = try LoopbackServer(
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        + "Content-Length: \(batch.utf8.count)\r\n\r\n\(batch)")
    defer { server.stop() }
    let (output, _, status) = try await Program.run(
      ["wait", "supermetrics:batch/x", "--timeout", "5s"],
      environment: ["SUPERMETRICS_API_KEY": "some-key", "SUPERMETRICS_BASE_URL": server.url])
    #expect(status == 4 && output.contains("running"))
  }

  @Test(arguments: [SimulatedAnswer.status(500), .garbage, .drop, .status(503)])
  func `wait survives an outage shorter than its timeout`(outage: SimulatedAnswer) async throws {
    try await LiveSimulator.serving(queries: 20, duration: 1) { simulator in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let log = try folder.write("log", "")
      simulator.controls.answer = outage
      async let ended = Program.run(
        [
          "wait", simulator.target, "--every", "1", "--timeout", "60s", "--format", "json",
          "--log", log,
        ],
        environment: simulator.environment)
      while try !String(contentsOfFile: log, encoding: .utf8).contains("\"problem\"") {
        await Task.yield()
      }
      simulator.controls.answer = .normal
      let (output, _, status) = try await ended
      #expect(status == 0 || status == 1)
      #expect(output.contains("\"queued\":0,\"running\":0"))
    }
  }

  @Test(arguments: ["qrb_none", "wrong key", "no key"])
  func `wait ends with 3 where only a person can help`(fault: String) async throws {
    try await LiveSimulator.serving(queries: 50) { simulator in
      var environment = simulator.environment
      if fault != "qrb_none" {
        environment["SUPERMETRICS_API_KEY"] = fault == "no key" ? "" : "another-key"
      }
      let target = fault == "qrb_none" ? "supermetrics:batch/qrb_none" : simulator.target
      let (_, _, status) = try await Program.run(["wait", target], environment: environment)
      #expect(status == 3)
    }
  }

  @Test func `failures prints causes, queries and records`() async throws {
    try await LiveSimulator.serving(queries: 200, duration: 1) { simulator in
      _ = try await Program.run(
        ["wait", simulator.target, "--every", "1"], environment: simulator.environment)
      for (arguments, words) in [
        ([], "COUNT"), (["--by", "query"], "QUERY"), (["--format", "csv"], "count,code,message"),
        (["--format", "csv", "--by", "query"], "id,state,accounts"),
        (["--format", "json"], #"{"schema":"querytop.failures/2""#),
      ] {
        let (output, _, status) = try await Program.run(
          ["failures", simulator.target] + arguments, environment: simulator.environment)
        #expect(status == 0 && output.contains(words))
      }
    }
  }

  @Test func `doctor tells which querytop this is, where it writes, and what it trusts`()
    async throws
  {
    let (output, _, status) = try await Program.run(
      ["doctor"], environment: ["XDG_CONFIG_HOME": "/dev/null/none"])
    let found = output.split(separator: "\n").map { line in
      line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    func words(_ subject: String) -> String? { found.first { $0[1] == subject }?[2] }
    #expect(status == 0)
    #expect(words("version") == Version.current)
    #expect(words("program") == (try Program.path))
    #expect(words("state") == "nothing is remembered: QUERYTOP_STATE is off")
    #expect(words("log") == "none unless --log FILE")
    #expect(words("certificates") != nil)
  }

  @MainActor @Test func `doctor says what to install where there are no CA certificates`() {
    let none = CertificateAuthorities(bundles: [], folder: "/dev/null/none")
    #expect(
      NetworkFindings.all([:], none) == [
        .note("certificates", "no CA certificates here: install ca-certificates")
      ])
  }

  @Test func `doctor finds a good source good, a wrong key and a dead server faulty`() async throws
  {
    try await LiveSimulator.serving(queries: 50) { simulator in
      var environment = simulator.environment
      let good = try await Program.run(["doctor"], environment: environment)
      #expect(
        good.status == 0 && good.output.contains("answers and takes the key"), "\(good)")
      environment["SUPERMETRICS_API_KEY"] = "another-key"
      let wrong = try await Program.run(["doctor"], environment: environment)
      #expect(wrong.status == 3 && wrong.output.contains("refused the key"))
      environment["SUPERMETRICS_BASE_URL"] = "http://127.0.0.1:9/v2"
      let dead = try await Program.run(["doctor"], environment: environment)
      #expect(dead.status == 3 && dead.output.contains("cannot be reached"))
    }
  }

  @Test(
    arguments: [
      (["status", "supermetrics:batch/x"], 3),
      (["wait", "supermetrics:batch/x", "--timeout", "1s"], 4),
      (["failures", "supermetrics:batch/x"], 3), (["watch", "supermetrics:batch/x"], 3),
      (["doctor"], 3),
    ] as [([String], Int32)])
  func `http to another machine is asked only where it is allowed`(
    words: [String], status: Int32
  ) async throws {
    // A name that no resolver may know (RFC 6761 §6.4).
    let environment = [
      "SUPERMETRICS_API_KEY": "some-key", "SUPERMETRICS_BASE_URL": "http://querytop.invalid/v2",
    ]
    let refused = try await Program.run(words, environment: environment)
    #expect(refused.status == 78)
    #expect((refused.output + refused.error).contains("--allow-http"))
    let allowed = try await Program.run(words + ["--allow-http"], environment: environment)
    #expect(allowed.status == status, "\(allowed)")
    let warns = allowed.output.contains("anybody on the way can read the key")
    #expect(warns == (words == ["doctor"]))
  }

  @Test func `doctor tells a loose key file and a broken configuration, with 78`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let key = try folder.write("key", "some-long-key", mode: 0o644)
    let loose = try folder.write(
      "a.yaml", "sources: {prod: {provider: supermetrics, credential: {file: \(key)}}}")
    let broken = try folder.write("b.yaml", "theme: [")
    for (file, words) in [(loose, "run chmod 600 \(key)"), (broken, "not YAML")] {
      let (output, _, status) = try await Program.run(
        ["doctor"], environment: ["QUERYTOP_CONFIG": file])
      #expect(status == 78 && output.contains(words))
    }
  }

  @Test(arguments: [
    ("90s", 90), ("30m", 1800), ("2h", 7200), ("1d", 86_400), ("1h30m", 5400), ("1h30m5s", 5405),
    ("3", 3),
  ])
  func `a length of time is read`(text: String, seconds: Int) {
    #expect(DurationArgument(argument: text)?.duration == .seconds(seconds))
  }

  @Test(arguments: [
    "", "s", "0", "1h5", "0s", "5x", "5m5m", "5s5m", "-5s", "1.5h", "999999999d", "٣s", "5 s",
    "9999999999s",
  ])
  func `what is no length of time is wrong usage`(text: String) {
    #expect(DurationArgument(argument: text) == nil)
  }

  @Test func `one event loop serves the whole process`() async throws {
    let (output, _, _) = try await Program.shell(
      """
      d=$(mktemp -d); trap 'rm -r $d' EXIT
      '\(try Program.path)' simulate >$d/out 2>&1 & p=$!
      until grep -q ready $d/out; do kill -0 $p || exit 1; done
      cat /proc/$p/task/*/comm | grep -c NIO; kill $p
      """)
    #expect(output == "1\n")
  }

  @Test func `the simulator's key is told though the environment holds it from an earlier run`()
    async throws
  {
    let (output, _, _) = try await Program.shell(
      """
      d=$(mktemp -d); trap 'rm -r $d' EXIT; export SUPERMETRICS_API_KEY=demo-key
      '\(try Program.path)' simulate >$d/out 2>&1 & p=$!
      until grep -q TOOLKIT_BASE $d/out; do kill -0 $p || exit 1; done
      grep API_KEY $d/out; kill $p
      """)
    #expect(
      output
        == ["SUPERMETRICS", "POLYTOMIC", "TOOLKIT"].map { "export \($0)_API_KEY=demo-key\n" }
        .joined())
  }

  @Test func `no core file can be written, whatever the shell allows`() async throws {
    let (output, _, _) = try await Program.shell(
      """
      d=$(mktemp -d); trap 'rm -r $d' EXIT; ulimit -S -c unlimited 2>/dev/null
      '\(try Program.path)' simulate >$d/out 2>&1 & p=$!
      until grep -q ready $d/out; do kill -0 $p || exit 1; done
      grep 'Max core file size' /proc/$p/limits; kill $p
      """)
    #expect(output.split(whereSeparator: \.isWhitespace).dropFirst(4).first == "0", "\(output)")
  }
}
