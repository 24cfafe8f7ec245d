import QueryCore
import Testing

@testable import CursesTerminal

struct MergedStylesTests {
  private func merged(_ text: String, endsEach: Bool = true) -> String {
    let bytes = MergedStyles.of(Array(text.utf8), endsEach: endsEach)
    return String(decoding: bytes, as: UTF8.self).replacing("\u{1B}[", with: "^")
      .replacing("\u{1B}", with: "ESC")
  }

  @Test func `a colour that stays is not said again`() {
    let frame = "\u{1B}[38;5;252m\u{1B}[48;5;234ma\u{1B}[38;5;247m\u{1B}[48;5;234mb\u{1B}[39;49m"
    #expect(merged(frame) == "^38;5;252;48;5;234ma^38;5;247mb^m")
  }

  @Test func `a look that nothing is drawn with is not said at all`() {
    #expect(merged("\u{1B}[31m\u{1B}[32m\u{1B}[1ma\u{1B}[44m\u{1B}(B\u{1B}[m") == "^1;32ma^m")
  }

  @Test func `an attribute that ends leaves the colours, where the terminal can end one`() {
    let frame = "\u{1B}[1m\u{1B}[31m\u{1B}[44ma\u{1B}(B\u{1B}[m\u{1B}[31m\u{1B}[44mb\u{1B}[m"
    #expect(merged(frame) == "^1;31;44ma^22mb^m")
    #expect(merged(frame, endsEach: false) == "^1;31;44ma^0;31;44mb^m")
  }

  @Test func `bold that goes while faint stays is said, as both end together`() {
    #expect(merged("\u{1B}[1;2;32ma\u{1B}[0;2;32mb\u{1B}[m") == "^1;2;32ma^22;2mb^m")
    #expect(
      merged("\u{1B}[1;2;38;5;99ma\u{1B}[0;2;38;5;99mb\u{1B}[m") == "^1;2;38;5;99ma^22;2mb^m")
  }

  @Test func `blanks and what erases take no more than the background`() {
    let frame = "\u{1B}[31ma\u{1B}[32m \u{1B}[33;44m\u{1B}[4X\u{1B}[34m\u{1B}[K\u{1B}[31mb\u{1B}[m"
    #expect(merged(frame) == "^31ma ^44m^4X^Kb^m")
  }

  @Test func `blanks never have letters of their own background, where a cursor would be lost`() {
    let frame = "\u{1B}[38;5;3m\u{1B}[48;5;7ma\u{1B}[38;5;7m\u{1B}[48;5;3m \u{1B}[m"
    #expect(merged(frame) == "^38;5;3;48;5;7ma^38;5;7;48;5;3m ^m")
  }

  @Test func `blanks that are marked take all of it`() {
    for mark in [4, 7, 9] {
      #expect(merged("\u{1B}[\(mark);31m \u{1B}[m ") == "^\(mark);31m ^m ")
    }
    #expect(merged("\u{1B}[31m \u{301}\u{1B}[m") == "^31m \u{301}^m")
    #expect(merged("\u{1B}[31m \u{20E3}\u{1B}[m") == "^31m \u{20E3}^m")
  }

  @Test func `what is repeated is what was drawn, blanks with their background alone`() {
    #expect(merged("\u{1B}[31mx\u{1B}[5b\u{1B}[m") == "^31mx^5b^m")
    #expect(merged("\u{1B}[31;44m \u{1B}[5b\u{1B}[m") == "^44m ^5b^m")
  }

  @Test func `colours of every form are told apart and kept as they were`() {
    for color in ["38;5;7", "38;2;1;2;3", "38:2::1:2:3", "38:5:7", "97"] {
      #expect(merged("\u{1B}[\(color);1ma\u{1B}[m") == "^1;\(color)ma^m")
    }
    #expect(merged("\u{1B}[38;5;1;48;5;2ma\u{1B}[38;5;1mb\u{1B}[m") == "^38;5;1;48;5;2mab^m")
  }

  @Test func `where the whole screen is erased, nothing that was left there is taken for granted`()
  {
    #expect(merged("\u{1B}[H\u{1B}[2Ja") == "^HESC(B^m^2Ja")
  }

  @Test func `letters are asked for once lines have been drawn`() {
    #expect(
      merged("\u{1B}(Ba\u{1B}(0q\u{1B}(B\u{1B}(Bb\u{F}c\u{E}q\u{F}d")
        == "aESC(0qESC(Bbc\u{E}q\u{F}d")
  }

  @Test func `the end of synchronized output is the end`() {
    let frame = "\u{1B}[?2026h\u{1B}[31ma\u{1B}[m\u{1B}[?2026l"
    #expect(merged(frame) == "^?2026h^31ma^m^?2026l")
  }

  @Test(arguments: [
    "\u{1B}[38;5m", "\u{1B}[38;2;1;2m", "\u{1B}[38;7;1m", "\u{1B}[38m", "\u{1B}[21m",
    "\u{1B}[58;5;1m",
    "\u{1B}[4:3m", "\u{1B}[999m", "\u{1B}[<1m", "\u{1B}", "\u{1B}7", "\u{1B}[A\u{1B}[5b",
    "x\u{1B}[1m\u{1B}[5b", "\u{1B}]8;;a\u{7}", "\u{0}", "\u{7F}", "\u{1B}[6n",
  ])
  func `a frame with anything else in it stays as it is`(part: String) {
    let frame = Array("\u{1B}[31m\u{1B}[32ma\(part)b\u{1B}[m\u{1B}[m".utf8)
    #expect(MergedStyles.of(frame, endsEach: true) == frame)
  }
}
