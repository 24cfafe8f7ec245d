internal import CNCurses
package import TextCanvas

/// What the kernel says of the terminal's size.
nonisolated package enum TerminalSize {
  /// Sizes beyond this are drawn in part: a size is a number anybody can set, and memory grows with it.
  package static let largest = Size(columns: 1000, rows: 400)

  /// The size now of the terminal on standard input; nil when it cannot be asked.
  @MainActor package static var current: Size? {
    let size = cnc_tty_size()
    guard size.error == 0 else { return nil }
    return usable(columns: Int(size.columns), rows: Int(size.rows))
  }

  /// A size that can be drawn on; a side of zero, which means that nobody has told the kernel, becomes 80 or 24.
  package static func usable(columns: Int, rows: Int) -> Size {
    Size(
      columns: min(columns > 0 ? columns : 80, largest.columns),
      rows: min(rows > 0 ? rows : 24, largest.rows))
  }
}
