/// What a piece of the screen means.
///
/// Panels name roles; only a theme knows colours.
package enum Role: String, Hashable, Sendable, CaseIterable {
  /// Ordinary text on the ordinary background.
  case text
  /// Text that may be overlooked: units, ages, hints.
  case muted
  /// Panel titles and the breadcrumb.
  case title
  case border
  /// The border of the panel that has the keys.
  case focus
  /// Column headers.
  case header
  /// The row or cell under the cursor.
  case selection
  /// Marked rows, matches of a search.
  case mark
  /// A key in the footer.
  case key
  case waiting
  case running
  case succeeded
  case failed
  case stopped
  /// Graphs that carry no state.
  case graph
  /// Stale, throttled, slow: worth a look, not broken.
  case warning

  /// The hue people expect of a state; nil for what is none.
  var usualColor: Color? {
    switch self {
    case .running: .ansi(12)
    case .succeeded: .ansi(10)
    case .failed: .ansi(9)
    case .stopped, .warning: .ansi(11)
    default: nil
    }
  }
}
