import ArgumentParser
import Logging
import QueryPolling

/// Where a run is written down; the same for `watch` and `wait`.
struct LogOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a line of JSON for each poll here; 5 MiB at most, then FILE.1 takes the old ones.",
      valueName: "file"))
  var log: String?

  /// The sources, each writing down what it is asked; as they are without a log.
  ///
  /// - Throws: `LogProblem` where the file cannot be had.
  func logging(_ sources: [String: any QuerySource]) throws -> [String: any QuerySource] {
    guard let log else { return sources }
    let file = try LogFile(log, redactor: Secrets.redactor)
    let logger = Logger(label: "querytop") { _ in JSONLinesHandler(file) }
    return sources.mapValues { LoggedSource($0, logger: logger) }
  }
}
