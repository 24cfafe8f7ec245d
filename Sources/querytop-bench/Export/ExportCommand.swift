import ArgumentParser
import Glibc
import QueryCore

/// Weighs an export against the bare download of the same pages.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Times querytop export of a long result to CSV beside a download by curl.",
    discussion: """
      The rows are simulated on the loopback. Both write once to /dev/null, which costs nothing, and once to a file that is then
      brought to the disk (fsync). Exits 1 when a bound is missed.
      """)

  @OptionGroup var result: LongResultOptions

  func run() throws {
    Interruption.hold()
    let load = ProcFile.load
    guard !result.batch else { return try runBatch(load) }
    let (program, server) = try result.serve()
    defer { server.end() }
    let nowhere = try ExportPair.measured(program, server, rows: result.rows, to: "/dev/null")
    let file = "/tmp/querytop-bench-\(getpid()).csv"
    let synced = try ExportPair.measured(program, server, rows: result.rows, to: file)
    var table = VerdictTable(
      title: "\(CountText.grouped(result.rows)) rows to CSV; \(load)", peer: "curl")
    table.findings = [
      Finding("time to a file, with fsync", synced.ours, "s", peer: synced.curl?.figureText ?? ""),
      Finding("its ratio", synced.ratio, "×", bound: .atMost(1.25)),
      Finding("time to /dev/null", nowhere.ours, "s", peer: nowhere.curl?.figureText ?? ""),
      Finding("its ratio", nowhere.ratio, "×", bound: .atMost(1.6)),
      Finding(
        "processor time of that", nowhere.ourWork, "s", peer: nowhere.curlWork?.figureText ?? ""),
      Finding("peak memory", max(synced.memory, nowhere.memory), "MiB", bound: .atMost(48)),
      Finding("exit status", synced.exitStatus.map(Double.init), bound: .exactly(0)),
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
    let raw = try RawDownload(of: server, rows: rows, to: "/dev/null").batch(of: queries)
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
