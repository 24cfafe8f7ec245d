package import FoundationEssentials
package import QueryCore
package import TextCanvas

/// What can happen to the dashboard.
///
/// Facts, in the past tense; the only way in.
package enum Message: Hashable, Sendable {
  case keyPressed(KeyPress)
  case mouseUsed(MouseEvent)
  case resized(Size)
  case snapshotArrived(MonitorSnapshot)
  /// The calls kept, newest first; told only while their view is open.
  case requestsArrived([RequestRecord])
  /// Time passed. The dashboard knows no other clock.
  case ticked(Date)
  /// What became of an errand of the results view.
  case resultNews(Target, ResultNews)
  /// The program came back to the foreground.
  case resumed
}
