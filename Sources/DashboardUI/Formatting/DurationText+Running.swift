import QueryCore

extension DurationText {
  /// How long a query has run: while it does, from five seconds on in steps of five, rounded down, so that rows with nothing new
  /// to tell stay as they are.
  static func ran(_ duration: Duration, isOver: Bool) -> String {
    let seconds = duration.components.seconds
    return short(isOver || seconds < 5 ? duration : .seconds(seconds / 5 * 5))
  }
}
