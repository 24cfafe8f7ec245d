import ArgumentParser
import FoundationEssentials
import QueryCore
import QueryReports

/// `querytop failures`: what failed of one target.
struct Failures: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Print what failed, by cause or query by query.",
    discussion: """
      Exit status: 3 if the target could not be asked, else 0. JSON holds both views; ids are \
      those of the failed queries, one a line.
      """)

  /// How the failures are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, ids
  }

  /// What a line stands for.
  enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case cause, query
  }

  @Argument(
    help: ArgumentHelp("What to ask about.", valueName: "target"),
    completion: TargetCompletion.kind)
  var target: String

  @Option(help: "How to print it.")
  var format = Format.table

  @Option(help: "A line for each cause, or for each query.")
  var by = Grouping.cause

  @OptionGroup var connection: ConnectionOption

  @MainActor func run() async throws {
    try await CommandContext.run([target], usage: "", allowsHTTP: connection.allowsHTTP) {
      context in
      guard let known = await OnePoll(sources: context.sources).ask(context.targets).first else {
        return ExitStatus.incomplete
      }
      if let sentence = known.problemSentence(now: Date(), isAskedAgain: false) {
        StandardError.write("\(sentence)\n")
        // What came is listed, whatever is doubted of it; one answer that claims the work's own failure is listed as what it may be.
        guard known.problem == nil || known.evidence == .oneError && known.state == .failed else {
          return ExitStatus.incomplete
        }
      }
      let report = FailureReport(known)
      try StandardOutput.write(lines(report))
      context.answered.note([known])
      let isWhole = report.missing.isEmpty && report.unnamed == 0
      return isWhole ? ExitStatus.done : ExitStatus.incomplete
    }
  }

  private func lines(_ report: FailureReport) -> [String] {
    switch (format, by) {
    case (.json, _): [report.json.line]
    case (.ids, _): report.idLines
    case (.table, .cause): report.causeLines(in: StandardOutput.room)
    case (.table, .query): report.queryLines(in: StandardOutput.room)
    case (.csv, .cause): report.causeRecords
    case (.csv, .query): report.queryRecords
    }
  }
}
