import ArgumentParser
import Glibc
import QueryCore

/// Weighs the wait for a key's answer against that of pspg.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Times the answer to a key in a list and in the grid, side by side with pspg.",
    discussion: """
      A live batch, a long result and pspg with the same rows in a CSV file are open on terminals of 120×40, and take turns \
      in rounds of 60 keys. The figures are medians of the rounds. Where pspg's own p99 is above a bound, the machine cannot show \
      less, and the bound is pspg's. Exits 1 when a bound is missed, or without pspg.
      """)

  @Option(help: "The program to measure; by default the one beside this program.")
  var program: String?

  @Option(help: "How many rounds, 1 to 50.")
  var rounds = 5

  func validate() throws {
    guard (1...50).contains(rounds) else { throw ValidationError("--rounds takes 1 to 50") }
  }

  func run() throws {
    Interruption.hold()
    let load = ProcFile.load
    let program = try ChildProcess.querytop(program)
    let server = try StoryServer(program, queries: 800, seconds: 600, rows: 20_000)
    defer { server.end() }
    let file = "/tmp/querytop-bench-\(getpid()).csv"
    defer { unlink(file) }
    guard let pspg = GridPeer.path(of: "pspg") else {
      throw BenchError("pspg is not installed: there is nothing to compare with")
    }
    guard try ExportFigures(of: program, server: server, to: file).exitStatus == 0 else {
      throw BenchError("the rows could not be exported")
    }
    let watch = ["watch", "--every", "1"]
    let batch = try TerminalRun(program, watch + [server.target], environment: server.environment)
    defer { batch.end() }
    let grid = try TerminalRun(
      program, watch + [server.longResult], environment: server.environment)
    defer { grid.end() }
    let peer = try TerminalRun(pspg, ["--csv", "-f", file])
    defer { peer.end(by: SIGKILL) }
    // Until all of them have read what they show.
    try grid.read(for: .seconds(2))
    _ = try grid.press("o")
    for run in [batch, grid, peer] { try run.read(for: .seconds(3)) }
    let down = "\u{1B}OB"
    for _ in 0..<45 {
      for run in [grid, peer] { _ = try run.press(down) }
    }
    var (lists, grids, peers) = (KeyRounds(), KeyRounds(), KeyRounds())
    for _ in 0..<rounds {
      lists.add(try KeyFigures(of: batch, pressing: ["j", "k"]))
      grids.add(try KeyFigures(of: grid, pressing: [down]))
      peers.add(try KeyFigures(of: peer, pressing: [down]))
    }
    var table = VerdictTable(
      title: "key to first byte, 120×40, medians of \(rounds) rounds of 60 keys; \(load)",
      peer: "pspg")
    table.findings = lists.findings("a list", beside: peers, slowest: 2)
    table.findings += grids.findings("the grid", beside: peers, slowest: 3)
    try table.conclude()
  }
}

/// Rounds of keys in one program.
private struct KeyRounds {
  private var medians: [Double] = []
  private var slowest: [Double] = []
  private var unanswered = 0

  mutating func add(_ keys: KeyFigures) {
    if let median = keys.waits.median { medians.append(median) }
    if let slow = keys.waits.percentile(0.99) { slowest.append(slow) }
    unanswered += keys.unanswered
  }

  /// - Parameter slowest: the bound on the wait of 99 of 100, in ms, where the peer's is not more.
  func findings(_ name: String, beside peer: KeyRounds, slowest bound: Double) -> [Finding] {
    let (ours, theirs) = (medians.median, peer.medians.median)
    return [
      Finding("\(name), median", ours, "ms", peer: theirs?.figureText ?? "–"),
      Finding(
        "  beside pspg's", ours.flatMap { ours in theirs.map { ours / $0 } }, "times",
        bound: .atMost(1.25)),
      Finding(
        "  p99", slowest.median, "ms", bound: .atMost(max(bound, peer.slowest.median ?? bound)),
        peer: peer.slowest.median?.figureText ?? "–"),
      Finding("  keys without an answer", Double(unanswered), bound: .exactly(0)),
    ]
  }
}
