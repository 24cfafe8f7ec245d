import ArgumentParser
import DashboardUI
import FoundationEssentials
import Glibc
import QueryCore
import QueryMonitoring
import QueryProviders
import ResultTables

/// `querytop export`: every row of a result, in a file or on standard output.
struct Export: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Save every row of a result, or of a batch's results.",
    discussion: """
      Rows are written as they arrive, to FILE.partial until all are there; the note beside it says how \
      many that file holds. Numbers are the server's, digit for digit.

      A batch is one table: the rows of all its queries in the order of submission, behind their split \
      (split_account, split_start_date, split_end_date). One that runs is waited for. Queries that \
      failed, did not end or whose rows have expired are listed on standard error and in \
      FILE.missing.json.

      Exit status: 0 if every row was saved, 3 if not, or if queries of a batch are missing.
      """)

  @Argument(
    help: ArgumentHelp("The query, job or batch.", valueName: "target"),
    completion: TargetCompletion.kind)
  var target: String

  @Option(
    help: ArgumentHelp(
      "Where to; - is standard output, which is also meant without --to where it is no terminal.",
      valueName: "file"),
    completion: .file())
  var to: PathBytes?

  @Option(help: "How to write the rows; without it, what the file's name ends with, or csv.")
  var format: RowFormat?

  @Flag(help: "Replace a file that is there.")
  var force = false

  @Flag(help: "Do not wait for a batch that runs: save the rows there are.")
  var now = false

  @Flag(help: "Leave strings in CSV that a spreadsheet would take for formulas as they are.")
  var rawCSV = false

  @Flag(help: "Begin csv and tsv with a byte order mark, by which spreadsheets know UTF-8.")
  var bom = false

  @OptionGroup var connection: ConnectionOption

  /// What the rows are written as: `--format`, else what the file's name says, else CSV.
  nonisolated var chosenFormat: RowFormat {
    format ?? to.flatMap { RowFormat(fileName: $0.text) } ?? .csv
  }

  nonisolated func validate() throws {
    if format == nil, let ending = to.flatMap({ RowFormat.unwrittenEnding(of: $0.text) }) {
      throw ValidationError(
        "\(ending) is not written: use a name that ends with \(RowFormat.endings), or say --format")
    }
    guard !bom || chosenFormat.isTable else {
      throw ValidationError("--bom is for csv and tsv: \(chosenFormat.rawValue) begins without one")
    }
  }

  @MainActor func run() async throws {
    let toTerminal = isatty(STDOUT_FILENO) == 1
    guard to?.text != "-" || !toTerminal else {
      throw ValidationError(
        "standard output is a terminal, which rows could steer: name a file, or use a pipe")
    }
    try await CommandContext.run([target], usage: "", allowsHTTP: connection.allowsHTTP) {
      context in
      guard let target = context.targets.first else { return ExitStatus.incomplete }
      ProcessMemory.makeRoomForPages()
      // A pipe whose reader has gone is an error of one write, not the end of the process.
      signal(SIGPIPE, SIG_IGN)
      signal(SIGXFSZ, SIG_IGN)
      let path =
        to ?? PathBytes(toTerminal ? ResultExport.proposedName(for: target, chosenFormat) : "-")
      if target.kind == .batch {
        return try await saveBatch(target, to: path, context)
      }
      guard !now else { throw ValidationError("--now is for batches: \(target) is none") }
      guard let results = context.sources[target.source]?.results(of: target) else {
        StandardError.write("\(target): its provider gives no rows for a \(target.kind.rawValue)\n")
        return ExitStatus.incomplete
      }
      let export = RowExport(
        results, of: target, gate: RequestScheduler(access: context.access), format: chosenFormat,
        keepsFormulas: rawCSV, hasByteOrderMark: bom)
      let (status, rows) = await Self.run(export, to: path, force: force)
      if status == 0 || rows > 0 { context.answered.note([target]) }
      return status
    }
  }

  /// - Returns: the process's exit status, and how many rows came.
  @MainActor private static func run(
    _ export: RowExport, to path: PathBytes, force: Bool
  ) async -> (status: Int32, rows: Int) {
    let progress = ProgressLine()
    var done = RowExport.Progress()
    do {
      let file =
        path.text == "-" ? try ExportFile() : try ExportFile(path, isForced: force)
      try await export.run(into: file, &done) { await progress.show($0.words) }
      progress.clear()
      if path.text != "-" { StandardError.write("\(path.text): \(done.sentence)\n") }
      if let repairs = done.repairSentence { StandardError.write("\(export.target): \(repairs)\n") }
      return (ExitStatus.done, done.rows)
    } catch {
      progress.clear()
      if let failure = error as? RowExportFailure, failure.isReaderGone {
        return (ExitStatus.incomplete, done.rows)
      }
      StandardError.write("\(error)\n")
      return (ExitStatus.incomplete, done.rows)
    }
  }
}

extension RowFormat: ExpressibleByArgument {
  nonisolated public init?(argument: String) {
    self.init(word: argument)
  }

  nonisolated public static var allValueStrings: [String] {
    allCases.map(\.rawValue) + ["jsonl"]
  }
}
