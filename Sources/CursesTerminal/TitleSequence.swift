import TextCanvas

/// The bytes that set the title of the terminal's window, and those that keep the one it had and bring it back: OSC 2, and the
/// title stack of xterm's control sequences.
nonisolated package enum TitleSequence {
  /// Keeps the title there is: CSI 22 ; 2 t.
  package static let keep = Array("\u{1B}[22;2t".utf8)
  /// Brings it back: CSI 23 ; 2 t.
  package static let giveBack = Array("\u{1B}[23;2t".utf8)
  /// The most bytes of a title.
  package static let mostBytes = 200

  /// Sets a title; of the text only printable ASCII comes through, since what a title is read as is every terminal's own affair.
  package static func set(_ text: String) -> [UInt8] {
    let plain = SafeText(text).string.map { character -> UInt8 in
      character.asciiValue.flatMap { (0x20...0x7E).contains($0) ? $0 : nil } ?? UInt8(ascii: "?")
    }
    return Array("\u{1B}]2;".utf8) + plain.prefix(mostBytes) + [0x07]
  }
}

/// The title of the window as it is kept up with what is shown: written where it changed, at most once a second, and where only
/// figures did, once in five.
nonisolated package struct WindowTitle {
  /// Whether the terminal is one that takes a title and gives the old one back.
  package let isTaken: Bool
  private var shown: String?
  private var shownAt: ContinuousClock.Instant?

  package init(isTaken: Bool) {
    self.isTaken = isTaken
  }

  /// Whether a title has to be written now.
  package func isDue(_ text: String, at now: ContinuousClock.Instant) -> Bool {
    guard isTaken, text != shown, let shown, let shownAt else { return isTaken && text != shown }
    func words(_ text: String) -> String { text.filter { !$0.isNumber } }
    return shownAt.duration(to: now) >= (words(text) == words(shown) ? .seconds(5) : .seconds(1))
  }

  /// The bytes of a title where it has to be written now, else none.
  package mutating func take(_ text: String, at now: ContinuousClock.Instant) -> [UInt8] {
    guard isDue(text, at: now) else { return [] }
    (shown, shownAt) = (text, now)
    return TitleSequence.set(text)
  }

  /// The terminal is taken, at first or again: the bytes that keep its own title.
  package mutating func enter() -> [UInt8] {
    (shown, shownAt) = (nil, nil)
    return isTaken ? TitleSequence.keep : []
  }
}
