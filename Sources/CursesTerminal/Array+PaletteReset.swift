extension [UInt8] {
  /// Takes out the request to reset the terminal's palette: OSC 104, on the Linux console `ESC ] R`.
  ///
  /// ncurses sends it whenever it takes a terminal, as if it had changed the palette. It has not, and the reset would
  /// undo the colours a person gave the terminal.
  nonisolated package mutating func removePaletteReset() {
    for reset in ["\u{1B}]104\u{07}", "\u{1B}]R"].map({ Array($0.utf8) }) {
      let last = count - reset.count
      guard last >= 0 else { continue }
      guard let start = (0...last).first(where: { self[$0...].starts(with: reset) }) else {
        continue
      }
      removeSubrange(start..<start + reset.count)
    }
  }
}
