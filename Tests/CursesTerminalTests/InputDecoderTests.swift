import CursesTerminal
import Testing
import TextCanvas

/// What a terminal sends, byte by byte, becomes what a person did.
struct InputDecoderTests {
  private let start = ContinuousClock.now

  /// Everything a text of bytes brings when it comes in one read, and nothing follows.
  private func events(_ text: String, marksPastes: Bool = true) -> [InputEvent] {
    events([Array(text.utf8)], marksPastes: marksPastes)
  }

  /// The same in several reads, so many milliseconds apart.
  private func events(_ reads: [[UInt8]], apart: Int = 1, marksPastes: Bool = true) -> [InputEvent]
  {
    var decoder = InputDecoder(marksPastes: marksPastes)
    var events: [InputEvent] = []
    for (index, read) in reads.enumerated() {
      events += decoder.decode(read, at: start + .milliseconds(index * apart))
    }
    return events + decoder.elapse(at: start + .seconds(100))
  }

  private func keys(_ text: String) -> [KeyPress] {
    events(text).map { if case .key(let key) = $0 { key } else { .function(0) } }
  }

  // MARK: Keys

  @Test(
    arguments: [
      ("\t", .tab), ("\n", .enter), ("\r", .enter), ("\u{1B}", .escape), ("\u{8}", .backspace),
      ("\u{7F}", .backspace), ("\0", .control(" ")), ("\u{4}", .control("d")),
      ("\u{1C}", .control("\\")), ("\u{1F}", .control("_")), (" ", .character(" ")),
      ("G", .character("G")), ("é", .character("é")), ("😀", .character("😀")),
    ] as [(String, KeyPress)])
  func `a character becomes the key that sends it`(text: String, key: KeyPress) {
    #expect(keys(text) == [key])
  }

  @Test(
    arguments: [
      ("[A", .up), ("OB", .down), ("[1;2C", .right), ("[D", .left), ("[H", .home), ("OF", .end),
      ("[5~", .pageUp), ("[6;2~", .pageDown), ("[3~", .delete), ("[2~", .insert), ("[Z", .backTab),
      ("OP", .function(1)), ("OS", .function(4)), ("[15~", .function(5)), ("[24~", .function(12)),
      ("[R", .function(3)), ("[1;2P", .function(13)), ("[15;2~", .function(17)),
      // Linux console, rxvt, PuTTY
      ("[[A", .function(1)), ("[[E", .function(5)), ("[25~", .function(13)), ("[1~", .home),
      ("[4~", .end), ("[7~", .home), ("[8~", .end), ("[7$", .home), ("[3$", .delete),
      ("[5@", .pageUp), ("[a", .up), ("[d", .left), ("\u{1B}[A", .up), ("\u{1B}OA", .up),
      ("[11~", .function(1)),
      // The keypad types what is printed on it.
      ("OM", .enter), ("Op", .character("0")), ("Oy", .character("9")), ("Oj", .character("*")),
      ("Ok", .character("+")), ("Om", .character("-")), ("On", .character(".")),
      ("Oo", .character("/")), ("OX", .character("=")),
    ] as [(String, KeyPress)])
  func `every form of a key is that key, whatever TERM says`(sequence: String, key: KeyPress) {
    #expect(keys("\u{1B}" + sequence) == [key])
  }

  @Test(
    arguments: [
      ("[113u", .character("q")), ("[97;2u", .character("A")), ("[97:65;2u", .character("A")),
      ("[49;2;33u", .character("!")), ("[97;5u", .control("a")), ("[105;5u", .tab),
      ("[98;3u", .alt("b")), ("[127;3u", .alt("\u{7F}")), ("[27u", .escape), ("[13;2u", .enter),
      ("[9;2u", .backTab), ("[57417u", .left), ("[57400u", .character("1")),
      ("[57414u", .enter), ("[1;1:2B", .down), ("[57376u", .function(13)),
      ("[27;5;100~", .control("d")), ("[27;2;33~", .character("!")), ("[27;3;102~", .alt("f")),
      ("[113;65u", .character("q")),
    ] as [(String, KeyPress)])
  func `kitty's and xterm's numbered forms give the right key`(sequence: String, key: KeyPress) {
    #expect(keys("\u{1B}" + sequence) == [key])
  }

  @Test(
    arguments: [
      ("[1;5D", .wordLeft), ("[1;3D", .wordLeft), ("[1;5C", .wordRight), ("[1;6C", .wordRight),
      ("[57417;5u", .wordLeft), ("[3;5~", .deleteWord), ("[3;3~", .deleteWord),
      ("[127;5u", .alt("\u{7F}")), ("[8;5u", .alt("\u{7F}")), ("[27;5;127~", .alt("\u{7F}")),
      ("[1;5A", .up), ("[6;5~", .pageDown),
      // rxvt
      ("Od", .wordLeft), ("Oc", .wordRight), ("[3^", .deleteWord), ("\u{1B}[D", .wordLeft),
      ("\u{1B}OC", .wordRight), ("\u{1B}[3~", .deleteWord),
    ] as [(String, KeyPress)])
  func `Control and Alt have the keys of a line go by words`(sequence: String, key: KeyPress) {
    #expect(keys("\u{1B}" + sequence) == [key])
  }

  @Test(arguments: [
    "[113;9u", "[113;1:3u", "[57441u", "[27;3u", "[1;9A", "[1;1:3A", "[49;2u", "[113;7u", "[u",
    "[27;9;113~", "[21;5~", "[?1u", "[1114112u", "[55296u",
  ])
  func `a key with more held than a text has, and a release, press nothing`(sequence: String) {
    #expect(events("\u{1B}" + sequence) == [])
  }

  @Test(
    arguments: [
      ("x", .alt("x")), ("B", .alt("B")), ("ü", .alt("ü")), ("\u{7F}", .alt("\u{7F}")),
      ("/", .alt("/")), (" ", .alt(" ")), ("[", .alt("[")), ("O", .alt("O")), ("]", .alt("]")),
    ] as [(String, KeyPress)])
  func `Alt and a letter are a key of their own, never Escape`(letter: String, key: KeyPress) {
    #expect(keys("\u{1B}" + letter) == [key])
  }

  @Test func `Escape and a letter a moment later are two keys`() {
    #expect(
      events([[0x1B], [0x6A]], apart: 101) == [.key(.escape), .key(.character("j"))])
  }

  @Test func `an Escape held down is as many Escapes`() {
    #expect(keys("\u{1B}\u{1B}\u{1B}\u{1B}") == Array(repeating: .escape, count: 4))
  }

  @Test func `an answer right behind an Escape does not take it away`() {
    #expect(events("\u{1B}\u{1B}[0n") == [.key(.escape), .report(.ready)])
    #expect(keys("\u{1B}\u{1B}]11;x\u{7}") == [.escape])
  }

  @Test(arguments: 0..<100)
  func `a sequence torn between reads is the key all the same`(gap: Int) {
    for key in ["\u{1B}[1;2C", "\u{1B}OC"] {
      #expect(events(key.utf8.map { [$0] }, apart: gap) == [.key(.right)])
    }
  }

  @Test func `characters torn between reads are whole`() {
    #expect(events("ü€😀".utf8.map { [$0] }, apart: 90).count == 3)
  }

  @Test(
    arguments: [
      [0xFC], [0xC3], [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80], [0x80], [0x85],
    ] as [[UInt8]])
  func `what is no character presses nothing, and the next key works`(bytes: [UInt8]) {
    #expect(events([bytes, [0x6A]], apart: 2_000) == [.key(.character("j"))])
  }

  @Test func `a description's own sequences are its keys`() {
    var decoder = InputDecoder(
      described: [Array("\u{1B}[224z".utf8): .function(1), Array("\u{1B}A".utf8): .up],
      marksPastes: false)
    #expect(
      decoder.decode("\u{1B}[224z\u{1B}A".utf8, at: start) == [.key(.function(1)), .key(.up)])
  }

  // MARK: What is no key

  @Test(
    arguments: [
      ("[I", .focus(true)), ("[O", .focus(false)), ("[0n", .ready),
      ("[12;40R", .cursorPosition(row: 12, column: 40)),
      ("[?62;22c", .attributes([62, 22])), ("[?2026;2$y", .mode(2026, setting: 2)),
      ("[?997;1n", .isDark(true)), ("[8;24;80t", .size(rows: 24, columns: 80)),
      ("]11;rgb:ffff/8080/0000\u{1B}\\", .color(slot: 11, red: 65_535, green: 0x8080, blue: 0)),
      ("]11;#ff8000\u{7}", .color(slot: 11, red: 65_535, green: 0x8080, blue: 0)),
      ("]11;#fff800000\u{7}", .color(slot: 11, red: 65_535, green: 0x8007, blue: 0)),
      ("]10;rgb:f/80/000\u{7}", .color(slot: 10, red: 65_535, green: 0x8080, blue: 0)),
      ("]11;rgba:0000/0000/0000/ffff\u{7}", .color(slot: 11, red: 0, green: 0, blue: 0)),
    ] as [(String, TerminalReport)])
  func `an answer is a report, in one read or torn into bytes`(
    answer: String, report: TerminalReport
  ) {
    #expect(events("\u{1B}" + answer) == [.report(report)])
    #expect(events(("\u{1B}" + answer).utf8.map { [$0] }, apart: 90) == [.report(report)])
  }

  @Test func `an answer in 8-bit form is one, too`() {
    #expect(events([[0x9B] + Array("0n".utf8)]) == [.report(.ready)])
    #expect(events("\u{9B}0n") == [.report(.ready)])
    let color = [UInt8]([0x9D]) + Array("11;rgb:0/0/0".utf8)
    for end in [[0x9C], Array("\u{9C}".utf8), [0x07]] as [[UInt8]] {
      #expect(events([color + end]) == [.report(.color(slot: 11, red: 0, green: 0, blue: 0))])
    }
  }

  @Test(arguments: [
    "[>41;377;0c", "[4;600;800t", "[1t", "[48;24;80;600;800t", "[?u", "[?31u",
    "[2;1;1;112;112;1;0x",
    "P!|00000000\u{1B}\\", "P>|XTerm(390)\u{1B}\\", "P1$r0m\u{1B}\\", "P0+r\u{1B}\\",
    "_Gi=1;OK\u{1B}\\",
    "^q\u{1B}\\", "Xq\u{1B}\\", "]52;c;cXVpdA==\u{7}", "]lquit\u{1B}\\", "]Lq\u{1B}\\",
    "]4;1;rgb:0/0/0\u{7}",
    "]11;#\u{7}", "]11;#ffff\u{7}", "]11;#zzzzzz\u{7}", "]11;rgb:zz/0/0\u{7}", "]11;rgb:/0/0\u{7}",
    "]11;?\u{7}", "]0;Ü q\u{7}", "[1;2;3;4;5&w", "/Z",
    "[99999999999999~",
    "[1;2", "[<35;4;5M", "[<0;4;5m", "[35;4;5M", "[M#!!", "[M@!!", "[t!!", "[T!!!!!!", "[<64",
    "]11;rgb:",
    "Pq", "[1;5", "\\",
  ])
  func `what is not understood is swallowed whole`(sequence: String) {
    #expect(events("\u{1B}" + sequence) == [])
  }

  @Test func `a swallowed string is bounded by a second of silence`() {
    for begun in ["]11;rgb:", "P1$r", "_G", "[12;", "[200~q"] {
      let events = events([Array("\u{1B}\(begun)".utf8), [0x6A]], apart: 1_100)
      #expect(events.last == .key(.character("j")), "\(begun)")
    }
  }

  @Test(arguments: [
    "\u{1B}[M !!", "\u{1B}[<0;1;1M", "\u{1B}[32;1;1M", "\u{1B}[<4;1;1M", "\u{1B}[M\u{24}!!",
  ])
  func `a press is read in every old form`(report: String) {
    #expect(press(report).map { [$0.x, $0.y] } == [0, 0])
  }

  @Test func `far cells are read in both three-byte forms`() {
    #expect(press([0x1B, 0x5B, 0x4D, 32, 0xF0, 50]).map { [$0.x, $0.y] } == [207, 17])
    // 1005: column 300 as one character of two bytes.
    #expect(press("\u{1B}[M \u{14C}2").map { [$0.x, $0.y] } == [299, 17])
    #expect(press("\u{1B}[<0;300;18M").map { [$0.x, $0.y] } == [299, 17])
  }

  @Test func `many reports in one read are all told`() {
    let wheel = String(repeating: "\u{1B}[<65;3;4M", count: 40)
    #expect(events(wheel).count == 40)
    #expect(events(String(repeating: "\u{1B}[Ma!!", count: 40)).count == 40)
  }

  private func press(_ text: String) -> MouseReport? { press(Array(text.utf8)) }

  private func press(_ bytes: [UInt8]) -> MouseReport? {
    guard case .mouse(let report)? = events([bytes]).first, report.kind == .press else {
      return nil
    }
    return report
  }
}
