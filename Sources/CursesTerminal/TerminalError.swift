/// Why the dashboard cannot have this terminal; the description says what to do.
nonisolated package enum TerminalError: Error, Hashable, CustomStringConvertible {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// TERM is unset, empty or `dumb`.
  case plainTerminal
  /// The terminal database has no entry for TERM.
  case unknownTerminal(String)
  /// Another program has the terminal: this one was started in the background.
  case inBackground
  /// The system refused something; the number is errno.
  case refused(Int32)

  package var description: String {
    switch self {
    case .notATerminal:
      "Standard input and output are not both a terminal; run querytop in one."
    case .plainTerminal:
      "TERM is not set to a terminal that can be drawn on; try TERM=xterm-256color."
    case .unknownTerminal(let name):
      "This system does not know the terminal \"\(name)\"; try TERM=xterm-256color."
    case .inBackground:
      "The terminal belongs to another program; bring this one to the foreground with `fg`."
    case .refused(let code):
      "The terminal could not be opened (error \(code)); try another terminal."
    }
  }
}
