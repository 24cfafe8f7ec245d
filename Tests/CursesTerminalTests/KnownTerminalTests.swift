import QueryCore
import Testing

@testable import CursesTerminal

struct KnownTerminalTests {
  /// What becomes of a frame on a screen of 24 rows that is known.
  private func shortened(_ text: String, endsEach: Bool = true) -> String {
    var known = KnownTerminal(endsEach: endsEach)
    _ = known.shorten(Array("\u{1B}(Bx".utf8), rows: 24, columns: 80)
    return shortened(text, &known)
  }

  private func shortened(_ text: String, _ known: inout KnownTerminal) -> String {
    let bytes = known.shorten(Array(text.utf8), rows: 24, columns: 80)
    return String(decoding: bytes, as: UTF8.self).replacing("\u{1B}[", with: "^")
      .replacing("\u{1B}", with: "ESC")
  }

  @Test func `a colour that stays is not said again`() {
    let frame = "\u{1B}[38;5;252m\u{1B}[48;5;234ma\u{1B}[38;5;247m\u{1B}[48;5;234mb\u{1B}[39;49m"
    #expect(shortened(frame) == "^38;5;252;48;5;234ma^38;5;247mb")
  }

  @Test func `what the last frame was drawn with is known to the next`() {
    var known = KnownTerminal(endsEach: true)
    let frame = "\u{1B}[31m\u{1B}[44ma\u{1B}[39;49m\u{1B}(B\u{1B}[m"
    #expect(shortened(frame, &known) == "^m^31;44maESC(B")
    #expect(shortened(frame, &known) == "a")
    #expect(shortened("b", &known) == "^mb")
    known.forget()
    #expect(shortened(frame, &known) == "^m^31;44maESC(B")
  }

  @Test func `a look that nothing is drawn with is not said at all`() {
    #expect(shortened("\u{1B}[31m\u{1B}[32m\u{1B}[1ma\u{1B}[44m\u{1B}(B\u{1B}[mb") == "^1;32ma^mb")
  }

  @Test func `an attribute that ends leaves the colours, where the terminal can end one`() {
    let frame = "\u{1B}[1m\u{1B}[31m\u{1B}[44ma\u{1B}(B\u{1B}[m\u{1B}[31m\u{1B}[44mb\u{1B}[m"
    #expect(shortened(frame) == "^1;31;44ma^22mb")
    #expect(shortened(frame, endsEach: false) == "^1;31;44ma^0;31;44mb")
  }

  @Test func `bold that goes while faint stays is said, as both end together`() {
    #expect(shortened("\u{1B}[1;2;32ma\u{1B}[0;2;32mb\u{1B}[m") == "^1;2;32ma^22;2mb")
  }

  @Test func `blanks and what erases take no more than the background`() {
    let frame = "\u{1B}[31ma\u{1B}[32m \u{1B}[33;44m\u{1B}[4X\u{1B}[34m\u{1B}[K\u{1B}[31mb\u{1B}[m"
    #expect(shortened(frame) == "^31ma ^44m^4X^Kb")
  }

  @Test func `letters after blanks have their colour said with the background of the blanks`() {
    let frame = "\u{1B}[31;44m \u{1B}[A \u{1B}[2X\u{1B}[32;44mb\u{1B}[7ma\u{1B}[m"
    #expect(shortened(frame) == "^32;44m ^A ^2Xb^7ma")
    #expect(shortened("\u{1B}[44m \u{1B}[7;44mb\u{1B}[m") == "^44m ^7mb")
    #expect(shortened("\u{1B}[44m \u{1B}[45m \u{1B}[31mb\u{1B}[m") == "^44m ^31;45m b")
  }

  @Test func `blanks never have letters of their own background, where a cursor would be lost`() {
    let frame = "\u{1B}[38;5;3m\u{1B}[48;5;7ma\u{1B}[38;5;7m\u{1B}[48;5;3m \u{1B}[m"
    #expect(shortened(frame) == "^38;5;3;48;5;7ma^38;5;7;48;5;3m ")
  }

  @Test func `blanks that are marked take all of it`() {
    for mark in [4, 7, 9] {
      #expect(shortened("\u{1B}[\(mark);31m \u{1B}[m ") == "^\(mark);31m ^m ")
    }
    #expect(shortened("\u{1B}[31m \u{301}\u{1B}[m") == "^31m \u{301}")
    #expect(shortened("\u{1B}[31m \u{20E3}\u{1B}[m") == "^31m \u{20E3}")
  }

  @Test func `what is repeated is what was drawn, blanks with their background alone`() {
    #expect(shortened("\u{1B}[31mx\u{1B}[5b\u{1B}[m") == "^31mx^5b")
    #expect(shortened("\u{1B}[31;44m \u{1B}[5b\u{1B}[m") == "^44m ^5b")
  }

  @Test func `colours of every form are told apart and kept as they were`() {
    for color in ["38;5;7", "38;2;1;2;3", "38:2::1:2:3", "38:5:7", "97"] {
      #expect(shortened("\u{1B}[\(color);1ma\u{1B}[m") == "^1;\(color)ma")
    }
    #expect(shortened("\u{1B}[38;5;1;48;5;2ma\u{1B}[38;5;1mb\u{1B}[m") == "^38;5;1;48;5;2mab")
  }

  @Test func `colours by red, green and blue that are entries of the palette are said so`() {
    var known = KnownTerminal(endsEach: true)
    let frame = "\u{1B}[38:2::208:208:208m\u{1B}[48;2;8;8;8ma\u{1B}[38:2::208:208:209mb"
    let bytes = known.shorten(
      Array(frame.utf8), rows: 24, columns: 80, entries: [0xD0D0D0: 252, 0x080808: 232])
    let shorter = "\u{1B}[m\u{1B}[38;5;252;48;5;232ma\u{1B}[38:2::208:208:209mb"
    #expect(String(decoding: bytes, as: UTF8.self) == shorter)
  }

  @Test func `letters are asked for once lines have been drawn`() {
    #expect(
      shortened("\u{1B}(Ba\u{1B}(0q\u{1B}(B\u{1B}(Bb\u{F}c\u{E}q\u{F}d")
        == "aESC(0qESC(Bbc\u{E}q\u{F}d")
  }

  @Test func `the cursor is moved in as few bytes as there are`() {
    #expect(shortened("\u{1B}[5;9Ha\r\u{1B}[6db\r\u{1B}[8dc") == "^5;9Ha\r\nb\r\n\nc")
    #expect(shortened("\u{1B}[5;9Ha\u{1B}[6;9Hb\u{1B}[7;8Hc") == "^5;9Ha\u{8}\nb\u{8}\u{8}\nc")
    #expect(shortened("\u{1B}[5;9Ha\u{1B}[5;12Hb\u{1B}[5;3Hc") == "^5;9Ha^2Cb^3Gc")
    #expect(shortened("\u{1B}[5;40Habcdef\u{1B}[5;40Hb\u{1B}[20;41Hb") == "^5;40Habcdef^6Db^15Bb")
    #expect(shortened("\u{1B}[9;9Ha\u{1B}[8;9Hb\u{1B}[5;9Hc") == "^9;9Ha\u{8}ESCMb\u{8}^3Ac")
    #expect(shortened("\u{1B}[2;9r\u{1B}[9;1H\n\u{1B}[1;24r\u{1B}[7;3H") == "^2;9r^9H\n^r^7;3H")
    #expect(shortened("\u{1B}[1;24r\u{1B}[6;1H\r\u{1B}[7d") == "^r^7H")
  }

  @Test func `rows are not gone to by new lines where those would scroll, or the row is not known`()
  {
    #expect(shortened("\u{1B}[2;9r\u{1B}[9;1Ha\r\u{1B}[10d") == "^2;9r^9Ha^10H")
    #expect(shortened("\u{1B}[2;9r\u{1B}[8;1Ha\u{1B}[11;2Hb") == "^2;9r^8Ha^11db")
    #expect(shortened("a\r\u{1B}[2d") == "a^2H")
    #expect(shortened("\u{1B}[5;9H\u{1B}[A\r\u{1B}[6d") == "^6H")
    #expect(shortened("\u{1B}[2;9ra\u{1B}[9;1H") == "^2;9ra^9H")
    #expect(
      shortened("\u{1B}[5;9Ha\r\u{1B}[6db\u{1B}[1;24r", endsEach: false) == "^5;9Ha\r^6db^1;24r")
  }

  @Test func `behind the last column the cursor is moved by what does not ask where it is`() {
    #expect(shortened("\u{1B}[5;79Hab\u{1B}[6;80Hc") == "^5;79Hab^80G\nc")
    #expect(shortened("\u{1B}[5;79Hab\u{1B}[6;1Hc") == "^5;79Hab\r\nc")
  }

  @Test func `what is drawn stays known from frame to frame`() {
    var known = KnownTerminal(endsEach: true)
    #expect(shortened("\u{1B}[5;9Ha", &known) == "^m^5;9Ha")
    #expect(shortened("\u{1B}[6;9Hb", &known) == "\u{8}\nb")
    known.forget()
    #expect(shortened("\u{1B}[6;9Hb", &known) == "^m^6;9Hb")
    let other = known.shorten(Array("\u{1B}[6;9Hb".utf8), rows: 25, columns: 80)
    #expect(other == Array("\u{1B}[6;9Hb".utf8))
  }

  @Test
  func
    `what looks alike is drawn together where that is shorter, and the cursor ends where it was to`()
  {
    let frame = """
      \u{1B}[4;9H\u{1B}[38;5;1ma\u{1B}[4;30H\u{1B}[38;5;2mb\u{1B}[5;9H\u{1B}[38;5;1mc\
      \u{1B}[5;30H\u{1B}[38;5;2md\u{1B}[m\u{1B}[2;3H
      """
    #expect(shortened(frame) == "^38;5;1m^4;9Ha\u{8}\nc^38;5;2m^30Gd\u{8}ESCMb^2;3H")
    #expect(shortened(frame, endsEach: false).contains("a^38;5;2m^4;30H"))
  }

  @Test
  func `nothing changes places with what scrolls, moves letters or is drawn on the same cells`() {
    for fixed in ["\u{1B}[4;9H\u{1B}[2P", "\u{1B}[4;9H\u{1B}[L", "\u{1B}[9;24r\u{1B}[24;1H\n"] {
      let frame =
        "\u{1B}[4;9H\u{1B}[38;5;1ma\(fixed)\u{1B}[6;9H\u{1B}[38;5;2mb\u{1B}[38;5;1mc\u{1B}[m"
      let text = shortened(frame)
      let letters = text.filter { "abcPL\n".contains($0) && $0 != "\u{8}" }
      #expect(["aP", "aL", "a\n"].contains(letters.prefix(2)), "\(text)")
    }
    let frame =
      "\u{1B}[4;9H\u{1B}[38;5;1mab\u{1B}[4;30H\u{1B}[38;5;2mc\u{1B}[4;10H\u{1B}[38;5;1md\u{1B}[m"
    #expect(shortened(frame) == "^38;5;1m^4;9Hab^38;5;2m^30Gc^38;5;1m^10Gd")
  }

  @Test func `a line is scrolled in from anywhere where the terminal can`() {
    var known = KnownTerminal(endsEach: true, scrollsByCount: true)
    _ = shortened("\u{1B}(Bx\u{1B}[3;3H", &known)
    let scrolled = "\u{1B}[2;9r\u{1B}[9;1H\n\u{1B}[1;24r\u{1B}[9;1Hx"
    #expect(shortened(scrolled, &known) == "^2;9r^S^r^9Hx")
    let back = "\u{1B}7\u{1B}[2;9r\u{1B}8\r\u{1B}[2d\u{1B}M\u{1B}[1;24r\u{1B}[2;1Hx"
    #expect(shortened(back, &known) == "^2;9r^T^r^2Hx")
  }

  @Test(arguments: [
    "\u{1B}[38;5m", "\u{1B}[38;2;1;2m", "\u{1B}[38;7;1m", "\u{1B}[38m", "\u{1B}[21m",
    "\u{1B}[58;5;1m",
    "\u{1B}[4:3m", "\u{1B}[999m", "\u{1B}[<1m", "\u{1B}", "\u{1B}8", "\u{1B}[A\u{1B}[5b",
    "x\u{1B}[1m\u{1B}[5b", "\u{1B}]8;;a", "\u{0}", "\u{7F}", "\u{1B}[6n",
  ])
  func `a frame with anything else in it stays as it is, behind what it takes for granted`(
    part: String
  ) {
    var known = KnownTerminal(endsEach: true)
    let frame = Array("\u{1B}[31m\u{1B}[32ma\(part)b\u{1B}[m\u{1B}[m".utf8)
    #expect(known.shorten(frame, rows: 24, columns: 80) == frame)
    _ = known.shorten(Array("\u{1B}[31ma\u{1B}[m".utf8), rows: 24, columns: 80)
    #expect(known.shorten(frame, rows: 24, columns: 80) == Array("\u{1B}[m".utf8) + frame)
    #expect(known.shorten(frame, rows: 24, columns: 80) == frame)
  }
}
