/// The bytes that give a terminal back, whatever the program was in the middle of when it ended.
///
/// They are put together before anything is shown, and written at the end, by a signal's handler, or by the guardian: ncurses,
/// which then knows nothing of half a frame, says only how to leave its own modes.
nonisolated struct ResetBlock {
  /// What ncurses writes to leave the screen.
  let leaving: [UInt8]
  /// Whether the terminal takes the sequences of ECMA-48.
  let isANSI: Bool
  /// Whether it puts the shell's screen aside and takes it back.
  let hasAlternateScreen: Bool
  /// Whether it knows xterm's private modes.
  let hasPrivateModes: Bool

  /// Ends a sequence that was cut off: a character that no terminal shows (CAN).
  private static let cancel = "\u{18}"
  /// Ends a frame that was not whole, and what may have been asked of the terminal besides the screen: paste brackets, reports
  /// of the mouse in every form, and of focus.
  private static let privateModes =
    "\u{1B}[?2026l\u{1B}[?2004l\u{1B}[?1004l\u{1B}[?1003l\u{1B}[?1002l"
  /// Plain characters, and the whole screen to scroll.
  private static let plain = "\u{1B}[m\u{1B}[r"
  /// The picture goes where no other screen comes back.
  private static let clear = "\u{1B}[H\u{1B}[J"

  var bytes: [UInt8] {
    guard isANSI else { return leaving }
    let before = Self.cancel + (hasPrivateModes ? Self.privateModes : "") + Self.plain
    return Array(before.utf8) + leaving + Array((hasAlternateScreen ? "" : Self.clear).utf8)
  }
}
