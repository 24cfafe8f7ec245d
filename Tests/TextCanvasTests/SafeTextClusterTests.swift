import Testing
import TextCanvas

struct SafeTextClusterTests {
  @Test(arguments: [
    "👨‍👩‍👧‍👦", "❤️", "👍🏽", "1️⃣", "#️⃣", "🇫🇮", "🇫", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "🏽", "☺︎", "5\u{20E3}",
  ])
  func `a cluster terminals draw differently is one placeholder`(_ cluster: String) {
    let text = SafeText("a" + cluster + "b")
    #expect(text.string == "a▯b")
    #expect(text.width == 3)
  }

  @Test(arguments: ["😀", "✅", "漢", "Ａ", "한", "🚀"])
  func `a wide scalar takes two columns`(_ wide: String) {
    #expect(SafeText(wide).width == 2)
    #expect(SafeText(wide).string == wide)
  }

  @Test(arguments: ["é", "e\u{301}", "ß", "Ж", "│", "⣿", "…", "●", "▯", "½", "क"])
  func `a narrow cluster takes one column`(_ narrow: String) {
    #expect(SafeText(narrow).width == 1)
    #expect(SafeText(narrow).string == narrow)
  }

  @Test func `two flags are two placeholders`() {
    #expect(SafeText("🇫🇮🇸🇪").string == "▯▯")
  }

  @Test func `no more than four marks stand on a base`() {
    let zalgo = "Z" + String(repeating: "\u{336}\u{489}", count: 500) + "a"
    #expect(SafeText(zalgo).string == "Z\u{336}\u{489}\u{336}\u{489}a")
  }

  @Test(arguments: ["\u{301}", "\u{301}x", "\u{1B}\u{301}", "\u{202E}\u{301}"].map { Sample($0) })
  func `a mark without a base stands on a dotted circle`(_ sample: Sample) {
    #expect(SafeText(sample.raw).string.unicodeScalars.contains("\u{25CC}"))
  }

  @Test func `marks on a replaced scalar go with it`() {
    #expect(SafeText("\u{E000}\u{301}\u{302}a").string == "\u{FFFD}a")
  }

  @Test func `conjoining jamo become the syllable they spell`() {
    #expect(Array(SafeText("\u{1112}\u{1161}\u{11AB}글").string.unicodeScalars) == ["한", "글"])
    #expect(SafeText("\u{1112}\u{1161}\u{11AB}").width == 2)
  }

  @Test func `a conjoining vowel alone is a placeholder`() {
    #expect(SafeText("a\u{1161}\u{11AB}").string == "a▯▯")
  }

  @Test func `a spacing vowel takes a cell of its own`() {
    let text = SafeText("का")
    #expect(text.width == 2)
    #expect(text.clusters.map(\.width) == [1, 1])
  }

  @Test func `clusters carry their marks`() {
    let clusters = Array(SafeText("e\u{301}漢x").clusters)
    #expect(clusters.map(\.glyph) == ["e\u{301}", "漢", "x"])
    #expect(clusters.map(\.width) == [1, 2, 1])
  }
}
