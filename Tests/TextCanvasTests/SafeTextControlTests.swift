import Testing
import TextCanvas

struct SafeTextControlTests {
  /// C0, DEL, C1 and the two separators: 67 of them.
  static let controls: [UInt32] = Array(0...0x1F) + Array(0x7F...0x9F) + [0x2028, 0x2029]

  /// Each control at the start, in the middle, at the end, doubled, after a combining mark and alone.
  static func placements(of scalar: Unicode.Scalar) -> [String] {
    let control = String(Character(scalar))
    return [
      control + "ab", "a" + control + "b", "ab" + control, "a" + control + control + "b",
      "e\u{301}" + control + "b", control,
    ]
  }

  @Test func `the detector of hostile scalars fires on every raw control`() {
    #expect(Self.controls.compactMap { Unicode.Scalar($0) }.allSatisfy(HostileScalars.isHostile))
  }

  @Test(arguments: controls)
  func `a control leaves nothing a terminal would act on`(_ code: UInt32) throws {
    let control = try #require(Unicode.Scalar(code))
    for text in Self.placements(of: control) {
      #expect(HostileScalars.found(in: SafeText(text).string).isEmpty)
    }
  }

  @Test(arguments: controls)
  func `a control leaves something a person can see`(_ code: UInt32) throws {
    let control = try #require(Unicode.Scalar(code))
    for text in Self.placements(of: control) {
      let visible = text.unicodeScalars.filter { $0 != control && $0 != "\u{301}" }.count
      #expect(SafeText(text).width > visible)
    }
  }

  @Test(arguments: controls)
  func `filtering a text with a control twice is filtering it once`(_ code: UInt32) throws {
    let control = try #require(Unicode.Scalar(code))
    for text in Self.placements(of: control) {
      let once = SafeText(text)
      #expect(SafeText(once.string) == once)
    }
  }

  @Test(arguments: [
    Sample("\u{1B}[2J", "^[[2J"), Sample("\u{0}", "^@"), Sample("\u{7F}", "^?"),
    Sample("a\u{8}b", "a^Hb"),
    Sample("\u{9B}31m", "<9B>31m"), Sample("\u{90}", "<90>"), Sample("\u{1B}]0;x\u{7}", "^[]0;x^G"),
  ])
  func `escape sequences are spelled out`(_ sample: Sample) {
    #expect(SafeText(sample.raw).string == sample.shown)
  }

  @Test(arguments: [
    Sample("a\nb", "a␊b"), Sample("a\rb", "a␍b"), Sample("a\r\nb", "a␤b"), Sample("a\tb", "a␉b"),
    Sample("a\u{B}b", "a␋b"),
    Sample("a\u{C}b", "a␌b"), Sample("a\u{85}b", "a␤b"), Sample("a\u{2028}b", "a␤b"),
    Sample("a\u{2029}b", "a␤b"),
  ])
  func `a line break or tab becomes one visible mark`(_ sample: Sample) {
    #expect(SafeText(sample.raw) == SafeText(sample.shown))
    #expect(SafeText(sample.raw).width == 3)
  }

  @Test func `invalid UTF-8 is decoded with replacement characters`() {
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0x62]
    let text = SafeText(String(decoding: bytes, as: UTF8.self))
    #expect(text.string.hasPrefix("a\u{FFFD}\u{FFFD}("))
    #expect(text.width == text.string.unicodeScalars.count)
  }
}
