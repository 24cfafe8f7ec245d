import FoundationEssentials
import Glibc
import QueryCore
import TestSupport
import Testing

/// How the program ends, and what its terminal is told then; the real program, on a terminal that only reads.
@Suite(.serialized) struct LifeCycleTests {
  private let terminal: PseudoTerminal
  private let before: [UInt8]

  init() throws {
    terminal = try PseudoTerminal()
    before = terminal.lineSettings
  }

  /// Starts a dashboard, and runs the body when it stands, with the number of the started process.
  private func onDashboard(
    term: String = "xterm-256color", language: String = "C.UTF-8",
    _ body: (pid_t) async throws -> Void
  ) async throws -> PseudoTerminal.Ending {
    let environment = [
      "TERM": term, "LANG": language, "QUERYTOP_STATE": "off", "PATH": "/usr/bin:/bin",
    ]
    return try await terminal.run(
      [try Program.path, "demo", "--duration", "7200"], environment: environment
    ) { started in
      try await terminal.wait(for: "the dashboard") { $0.contains("live") }
      try await body(started)
    }
  }

  private func waitUntilGivenBack() async throws {
    try await terminal.wait(for: "the terminal to be given back") {
      $0.modesLeft.isEmpty && terminal.lineSettings == before
    }
  }

  /// The process that draws: the started one is its guardian.
  private func dashboard(of guardian: pid_t) throws -> pid_t {
    let list = try String(
      contentsOfFile: "/proc/\(guardian)/task/\(guardian)/children", encoding: .utf8)
    return try #require(list.split(separator: " ").first.flatMap { pid_t($0) })
  }

  static let deadly: [Int32] =
    [
      SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGUSR1, SIGUSR2, SIGSEGV,
      SIGALRM, SIGTERM, SIGSTKFLT, SIGXCPU, SIGVTALRM, SIGPROF, SIGPOLL, SIGPWR, SIGSYS,
    ] + Array(__libc_current_sigrtmin()...__libc_current_sigrtmax())

  @Test(arguments: deadly + [SIGKILL])
  func `it dies of the signal that was sent, and the terminal is as it was`(signal: Int32)
    async throws
  {
    let ending = try await onDashboard { started in
      // That the difference would be seen.
      #expect(terminal.transcript.modesLeft.isSuperset(of: ["1049", "25", "1000", "=", "t"]))
      #expect(terminal.lineSettings != before)
      kill(started, signal)
      try await waitUntilGivenBack()
    }
    #expect(ending == .killed(by: signal))
  }

  @Test(arguments: [SIGKILL, SIGSEGV, SIGTERM, SIGUSR1])
  func `the guardian gives the terminal back for a dashboard that was killed, and ends as it did`(
    signal: Int32
  ) async throws {
    let ending = try await onDashboard { started in
      kill(try dashboard(of: started), signal)
      try await waitUntilGivenBack()
    }
    #expect(ending == .killed(by: signal))
  }

  @Test func `a write that fails does not end it`() async throws {
    let ending = try await onDashboard { started in
      kill(started, SIGPIPE)
      kill(started, SIGXFSZ)
      terminal.type(Array("?".utf8))
      try await terminal.wait(for: "the help") { $0.contains("open the row under the cursor") }
      terminal.type(Array("qq".utf8))
    }
    #expect(ending == .exited(0))
    #expect(terminal.transcript.modesLeft.isEmpty && terminal.lineSettings == before)
  }

  @Test func `letters no locale can decode are no dead terminal`() async throws {
    let ending = try await onDashboard(language: "C") { _ in
      for _ in 0..<120 {
        terminal.type(Array("ü".utf8))
        // Looked at more than once: what is read in the same moment may go with it.
        var looks = 0
        try await terminal.wait(for: "the letter to be read") { _ in
          looks += 1
          return looks > 4 && terminal.unread == 0
        }
      }
      terminal.type(Array("?".utf8))
      try await terminal.wait(for: "the help") { $0.contains("open the row under the cursor") }
      terminal.type(Array("qq".utf8))
    }
    #expect(ending == .exited(0))
  }

  @Test(arguments: ["vt100", "linux"])
  func `a terminal that cannot put its screen aside is left without a trace of a mode`(
    term: String
  ) async throws {
    let ending = try await onDashboard(term: term) { _ in
      #expect(!terminal.transcript.modesLeft.isEmpty)
      terminal.type(Array("q".utf8))
    }
    #expect(ending == .exited(0))
    #expect(terminal.transcript.modesLeft.isEmpty && terminal.lineSettings == before)
    #expect(terminal.transcript.contains("\u{1B}[H\u{1B}[Jsupermetrics:"))
  }

  @Test func `a terminal that is gone ends it`() async throws {
    let ending = try await onDashboard { _ in terminal.hangUp() }
    #expect(ending == .killed(by: SIGHUP))
  }

  @Test func `no size is too small, too large or too sudden`() async throws {
    var generator = SplitMix64(seed: 12)
    let ending = try await onDashboard { started in
      for step in 0..<300 {
        let special = [(0, 0), (1, 1), (65_535, 65_535), (1, 200), (200, 1)]
        let size =
          step % 10 == 0
          ? special[step / 10 % special.count]
          : (Int.random(in: 1...300, using: &generator), Int.random(in: 1...120, using: &generator))
        try terminal.resize(columns: size.0, rows: size.1)
        kill(started, SIGWINCH)
        if step % 10 == 0 {
          let seen = terminal.transcript.bytes.count
          terminal.type([0x0C])
          try await terminal.wait(for: "a frame") { $0.bytes.count > seen }
        }
      }
      terminal.type(Array("\u{1B}[21~".utf8))
    }
    #expect(ending == .exited(0))
  }

  @Test func `the guardian holds no environment`() async throws {
    _ = try await onDashboard { started in
      let environment = try String(contentsOfFile: "/proc/\(started)/environ", encoding: .utf8)
      #expect(environment.allSatisfy { $0 == "\0" })
      let name = try String(contentsOfFile: "/proc/\(started)/comm", encoding: .utf8)
      #expect(name == "querytop-guard\n")
      kill(started, SIGTERM)
    }
  }
}
