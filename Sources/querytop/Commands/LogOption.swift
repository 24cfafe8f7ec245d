import ArgumentParser
import Glibc
import Logging
import QueryMonitoring

/// Where a run is written down; the same for `watch` and `wait`.
struct LogOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Write what was decided and why here, as lines of JSON; 5 MiB at most, then FILE.1 takes the \
      old ones. - is standard error.
      """,
      valueName: "file"),
    completion: .file())
  var log: PathBytes?

  /// Whether the log would be written over what a dashboard draws.
  var isOnTerminal: Bool {
    log.map(LogFile.isStandardError) ?? false && isatty(STDERR_FILENO) == 1
  }

  /// What a monitor tells its decisions to; nil without a log.
  ///
  /// - Throws: `LogProblem` where the file cannot be had.
  func observer() throws -> (@Sendable (MonitorEvent) -> Void)? {
    guard let log else { return nil }
    let file = try LogFile(log, redactor: Secrets.redactor)
    let decisions = DecisionLog(logger: Logger(label: "querytop") { _ in JSONLinesHandler(file) })
    return { decisions.write($0) }
  }
}
