import ArgumentParser
import Glibc
import QueryCore

/// Measures the whole program from the side of the terminal it runs on.
struct TerminalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminal",
    abstract: "Runs querytop on a pseudo-terminal and measures what it costs and how it answers.",
    discussion: """
      Everything stays on this machine: the batch is simulated on the loopback. htop, where it is
      installed, is measured the same way. Exits 1 when a bound is missed.
      """)

  @Option(help: "The querytop to measure; by default the one beside this program.")
  var program: String?

  @Option(help: "How many seconds a live batch is watched, 1 to 600.")
  var seconds = 20

  @Option(help: "How many queries the live batch has, 1 to 50000.")
  var queries = 800

  /// The queries of the second batch, of which only the memory is bound.
  private static let many = 10_000

  func validate() throws {
    guard (1...600).contains(seconds) else { throw ValidationError("--seconds takes 1 to 600") }
    guard (1...50_000).contains(queries) else {
      throw ValidationError("--queries takes 1 to 50000")
    }
  }

  func run() throws {
    Interruption.hold()
    let program = try ChildProcess.querytop(program)
    let load = ProcFile.load
    let peer = try Peer.figures(seconds: seconds)
    let live = try watched(program, queries: queries)
    let large = try watched(program, queries: Self.many)
    let end = try finished(program)
    var table = VerdictTable(
      title:
        "watch --every 1 on 120×40, \(CountText.grouped(queries)) queries, \(seconds) s; \(load)",
      peer: peer == nil ? "(no htop)" : "htop")
    table.findings = Self.findings(live, peer)
    table.findings += Self.memory([(queries, live), (Self.many, large)], peer)
    table.findings += Self.unbound(large, queries: Self.many)
    table.findings += Self.findings(end)
    if peer == nil { print("htop is not installed: no peer to show") }
    try table.conclude()
  }

  private func watched(_ program: String, queries: Int) throws -> TerminalFigures {
    // Long enough for the batch to be alive to the end of the measuring.
    let server = try StoryServer(program, queries: queries, seconds: max(120, seconds * 2 + 60))
    defer { server.end() }
    let run = try TerminalRun(
      program, ["watch", "--every", "1", server.target], environment: server.environment)
    defer { run.end() }
    return try TerminalFigures(of: run, text: "Progress", seconds: seconds, keys: ["j", "k"])
  }

  private func finished(_ program: String) throws -> EndFigures {
    let server = try StoryServer(program, queries: 20, seconds: 2)
    defer { server.end() }
    let run = try TerminalRun(
      program, ["watch", "--every", "1", server.target], environment: server.environment)
    defer { run.end() }
    return try EndFigures(of: run, text: " · took ")
  }
}
