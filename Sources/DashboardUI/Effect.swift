package import QueryCore

/// What the dashboard asks of the world; carried out by the event loop.
package enum Effect: Hashable, Sendable {
  case quit
  /// Ask every living target now, whatever the pace says.
  case pollNow
  /// Watch this single query for as long as its view is open; nil ends it.
  case inspect(Target?)
  /// Give the terminal back and stop, as ^Z does.
  case suspend
  /// Paint the whole screen anew, whatever is on it.
  case redraw
  /// Something to do with the rows of a target; answered by `Message.resultNews`.
  case results(Target, ResultErrand)
  /// Put a text into the person's clipboard.
  case copy(String)
}
