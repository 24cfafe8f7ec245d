import ArgumentParser
import QueryCore

/// `querytop watch`: the live dashboard.
struct Watch: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Watch targets live.",
    discussion: """
      A TARGET is SOURCE:KIND/ID, for example supermetrics:batch/qrb_3feb5ff5c71e or \
      supermetrics:query/abc123, or a status URL pasted from a log. Without one, the targets of \
      the configuration are watched. The key is read from SUPERMETRICS_API_KEY, or as the \
      configuration says. Without an account, try: querytop demo

      Without a terminal, or with TERM unset or dumb, one reading is printed as a table. With \
      --lines every change is a line on standard output, and the end is told as a table.

      Exit status: 0 after q, 69 if the terminal cannot be opened or drawn on; of a reading 1 if \
      one has ended and something in it failed or was stopped, 3 if one could not be asked, else 0.
      """)

  @Argument(
    help: ArgumentHelp("What to watch.", valueName: "target"),
    completion: TargetCompletion.kind)
  var targets: [String] = []

  @OptionGroup var lines: LinesOption

  @OptionGroup var pace: PaceOption

  @OptionGroup var log: LogOption

  @OptionGroup var connection: ConnectionOption

  @OptionGroup var drawing: DrawingOptions

  @OptionGroup var readOnly: ReadOnlyOption

  @OptionGroup var mouse: MouseOption

  @MainActor func run() async throws {
    guard lines.changes != nil || !log.isOnTerminal else {
      throw ValidationError(
        "standard error is the terminal the dashboard is drawn on: name a file, or add 2>FILE")
    }
    let usage = "nothing to watch: name a target, or try querytop demo"
    try await CommandContext.run(targets, usage: usage, allowsHTTP: connection.allowsHTTP) {
      context in
      try await WatchSession(
        targets: context.targets, sources: context.sources,
        access: context.access, pace: pace.duration,
        observers: [try log.observer(), context.answered.observer()].compactMap(\.self),
        requestLog: context.network.requestLog,
        configuredTheme: context.configuration.theme, forcesUTF8: drawing.forcesUTF8,
        isPlain: drawing.isPlain || context.configuration.isPlain,
        widensAmbiguous: context.configuration.widensAmbiguous,
        usesMouse: !mouse.isLeft && context.configuration.usesMouse,
        actions: ActionSettings(
          isReadOnly: readOnly.forbids(context.configuration),
          folder: StateFolder(ProcessEnvironment.current)),
        setsTitle: context.configuration.setsTitle,
        lines: lines.changes, notify: context.configuration.notify,
        keymap: context.configuration.keymap
      ).run()
    }
  }
}
