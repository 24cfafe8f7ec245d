import QueryCore
import TestSupport
import Testing

@testable import CursesTerminal

/// Random frames drawn as they are and shortened leave the same cells.
struct KnownTerminalFuzzTests {
  private static let size = (columns: 24, rows: 9)

  @Test(arguments: 0..<48, [true, false])
  func `shortened frames leave the same cells`(seed: UInt64, endsEach: Bool) throws {
    var random = SplitMix64(seed: seed)
    var plain = CellTerminal(columns: Self.size.columns, rows: Self.size.rows)
    var other = plain
    var known = KnownTerminal(
      endsEach: endsEach, scrollsByCount: endsEach && Bool.random(using: &random))
    for _ in 0..<120 {
      let frame = Self.frame(using: &random)
      if Int.random(in: 0..<9, using: &random) == 0 { known.forget() }
      let shortened = known.shorten(frame, rows: Self.size.rows, columns: Self.size.columns)
      try plain.feed(frame)
      try other.feed(shortened)
      let text = String(decoding: frame, as: UTF8.self).escaped
      try #require(
        plain.cells == other.cells,
        "\(text) became \(String(decoding: shortened, as: UTF8.self).escaped)")
      try #require(plain.cursor == other.cursor)
      if endsEach { #expect(shortened.count <= frame.count + 12) }
    }
  }

  /// Some are drawn over later; of the rest the check sees each.
  @Test func `cells differ where a colour is left out`() throws {
    var random = SplitMix64(seed: 7)
    var (seen, planted) = (0, 0)
    for _ in 0..<400 {
      let frame = Self.frame(using: &random)
      var known = KnownTerminal(endsEach: true)
      var shortened = known.shorten(frame, rows: Self.size.rows, columns: Self.size.columns)
      guard let colour = shortened.firstRange(of: Array("\u{1B}[".utf8) + [0x34]) else { continue }
      let length = shortened[colour.lowerBound...].prefix { $0 != UInt8(ascii: "m") }.count + 1
      let isStyle = shortened[colour.lowerBound...].dropFirst(2).prefix(length - 3)
        .allSatisfy { (0x30...0x3B).contains($0) }
      guard isStyle else { continue }
      shortened.removeSubrange(colour.lowerBound..<colour.lowerBound + length)
      planted += 1
      var plain = CellTerminal(columns: Self.size.columns, rows: Self.size.rows)
      var other = plain
      try plain.feed(frame)
      try other.feed(shortened)
      if plain.cells != other.cells { seen += 1 }
    }
    #expect(planted > 50 && seen > planted / 3, "\(seen) of \(planted)")
  }

  // MARK: Frames

  /// What ncurses draws with, in any order it could come in.
  private static func frame(using random: inout SplitMix64) -> [UInt8] {
    var text = "\u{1B}[?2026h"
    if Int.random(in: 0..<8, using: &random) == 0 { text += "\u{1B}[H\u{1B}[2J" }
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      text += style(using: &random)
      if Bool.random(using: &random) { text += move(using: &random) }
      if Bool.random(using: &random) { text += style(using: &random) }
      text += drawing(using: &random)
    }
    text += "\u{1B}[1;\(size.rows)r\u{1B}[39;49m\u{1B}(B\u{1B}[m\u{1B}[?2026l"
    return Array(text.utf8)
  }

  private static func style(using random: inout SplitMix64) -> String {
    let number = Int.random(in: 0..<4, using: &random)
    let styles = [
      "", "", "\u{1B}[38;5;\(number)m", "\u{1B}[48;5;\(number)m",
      "\u{1B}[38;5;\(number)m\u{1B}[48;5;\(number + 1)m", "\u{1B}[38;2;1;2;\(number)m",
      "\u{1B}[48:2::1:2:\(number)m", "\u{1B}[3\(number)m", "\u{1B}[4\(number)m",
      "\u{1B}[9\(number)m",
      "\u{1B}[10\(number)m", "\u{1B}[39;49m", "\u{1B}[39m", "\u{1B}[49m", "\u{1B}(B\u{1B}[m",
      "\u{1B}(B\u{1B}[0;1m", "\u{1B}(B\u{1B}[0;1;2m", "\u{1B}(B\u{1B}[0;2m", "\u{1B}[1m",
      "\u{1B}[22m",
      "\u{1B}(B\u{1B}[0;4m", "\u{1B}[0;7;3\(number)m", "\u{1B}[24m", "\u{1B}[27m", "\u{1B}[4m",
      "\u{1B}[7m", "\u{1B}[0;10m", "\u{1B}[3m", "\u{1B}[5;9m", "\u{1B}[25;29m", "\u{1B}(0",
      "\u{1B}(B",
      "\u{E}", "\u{F}", "\u{1B}[1;38;5;\(number);48;5;9m",
    ]
    return styles.randomElement(using: &random) ?? ""
  }

  private static func move(using random: inout SplitMix64) -> String {
    let (x, y) = (
      Int.random(in: 1...size.columns, using: &random),
      Int.random(in: 1...size.rows, using: &random)
    )
    let moves = [
      "\u{1B}[\(y);\(x)H", "\u{1B}[H", "\u{1B}[\(y)d", "\u{1B}[\(x)G", "\r", "\u{8}", "\t",
      "\u{1B}[A",
      "\u{1B}[2B", "\u{1B}[3C", "\u{1B}[2D", "\r\u{1B}[\(y)d",
      "\u{1B}[\(y);\(x)Ha\r\u{1B}[\(min(size.rows, y + 1))d",
      "\u{1B}[2;6r\u{1B}[6;1H", "\u{1B}[2;6r\u{1B}[\(y);1H\r\u{1B}[\(min(size.rows, y + 1))d",
      "\u{1B}[2;6r",
      "\u{1B}[1;\(size.rows)r",
      "\u{1B}[?25h", "\u{1B}[?25l",
    ]
    return moves.randomElement(using: &random) ?? ""
  }

  private static func drawing(using random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...6, using: &random)
    let drawings = [
      "a", "text", "two words", " ", "  ", "   x", "x   ", "│", " │ ", "⣿⣿", "é ü", "漢", "e\u{301}",
      " \u{301}", " \u{20E3}", " \u{F0001}\u{100000}", "…", "\n", "\u{1B}M", "\u{1B}D",
      "\u{1B}7\u{1B}[3;8r\u{1B}8", "\u{1B}7\u{1B}[35;44mx\u{1B}[2;6r \u{1B}8", "\u{1B}[K",
      "\u{1B}[1K", "\u{1B}[2K", "\u{1B}[J", "\u{1B}[\(count)X", "\u{1B}[\(count)@",
      "\u{1B}[\(count)P",
      "\u{1B}[\(count)L", "\u{1B}[\(count)M", "\u{1B}[\(count)S", "\u{1B}[\(count)T",
      "=\u{1B}[\(count)b", " \u{1B}[\(count)b", "qx",
    ]
    return drawings.randomElement(using: &random) ?? ""
  }
}

extension String {
  fileprivate var escaped: String {
    unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }
}
