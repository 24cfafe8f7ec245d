import CursesTerminal
import Glibc

/// When a dashboard gets a guardian, the small process that gives the terminal back even after SIGKILL.
enum Guardian {
  /// Starts one if this process is about to become a dashboard: the started process turns into it, and this returns in its child.
  ///
  /// To be called before the first thread starts, and before anything reads the environment. The guardian holds for good what
  /// this has touched: no sets and dictionaries here, whose types the runtime looks up in every table of the program.
  static func start() {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, canDraw,
      isWanted(by: CommandLine.arguments.dropFirst())
    else { return }
    TerminalSession.startGuardian()
  }

  /// Whether words of the command line ask for a dashboard: `watch`, which need not be named, or `demo`.
  ///
  /// A mistake in the words does no harm: the guardian ends as its child does.
  nonisolated static func isWanted(by words: ArraySlice<String>) -> Bool {
    let questions = ["-h", "--help", "-help", "--help-hidden", "--version"]
    guard
      !words.contains(where: {
        questions.contains($0) || $0.hasPrefix("--generate-") || $0.hasPrefix("--experimental-")
      })
    else { return false }
    guard let first = words.first else { return true }
    return !others.contains(first)
  }

  /// The commands that draw no dashboard, without asking ArgumentParser: this comes before anything else has run.
  nonisolated static let others = [
    "simulate", "status", "wait", "failures", "export", "rerun", "cancel", "doctor", "themes",
    "completions", "help",
  ]

  private static var canDraw: Bool {
    guard let term = getenv("TERM") else { return false }
    return term.pointee != 0 && strcmp(term, "dumb") != 0
  }
}
