package import TextCanvas

/// Tells the second press of a double click, so that the first need not be held back.
nonisolated package struct ClickTracker {
  /// The longest time between the two presses.
  package static let window = Duration.milliseconds(400)

  private var last: (x: Int, y: Int, at: ContinuousClock.Instant)?

  package init() {}

  /// The event of a press on a cell at a moment; a third press in a row starts over.
  package mutating func press(x: Int, y: Int, at now: ContinuousClock.Instant) -> MouseEvent {
    if let last, last.x == x, last.y == y, last.at.duration(to: now) <= Self.window {
      self.last = nil
      return .doublePressed(x: x, y: y)
    }
    last = (x, y, now)
    return .pressed(x: x, y: y)
  }
}
