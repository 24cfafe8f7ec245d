import ArgumentParser
import Glibc
import QueryCore

/// Weighs an export against the bare download of the same pages.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Times querytop export of a long result to CSV beside a download by curl.",
    discussion: "The rows are simulated on the loopback. Exits 1 when a bound is missed.")

  @OptionGroup var result: LongResultOptions

  func run() throws {
    Interruption.hold()
    let load = ProcFile.load
    guard !result.batch else { return try runBatch(load) }
    let (program, server) = try result.serve()
    defer { server.end() }
    let file = "/tmp/querytop-bench-\(getpid()).csv"
    defer { unlink(file) }
    let download = RawDownload(of: server, rows: result.rows)
    // In turn, so that a busy machine slows both alike; the better of two.
    var raw = try download.all()
    let first = try ExportFigures(of: program, server: server, to: file)
    raw = min(raw, try download.all())
    let second = try ExportFigures(of: program, server: server, to: file)
    let best = min(first.time, second.time)
    var table = VerdictTable(
      title: "\(CountText.grouped(result.rows)) rows to CSV; \(load)", peer: "curl")
    table.findings = [
      Finding("time", best, "s", peer: raw.figureText),
      Finding("ratio", best / raw, "×", bound: .atMost(2)),
      Finding("peak memory", max(first.memory, second.memory), "MiB", bound: .atMost(80)),
      Finding("exit status", second.exitStatus.map(Double.init), bound: .exactly(0)),
    ]
    try table.conclude()
  }

  /// The same of a batch as one table; each way once, since its pages are most of what may be asked for
  /// at once.
  private func runBatch(_ load: String) throws {
    let (queries, rows) = LongResultOptions.batch
    let file = "/tmp/querytop-bench-\(getpid()).csv"
    defer { for name in [file, file + ".missing.json"] { unlink(name) } }
    let (program, server) = try result.serve()
    defer { server.end() }
    // Until the batch has ended.
    sleep(4)
    let ours = try ExportFigures(of: program, server: server, target: server.target, to: file)
    let raw = try RawDownload(of: server, rows: rows).batch(of: queries)
    var table = VerdictTable(
      title: "a batch of \(queries) × \(CountText.grouped(rows)) rows to CSV; \(load)", peer: "curl"
    )
    table.findings = [
      Finding("time", ours.time, "s", peer: raw.figureText),
      Finding("ratio", ours.time / raw, "×", bound: .atMost(2)),
      Finding("peak memory", ours.memory, "MiB", bound: .atMost(80)),
      // Some of its queries fail.
      Finding("exit status", ours.exitStatus.map(Double.init), bound: .exactly(3)),
    ]
    try table.conclude()
  }
}
