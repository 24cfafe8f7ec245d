internal import CNCurses

/// The bytes ncurses drew into memory.
enum CursesBytes {
  /// Takes them out, bracketed; empty when there are none.
  static func take(between brackets: SynchronizedOutput) -> [UInt8] {
    let count = Int(cnc_pending())
    guard count > 0 else { return [] }
    let ends = brackets.begin.count + brackets.end.count
    // Filled in place: the pointer is handed to C with the room behind it, and does not leave the closure.
    return [UInt8](unsafeUninitializedCapacity: count + ends) { buffer, used in
      used = buffer[...].update(fromContentsOf: brackets.begin)
      if let start = buffer.baseAddress { used += cnc_take(start + used, count) }
      used = buffer[used...].update(fromContentsOf: brackets.end)
    }
  }

  /// Drops them.
  static func forget() {
    _ = take(between: .plain)
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

  /// Whether the terminal is of a family that ignores the sequences it does not know.
  var isKnown: Bool { !begin.isEmpty }

  /// Has a terminal that reorders right-to-left letters by itself leave every cell where it was put (BDSM, ECMA-48 8.3.104 and
  /// 7.2.1; https://terminal-wg.pages.freedesktop.org/bidi/).
  var explicitOrder: [UInt8] { isKnown ? Array("\u{1B}[8l".utf8) : [] }
  /// Leaves the order to the terminal again.
  var implicitOrder: [UInt8] { isKnown ? Array("\u{1B}[8h".utf8) : [] }
}
