import ArgumentParser
import QueryMonitoring

/// `querytop wait`: polls until every target has ended.
struct Wait: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Wait until every target has ended, then print how.",
    discussion: """
      Failed polls are waited out, and an end that is told by an error alone is asked about again \
      for two minutes before it is believed. Exit status: 0 if all succeeded, 1 if something failed \
      or was stopped, 3 if a target cannot be asked until somebody mends something (key, id), 4 if \
      the timeout passed first.

      Standard error tells how far things are: where it is no terminal, a plain line at each change \
      of state and once a minute.
      """)

  /// How the end is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(
    help: ArgumentHelp("What to wait for.", valueName: "target"),
    completion: TargetCompletion.kind)
  var targets: [String] = []

  @Option(
    help: ArgumentHelp(
      "The longest wait, such as 90s, 30m or 2h; without it, as long as it takes.",
      valueName: "duration"))
  var timeout: DurationArgument?

  @Option(help: "How to print the end.")
  var format = Format.text

  @Flag(
    help: """
      Tell every change, counters and events too, a plain line each on standard error, on a \
      terminal as well.
      """)
  var lines = false

  @OptionGroup var pace: PaceOption

  @OptionGroup var log: LogOption

  @OptionGroup var connection: ConnectionOption

  @MainActor func run() async throws {
    let usage = "no target is named: querytop wait TARGET"
    try await CommandContext.run(targets, usage: usage, allowsHTTP: connection.allowsHTTP) {
      context in
      let monitor = QueryMonitor(
        sources: context.sources, targets: context.targets,
        scheduler: RequestScheduler(access: context.access, pace: pace.duration))
      let observations = [try log.observer(), context.answered.observer()].compactMap(\.self)
        .map(monitor.observe)
      defer { for observation in observations { observation.end() } }
      return try await WaitSession(
        monitor: monitor, timeout: timeout?.duration,
        document: format == .json ? .wait : nil, progress: WaitProgress(lines ? .text : nil)
      ).run()
    }
  }
}
