import Glibc
import TextCanvas

/// Why the dashboard cannot have this terminal; the description says what to do.
nonisolated package enum TerminalError: Error, Hashable, CustomStringConvertible {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// TERM, whose value this is, is unset, empty, `dumb`, or names a terminal without a cursor that could be moved.
  case undrawable(String)
  /// Nothing describes the terminal TERM names, not even what comes with querytop.
  case unknownTerminal(String)
  /// Another program has the terminal: this one was started in the background.
  case inBackground
  /// Files may grow to so many bytes only (`ulimit -f`): a screen is drawn in a file in memory, to which that applies too.
  case filesLimited(Int)
  /// The system refused something; the number is errno.
  case refused(Int32)

  package var description: String {
    switch self {
    case .notATerminal: "not a terminal"
    case .undrawable(""): "TERM is not set (try TERM=xterm-256color)"
    case .undrawable(let term):
      "TERM=\(SafeText(term).string) cannot be drawn on (try TERM=xterm-256color)"
    case .unknownTerminal(let term):
      "this machine has no description of the terminal \(SafeText(term).string): "
        + "install ncurses-term, or try TERM=xterm-256color"
    case .inBackground:
      "the terminal belongs to another program: bring this one to the foreground with `fg`"
    case .filesLimited(let bytes):
      "a screen is drawn in a file in memory, and no file may hold more than \(bytes) bytes here: "
        + "try `ulimit -f unlimited`"
    case .refused(let code):
      "the terminal could not be opened (\(String(cString: strerror(code)))): "
        + "try another one, or `| cat` for one reading"
    }
  }
}
