import CursesTerminal

/// What wakes the dashboard's loop.
enum LoopEvent: Sendable {
  case terminal(TerminalEvent)
  /// The monitor knows something new; the loop takes the newest there is.
  case snapshot
  case tick
  /// The pause between two frames is over.
  case paintDue
}
