import ArgumentParser
import DashboardUI
import Glibc

/// Weighs an export against the bare download of the same pages.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Times querytop export of a long result to CSV beside a download by curl.",
    discussion: "The rows are simulated on the loopback. Exits 1 when a bound is missed.")

  @Option(help: "The querytop to measure; by default the one beside this program.")
  var program: String?

  @Option(help: "How many rows the result has, 10000 to 1000000.")
  var rows = 1_000_000

  func validate() throws {
    guard (10_000...1_000_000).contains(rows) else {
      throw ValidationError("--rows takes 10000 to 1000000")
    }
  }

  func run() throws {
    Interruption.hold()
    let program = try ChildProcess.querytop(program)
    let load = ProcFile.load
    let server = try StoryServer(program, queries: 20, seconds: 2, rows: rows)
    defer { server.end() }
    let file = "/tmp/querytop-bench-\(getpid()).csv"
    defer { unlink(file) }
    let download = RawDownload(of: server, rows: rows)
    // In turn, so that a busy machine slows both alike; the better of two.
    var raw = try download.all()
    let first = try ExportFigures(of: program, server: server, to: file)
    raw = min(raw, try download.all())
    let second = try ExportFigures(of: program, server: server, to: file)
    let best = min(first.time, second.time)
    var table = VerdictTable(
      title: "\(CountText.grouped(rows)) rows to CSV; \(load)", peer: "curl")
    table.findings = [
      Finding("time", best, "s", peer: raw.figureText),
      Finding("ratio", best / raw, "×", bound: .atMost(2)),
      Finding("peak memory", max(first.memory, second.memory), "MiB", bound: .atMost(80)),
      Finding("exit status", second.exitStatus.map(Double.init), bound: .exactly(0)),
    ]
    try table.conclude()
  }
}
