import ArgumentParser
import FoundationEssentials
import QueryCore
import QueryReports

/// `querytop status`: one poll of each target, printed.
struct Status: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Ask once and print.",
    discussion: """
      Exit status: 1 if one has ended and something in it failed or was stopped, 3 if one could \
      not be asked, else 0. The format line is one short line for a status bar: tmux shows it by \
      set -g status-right '#(querytop status TARGET --format line)'.
      """)

  /// How the answer is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, line
  }

  @Argument(
    help: ArgumentHelp("What to ask about.", valueName: "target"),
    completion: TargetCompletion.kind)
  var targets: [String] = []

  @Option(help: "How to print it.")
  var format = Format.table

  @OptionGroup var connection: ConnectionOption

  @MainActor func run() async throws {
    let usage = "no target is named: querytop status TARGET"
    try await CommandContext.run(targets, usage: usage, allowsHTTP: connection.allowsHTTP) {
      context in
      let known = await OnePoll(sources: context.sources).ask(context.targets)
      switch format {
      case .table:
        try StandardOutput.write(
          PlainTable.lines(known, in: StandardOutput.room, now: Date()) + AncestorLines.of(known))
      case .json:
        let json = StatusDocument.json(
          known, schema: StatusDocument.statusSchema, now: Date(),
          ancestors: AncestorLines.ancestors(of: known))
        try StandardOutput.write([json.line])
      case .line: try StandardOutput.write([StatusLine.text(known)])
      }
      context.answered.note(known)
      return ExitStatus.of(known)
    }
  }
}
