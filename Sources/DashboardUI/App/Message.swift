package import FoundationEssentials
package import QueryCore
package import TextCanvas

/// What can happen to the dashboard.
///
/// Facts, in the past tense; the only way in.
package enum Message: Hashable, Sendable {
  case keyPressed(KeyPress)
  case mouseUsed(MouseEvent)
  /// Text came from a clipboard.
  case pasted(PastedText)
  case resized(Size)
  /// What the monitor knows, and the time it came; nil where that stands still.
  case snapshotArrived(MonitorSnapshot, at: Date? = nil)
  /// The requests kept, newest first; sent only while their view is open.
  case requestsArrived([RequestRecord])
  /// Time passed. The dashboard knows no other clock.
  case ticked(Date)
  /// The person's clocks are set by another zone's rules than before.
  case zoneChanged(ClockText)
  /// What became of a command about a target's rows.
  case resultEvent(Target, ResultEvent)
  /// What became of something done about a batch.
  case actionEvent(Target, ActionEvent)
  /// A list was saved, or was not.
  case saveEnded(SaveReport)
  /// The program came back to the foreground.
  case resumed
}
