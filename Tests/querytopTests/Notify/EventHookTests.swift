import Foundation
import QueryHTTP
import TestSupport
import Testing

@testable import querytop

/// The hook as a program of its own.
@MainActor struct EventHookTests {
  /// What was complained of.
  private final class Complaints { var texts: [String] = [] }

  private static let environment = ["PATH": "/usr/bin:/bin", "HOME": "/", "PROD_KEY": "canary-1"]

  /// Hands a hook its events and waits until it has handled them.
  private func run(
    _ words: [String], _ lines: [String], environment: [String: String] = Self.environment,
    timeout: Duration = .seconds(60)
  ) async -> [String] {
    let complaints = Complaints()
    let hook = EventHook(words, environment: environment, timeout: timeout) {
      complaints.texts.append($0)
    }
    for line in lines { hook.add(line) }
    hook.finish()
    await hook.run()
    return complaints.texts
  }

  @Test func `each event comes on standard input, one after the other, without a shell`()
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let out = folder.root + "/out"
    let complaints = await run(
      ["sh", "-c", "cat >>\"$1\"", "hook", out], [#"{"a":"$(id)"}"#, #"{"b":2}"#])
    #expect(complaints == [])
    #expect(
      try String(contentsOfFile: out, encoding: .utf8) == "{\"a\":\"$(id)\"}\n{\"b\":2}\n")
  }

  @Test func `it is given no credential`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let out = folder.root + "/out"
    Secrets.redactor.learn("canary-4f1d9b-home")
    _ = await run(
      ["sh", "-c", "env >\"$1\"", "hook", out], ["{}"],
      environment: [
        "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SUPERMETRICS_API_KEY": "canary-1",
        "PROD_KEY": "canary-2", "GITHUB_TOKEN": "canary-3", "AWS_SECRET_ACCESS_KEY": "canary-4",
        "HTTPS_PROXY": "http://me:canary-5@proxy:1", "http_proxy": "http://proxy:3128",
        "XDG_KEY": "canary-6", "HOME": "canary-4f1d9b-home", "MYSQL_PWD": "canary-7",
      ])
    let given = try String(contentsOfFile: out, encoding: .utf8)
    #expect(!given.contains("canary"), "\(given)")
    #expect(given.contains("LANG=C.UTF-8") && given.contains("http_proxy=http://proxy:3128"))
  }

  @Test(arguments: [
    (["false"], "failed with exit status 1"), (["/nowhere/hook"], "cannot be run"),
    (["no-such-program-of-any-name"], "cannot be run (there is no such program on PATH)"),
    (["/etc/passwd"], "cannot be run (it is not executable: chmod +x /etc/passwd)"),
    (["/tmp"], "cannot be run (it is a folder)"), (["true"], nil),
    (["sh", "-c", "exec <&-; exit 0"], nil), (["sh", "-c", "kill -9 $$"], "exit status 137"),
  ])
  func `a fault is told once however often it happens`(words: [String], fault: String?) async {
    let complaints = await run(words, Array(repeating: "{}", count: 3))
    #expect(complaints.count == (fault == nil ? 0 : 1), "\(complaints)")
    if let fault { #expect(complaints.first?.contains(fault) == true, "\(complaints)") }
  }

  @Test func `one that hangs is ended with its whole group`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let pids = folder.root + "/pids"
    let script = "trap '' TERM; sleep 7201 & echo $$ $! >\"$1\"; wait; sleep 7202"
    let complaints = await run(
      ["sh", "-c", script, "hook", pids], ["{}"], timeout: .seconds(3))
    #expect(complaints.count == 1 && complaints[0].contains("longer than 3 s"), "\(complaints)")
    let text = try String(contentsOfFile: pids, encoding: .utf8)
    let group = try #require(text.split(separator: " ").first.flatMap { pid_t($0) })
    for _ in 0..<600 where kill(-group, 0) == 0 { usleep(100_000) }
    #expect(kill(-group, 0) != 0)
  }

  @Test
  func `of events that come faster than they are handled a hundred wait, and the rest are counted`()
    async
  {
    let complaints = await run(["true"], (0..<130).map { "{\"n\":\($0)}" })
    #expect(complaints == ["30 events were not given to the hook true: its queue of 100 was full"])
  }
}
