package import TextCanvas

/// What the terminal told the program, in the order it happened.
nonisolated package enum TerminalEvent: Hashable, Sendable {
  case key(KeyPress)
  case mouse(MouseEvent)
  /// The new size; bursts arrive as one.
  case resized(Size)
  /// Control-Z, or the stop signal from elsewhere: answer with `TerminalSession.suspend()`.
  case suspendRequested
  /// The program was continued after a stop: answer with `TerminalSession.resume()` and ask the servers again.
  case resumed
  /// A signal asks the program to end: 2 for INT, 3 for QUIT, 15 for TERM. A second one ends it at once.
  case terminated(signal: Int32)
  /// The terminal is gone: end without a farewell.
  case hungUp
  /// The terminal has taken the last frame after being slow: `TerminalSession.paint` draws again.
  case drained
}
