import CursesTerminal
import Testing
import TextCanvas

struct KeyDecoderTests {
  private func keys(_ text: String) -> [RawInput] {
    KeyDecoder.decode(text.unicodeScalars.map { .scalar($0.value) })
  }

  @Test(
    arguments: [
      (0x09, KeyPress.tab), (0x0A, .enter), (0x0D, .enter), (0x1B, .escape), (0x08, .backspace),
      (0x7F, .backspace), (0x00, .control(" ")), (0x04, .control("d")), (0x15, .control("u")),
      (0x0C, .control("l")), (0x1C, .control("\\")), (0x1F, .control("_")), (0x20, .character(" ")),
      (0x47, .character("G")), (0xE9, .character("é")), (0x1F600, .character("😀")),
    ] as [(UInt32, KeyPress)])
  func `a character becomes the key that sends it`(value: UInt32, key: KeyPress) {
    #expect(KeyDecoder.key(for: value) == key)
  }

  @Test(arguments: [0x80, 0x9F, 0xD800, 0x110000, UInt32.max])
  func `what no keyboard sends is no key`(value: UInt32) {
    #expect(KeyDecoder.key(for: value) == nil)
  }

  @Test func `an Escape alone is the Escape key`() {
    #expect(keys("\u{1B}") == [.key(.escape)])
  }

  @Test func `Alt and a letter are Escape and the letter`() {
    #expect(keys("\u{1B}x") == [.key(.escape), .key(.character("x"))])
  }

  @Test(arguments: [
    ("[A", KeyPress.up), ("OB", .down), ("[1;5C", .right), ("[D", .left), ("[H", .home),
    ("OF", .end), ("[5~", .pageUp), ("[6;2~", .pageDown), ("[3~", .delete), ("[2~", .insert),
    ("[Z", .backTab), ("OP", .function(1)), ("OS", .function(4)), ("[15~", .function(5)),
    ("[24~", .function(12)), ("OM", .enter),
  ])
  func `a sequence ncurses did not know is still its key`(sequence: String, key: KeyPress) {
    #expect(keys("\u{1B}" + sequence) == [.key(key)])
  }

  @Test(arguments: ["[?62;22c", "[?1;2c", "[?6c"])
  func `what a terminal says of itself is its answer`(sequence: String) {
    #expect(keys("\u{1B}\(sequence)x") == [.answer, .key(.character("x"))])
  }

  @Test(arguments: ["[I", "[200~", "[>0;95;0c", "[12;40R", "[", "O", "[1;2", "[99999999999999~"])
  func `a sequence that stands for no key types nothing`(sequence: String) {
    #expect(keys("\u{1B}" + sequence) == [])
  }

  @Test func `keys around a sequence keep their order`() {
    #expect(
      keys("a\u{1B}[Bb") == [.key(.character("a")), .key(.down), .key(.character("b"))])
  }

  @Test func `a sequence ends where a named key begins`() {
    let batch: [RawInput] = [.scalar(0x1B), .scalar(0x5B), .key(.up), .scalar(0x61)]
    #expect(KeyDecoder.decode(batch) == [.key(.up), .key(.character("a"))])
  }

  @Test func `what has no name is dropped and the mouse passes`() {
    let press = RawInput.mouse(.press, x: 3, y: 4)
    #expect(KeyDecoder.decode([.other, press, .key(.enter)]) == [press, .key(.enter)])
  }

  @Test func `random input never traps and never grows`() {
    var random = SystemRandomNumberGenerator()
    let alphabet: [UInt32] = [0x1B, 0x5B, 0x4F, 0x3B, 0x31, 0x7E, 0x41, 0x61, 0x00, 0xFFFF_FFFF]
    let batch = (0..<20_000).map { _ in
      RawInput.scalar(alphabet.randomElement(using: &random) ?? 0)
    }
    #expect(KeyDecoder.decode(batch).count <= batch.count)
  }
}
