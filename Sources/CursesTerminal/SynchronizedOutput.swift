/// What goes before and after a frame so that a terminal shows it at once, or nothing (private mode 2026,
/// https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036).
nonisolated struct SynchronizedOutput {
  let begin: [UInt8]
  let end: [UInt8]

  static let bracketed = SynchronizedOutput(
    begin: Array("\u{1B}[?2026h".utf8), end: Array("\u{1B}[?2026l".utf8))
  static let plain = SynchronizedOutput(begin: [], end: [])
}
