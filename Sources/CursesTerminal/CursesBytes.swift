internal import CNCurses

/// The bytes ncurses drew into memory.
enum CursesBytes {
  /// Takes them out; empty when there are none.
  static func take() -> [UInt8] {
    let count = Int(cnc_pending())
    guard count > 0 else { return [] }
    // Filled in place: the pointer is handed to C with the room behind it, and does not leave the closure.
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      used = buffer.baseAddress.map { cnc_take($0, count) } ?? 0
    }
  }

  /// Drops them.
  static func forget() {
    _ = take()
  }
}

/// What goes before and after a frame so that a terminal shows it at once, or nothing (private mode 2026,
/// https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036).
nonisolated struct SynchronizedOutput {
  let begin: [UInt8]
  let end: [UInt8]

  static let bracketed = SynchronizedOutput(
    begin: Array("\u{1B}[?2026h".utf8), end: Array("\u{1B}[?2026l".utf8))
  static let plain = SynchronizedOutput(begin: [], end: [])

  /// What is to be shown at once, between the two; nothing where there is nothing to show.
  func around(_ shown: [UInt8]) -> [UInt8] { shown.isEmpty ? [] : begin + shown + end }

  /// Whether the terminal is of a family that ignores the sequences it does not know.
  var isKnown: Bool { !begin.isEmpty }

  /// Has a terminal that reorders right-to-left letters by itself leave every cell where it was put (BDSM, ECMA-48 8.3.104 and
  /// 7.2.1; https://terminal-wg.pages.freedesktop.org/bidi/).
  var explicitOrder: [UInt8] { isKnown ? Array("\u{1B}[8l".utf8) : [] }
  /// Leaves the order to the terminal again.
  var implicitOrder: [UInt8] { isKnown ? Array("\u{1B}[8h".utf8) : [] }
}
