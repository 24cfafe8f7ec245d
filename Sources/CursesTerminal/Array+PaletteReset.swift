extension [UInt8] {
  /// Takes out the request to reset the terminal's palette (OSC 104).
  ///
  /// ncurses sends it whenever it takes a terminal, as if it had changed the palette. It has not, and the reset would
  /// undo the colours a person gave the terminal.
  nonisolated package mutating func removePaletteReset() {
    let reset = Array("\u{1B}]104\u{07}".utf8)
    guard count >= reset.count else { return }
    for start in 0...(count - reset.count) where self[start..<start + reset.count] == reset[...] {
      removeSubrange(start..<start + reset.count)
      return
    }
  }
}
