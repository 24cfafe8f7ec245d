import ArgumentParser
import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
import QueryReports
import TextCanvas

/// `querytop rerun`: runs again exactly what failed of a batch.
struct Rerun: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Run again exactly what failed of a batch.",
    discussion: """
      The plan is printed, and sent when it is confirmed at the terminal, or with --yes. What fails again until \
      somebody mends it is left out, unless --permanent is given, or it is named. The request that the batch was \
      made by is named once for each batch.

      The new TARGET alone is printed on standard output. Exit status: 0 if it was sent, or nothing was \
      to be; 3 if it was refused, may have been sent or cannot be; 78 with --read-only.
      """)

  /// How the plan is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(
    help: ArgumentHelp("The batch.", valueName: "target"), completion: TargetCompletion.kind)
  var target: String

  @Option(
    help: ArgumentHelp(
      "Only what failed for this cause; CODE#2 is the second of several that share the code.",
      valueName: "code"))
  var cause: String?

  @Option(
    help: ArgumentHelp(
      "Only the queries with these ids, one a line; - is standard input.", valueName: "file"),
    completion: .file())
  var ids: PathBytes?

  @Flag(help: "Run again too what fails until somebody mends its cause.")
  var permanent = false

  @Option(
    help: ArgumentHelp(
      "The request the batch was made by, as JSON; remembered for the batch.", valueName: "file"),
    completion: .file())
  var request: PathBytes?

  @Option(
    help: ArgumentHelp(
      "Write the new request there and send nothing; - is standard output.", valueName: "file"),
    completion: .file())
  var body: PathBytes?

  @Option(help: "How to print the plan.")
  var format = Format.text

  @Flag(help: "Send it without asking.")
  var yes = false

  @Flag(help: "Send it though some of it was sent before, or may have been.")
  var again = false

  @OptionGroup var readOnly: ReadOnlyOption

  @OptionGroup var connection: ConnectionOption

  nonisolated func validate() throws {
    guard cause == nil || ids == nil else {
      throw ValidationError("--cause and --ids choose differently: give one of them")
    }
    guard ids?.text != "-" || request?.text != "-" else {
      throw ValidationError("standard input can be the ids or the request, not both")
    }
  }

  @MainActor func run() async throws {
    try await CommandContext.run([target], usage: "", allowsHTTP: connection.allowsHTTP) {
      context in
      guard !readOnly.forbids(context.configuration) || body != nil else {
        StandardError.write(readOnly.sentence(context.configuration) + "\n")
        return ExitStatus.badSetting
      }
      return try await RerunVisit(options: self, context: context).run()
    }
  }
}
