/// What a terminal is asked to send, in bytes that ask for it and take it back.
nonisolated package struct InputModes: Hashable, Sendable {
  /// Cursor keys as the terminal's description says they are sent; empty where it says nothing.
  package var keypadOn: [UInt8] = []
  package var keypadOff: [UInt8] = []
  /// Whether the terminal has a mouse to report.
  package var hasMouse: Bool
  /// Whether what is pasted may be asked to be marked.
  package var marksPastes: Bool

  /// Whether the terminal is asked to tell when its window gets and loses the focus (private mode 1004).
  package var reportsFocus = false

  package init(hasMouse: Bool, marksPastes: Bool) {
    self.hasMouse = hasMouse
    self.marksPastes = marksPastes
  }

  /// Asks for keys, marked pastes and, where it is wanted, the mouse.
  package func on(mouse: Bool) -> [UInt8] {
    keypadOn + Array((marksPastes ? "\u{1B}[?2004h" : "").utf8) + (mouse ? mouseOn : [])
      + Array((reportsFocus ? "\u{1B}[?1004h" : "").utf8)
  }

  /// Takes all of it back.
  package var off: [UInt8] {
    Array((reportsFocus ? "\u{1B}[?1004l" : "").utf8) + mouseOff
      + Array((marksPastes ? "\u{1B}[?2004l" : "").utf8) + keypadOff
  }

  /// Presses and the wheel, in the form of numbers where the terminal knows it.
  package var mouseOn: [UInt8] { Array((hasMouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "").utf8) }
  package var mouseOff: [UInt8] { Array((hasMouse ? "\u{1B}[?1006l\u{1B}[?1000l" : "").utf8) }
}
