import CursesTerminal
import Testing

struct GlyphCodeTests {
  /// Columns as a terminal counts them, without asking the locale of the test.
  private func columns(_ scalar: Unicode.Scalar) -> Int32 {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: -1
    case 0x200D, 0xFE00...0xFE0F, 0x300...0x36F: 0
    case 0x3000...0x9FFF, 0x1F300...0x1FAFF: 2
    default: 1
    }
  }

  private func code(_ glyph: Character, width: UInt8) -> GlyphCode {
    GlyphCode(glyph, width: width, columns: columns)
  }

  @Test func `a letter is itself`() {
    #expect(code("a", width: 1).base == 0x61)
  }

  @Test func `a wide letter fills its two columns`() {
    let code = code("日", width: 2)
    #expect(code.base == 0x65E5 && !code.needsSpace)
  }

  @Test func `marks stay on their letter`() {
    let code = code("a\u{301}\u{302}", width: 1)
    #expect([code.base, code.mark, code.secondMark] == [0x61, 0x301, 0x302])
  }

  @Test func `more than two marks are left out`() {
    #expect(code("a\u{301}\u{302}\u{303}\u{304}", width: 1).secondMark == 0x302)
  }

  @Test func `a joined emoji is cut to its first part`() {
    let code = code("👩‍👩‍👧", width: 2)
    #expect([code.base, code.mark, code.secondMark] == [0x1F469, 0, 0])
  }

  @Test func `a sign made emoji by a selector keeps its columns`() {
    let code = code("❤\u{FE0F}", width: 2)
    #expect(code.base == 0x2764 && code.mark == 0 && code.needsSpace)
  }

  @Test(arguments: ["a", "é", "Ж", "漢", "─", "ש", "a\u{301}\u{302}"] as [Character])
  func `what every terminal counts alike is settled`(glyph: Character) {
    #expect(code(glyph, width: glyph == "漢" ? 2 : 1).isSettled)
  }

  @Test(
    arguments: [
      ("👩‍👩‍👧", 2), ("❤\u{FE0F}", 2), ("😀", 2), ("क्", 1), ("ก", 1), ("a\u{301}\u{302}\u{303}", 1),
      ("a\u{1AB0}", 1), ("❤", 2),
    ] as [(Character, UInt8)])
  func `what some terminal counts otherwise is not`(glyph: Character, width: UInt8) {
    #expect(!code(glyph, width: width).isSettled)
  }

  @Test func `a glyph too wide for its cell becomes a question mark`() {
    #expect(code("日", width: 1).base == 0x3F)
  }

  @Test(arguments: ["\u{7}", "\u{1B}", "\u{9B}", "\u{200D}", "\u{301}"] as [Character])
  func `what has no column of its own becomes a question mark`(glyph: Character) {
    #expect(code(glyph, width: 1).base == 0x3F)
  }
}
