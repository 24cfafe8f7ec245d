import Foundation
import Glibc
import QueryHTTP
import TestSupport
import Testing

@testable import querytop

@Suite("A credential") struct CredentialOriginTests {
  private func problem(_ origin: CredentialOrigin) async -> CredentialProblem? {
    do {
      _ = try await origin.credential(of: "prod", environment: [:])
      Issue.record("it was taken")
    } catch let problem as CredentialProblem {
      return problem
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test(arguments: [0o600, 0o400] as [mode_t]) func `is read from a file only its owner can read`(
    mode: mode_t
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("key", "file-key-1\r\n", mode: mode)
    let credential = try await CredentialOrigin.file(path).credential(of: "p", environment: [:])
    #expect(try credential == Credential("file-key-1"))
  }

  @Test func `is read through a link, by the mode of what it leads to`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("key", "file-key-1", mode: 0o600)
    symlink(path, folder.path("link"))
    let origin = CredentialOrigin.file(folder.path("link"))
    #expect(try await origin.credential(of: "p", environment: [:]) != nil)
    chmod(path, 0o644)
    #expect(await problem(origin)?.isSetting == true)
  }

  @Test func `in a file others may use is refused at each of 63 loose modes, with the fix`()
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("key", "file-key-1")
    for bits in 1...0o77 as ClosedRange<mode_t> {
      chmod(path, 0o600 | bits)
      let problem = await problem(.file(path))
      #expect(problem?.description.contains("run chmod 600 \(path)") == true)
      #expect(problem?.exitStatus == 78)
    }
  }

  @Test func `is not taken from a folder, a pipe, a device, nothing, or too much`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    mkfifo(folder.path("pipe"), 0o600)
    _ = try folder.write("long", String(repeating: "k", count: 70_000), mode: 0o600)
    _ = try folder.write("empty", "\n", mode: 0o600)
    _ = try folder.write("lines", "one-key-one\ntwo-key-two\n", mode: 0o600)
    for name in ["", "pipe", "missing", "long", "empty", "lines"] {
      #expect(await problem(.file(folder.path(name))) != nil, "\(name)")
    }
    #expect(await problem(.file("/dev/null")) != nil)
  }

  @Test func `is what a command prints, run without a shell`() async throws {
    let origin = CredentialOrigin.command(["printf", "%s", "$HOME;key"])
    let credential = try await origin.credential(of: "p", environment: [:])
    #expect(try credential == Credential("$HOME;key"))
  }

  @Test(arguments: [
    (["false"], "failed with exit status 1"), (["/nowhere/program"], "cannot be run"),
    (["sh", "-c", "kill -9 $$"], "failed with exit status 137"),
    (["head", "-c", "70000", "/dev/zero"], "wrote more than 64 KiB"),
    (["true"], "the key is empty"),
    (["yes", "key"], "wrote more than 64 KiB"),
  ])
  func `is not had from a command that fails`(words: [String], reason: String) async {
    let description = await problem(.command(words))?.description
    #expect(description?.contains(reason) == true, "\(description ?? "")")
  }

  @Test func `what a command says on standard error is not repeated`() async {
    let words = ["sh", "-c", "echo SECRET-words >&2; exit 3"]
    #expect(await problem(.command(words))?.description.contains("SECRET-words;") == false)
    let text = await problem(.command(["sh", "-c", "cat /nowhere/SECRET"]))?.description
    #expect(text?.contains("SECRET") == false)
  }

  @Test func `a command that hangs is ended after its time`() async throws {
    do {
      _ = try await CredentialCommand(["sleep", "1000"]).run(for: "p", clock: HurriedClock())
      Issue.record("it came back")
    } catch let problem as CredentialProblem {
      #expect(problem.description.contains("gave no key within 10 s"))
      #expect(problem.exitStatus == 3)
    }
  }

  @Test func `a command gets no key of the environment`() async throws {
    let (output, _, status) = try await Program.shell(
      """
      d=$(mktemp -d); trap 'rm -r $d' EXIT; cat >$d/c.yaml <<END
      sources:
        prod:
          provider: supermetrics
          base_url: http://127.0.0.1:9/v2
          credential: {command: [sh, -c, 'env >$d/env; echo key-from-command']}
      END
      OTHER_API_KEY=x SUPERMETRICS_API_KEY=canary-1 QUERYTOP_CONFIG=$d/c.yaml \
        '\(try Program.path)' status prod:batch/x >/dev/null; cat $d/env; true
      """)
    #expect(status == 0 && output.contains("QUERYTOP_CONFIG"))
    #expect(!output.contains("canary-1"))
  }
}

/// A clock on which no time passes while it is slept on.
private struct HurriedClock: Clock {
  var now: ManualClock.Instant { ManualClock().now }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
  }
}
