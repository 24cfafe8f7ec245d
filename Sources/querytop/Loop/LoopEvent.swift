import DashboardUI
import QueryCore

/// What wakes the dashboard's loop.
enum LoopEvent: Sendable {
  /// The monitor knows something new; the loop takes the newest there is.
  case snapshot
  /// Something became of a command of the rows view.
  case results(Target, ResultEvent)
  case tick
  /// The pause between two frames is over.
  case paintDue
  /// The loop is to end, as its end says.
  case ended
}
