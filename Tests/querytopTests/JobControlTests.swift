import Glibc
import TestSupport
import Testing

/// Two processes, one job: what a shell does to the job is done to both.
@Suite(.serialized) struct JobControlTests {
  /// Shells that control jobs; bash sets the terminal's modes itself, dash does not.
  static let shells = [["bash", "--norc", "--noprofile", "-i"], ["dash", "-i"]]

  /// Types a line on a cleared screen, so that what is waited for is its answer.
  private func run(_ line: String, on terminal: TerminalDriver) async throws {
    try await terminal.run(line: "clear; \(line)")
  }

  /// Waits until a shell whose screen was cleared asks for the next line.
  private func waitForPrompt(on terminal: TerminalDriver) async throws {
    try await terminal.waitUntil("the prompt") { $0.contains { $0.hasPrefix("$") } }
  }

  @Test(arguments: shells)
  func `it stops, comes back, stays stopped in the background, and ends as told`(shell: [String])
    async throws
  {
    try await TerminalDriver.with(shell: shell) { terminal in
      let before = try await terminal.sttyState()
      try await run("\(try Program.path) demo --duration 7200", on: terminal)
      try await terminal.waitFor("● live")
      for _ in 0..<2 {
        try await terminal.send("C-z")
        try await terminal.waitFor("Stopped")
        #expect(try await terminal.modes() == .ordinary)
        try await run("fg", on: terminal)
        try await terminal.waitFor("● live")
      }
      try await terminal.send("C-z")
      try await terminal.waitFor("Stopped")
      try await run("bg", on: terminal)
      try await waitForPrompt(on: terminal)
      try await run("jobs", on: terminal)
      try await terminal.waitFor("Stopped")
      try await run("fg", on: terminal)
      try await terminal.waitFor("● live")
      try await terminal.kill(SIGTERM)
      try await waitForPrompt(on: terminal)
      try await terminal.run(line: "echo status=$?")
      try await terminal.waitFor("status=143")
      #expect(try await terminal.modes() == .ordinary)
      #expect(try await terminal.sttyState() == before)
    }
  }

  @Test(arguments: shells)
  func `started in the background it waits to be brought to the front`(shell: [String]) async throws
  {
    try await TerminalDriver.with(shell: shell) { terminal in
      try await run("\(try Program.path) demo --duration 7200 &", on: terminal)
      while true {
        try await run("jobs", on: terminal)
        let screen = try await terminal.waitUntil("the job") {
          $0.contains { $0.contains("Stopped") || $0.contains("Running") }
        }
        if screen.contains(where: { $0.contains("Stopped") }) { break }
      }
      #expect(try await terminal.modes() == .ordinary)
      try await run("fg", on: terminal)
      try await terminal.waitFor("● live")
      try await terminal.type("q")
      try await waitForPrompt(on: terminal)
      #expect(try await terminal.modes() == .ordinary)
    }
  }

  /// The process of a demo of this seed that has, or lacks, a guardian's name.
  private func process(seed: Int, isGuardian: Bool) async throws -> pid_t {
    let name = isGuardian ? "querytop-guard" : "querytop"
    let found = try await Program.shell("pgrep -xf -- '.*demo --duration 7200 --seed \(seed)'")
    for pid in found.output.split(separator: "\n").compactMap({ pid_t($0) }) {
      let command = try await Program.shell("ps -o comm= -p \(pid)")
      if command.output.hasPrefix(name), command.output.count == name.count + 1 { return pid }
    }
    throw Missing(name: name)
  }

  private struct Missing: Error { let name: String }

  @Test(arguments: zip([false, true], [5150, 5151]))
  func `stopped by a signal it cannot hear it leaves a usable shell, and comes back`(
    isGuardian: Bool, seed: Int
  ) async throws {
    try await TerminalDriver.with(shell: Self.shells[0]) { terminal in
      let before = try await terminal.sttyState()
      try await run("\(try Program.path) demo --duration 7200 --seed \(seed)", on: terminal)
      try await terminal.waitFor("● live")
      kill(try await process(seed: seed, isGuardian: isGuardian), SIGSTOP)
      // Where the guardian alone is stopped, the prompt is on the screen that the dashboard takes away.
      try await terminal.waitUntil("the main screen") { screen in
        !screen.contains { $0.contains("● live") }
      }
      #expect(try await terminal.modes() == .ordinary)
      try await run("jobs", on: terminal)
      try await terminal.waitFor("Stopped")
      try await run("fg", on: terminal)
      try await terminal.waitFor("● live")
      #expect(try await terminal.modes().alternateScreen)
      try await terminal.type("q")
      try await waitForPrompt(on: terminal)
      #expect(try await terminal.modes() == .ordinary)
      #expect(try await terminal.sttyState() == before)
    }
  }
}
