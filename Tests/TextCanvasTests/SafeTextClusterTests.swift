import Testing
import TextCanvas

struct SafeTextClusterTests {
  @Test(arguments: [
    ("👨‍👩‍👧‍👦", "👨"), ("❤️", "❤ "), ("👍🏽", "👍"), ("1️⃣", "1 "), ("#️⃣", "# "), ("🇫🇮", "FI"),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴"), ("🏳️‍🌈", "🏳 "), ("🏴‍☠️", "🏴"), ("👩🏽‍🚀", "👩"), ("⌚️", "⌚"),
  ])
  func `a sign of several scalars is whole for who can draw it, and comes apart safely for others`(
    _ sign: String, _ narrowed: String
  ) {
    let text = SafeText("a" + sign + "b")
    #expect(text.text == "a\(sign)b")
    #expect(text.string == "a\(narrowed)b")
    #expect(text.width == 4)
    #expect(text.clusters.map(\.width) == [1, 2, 1])
  }

  @Test(arguments: [
    ("☺︎", "☺", 1), ("⌚︎", "⌚", 2), ("🇫", "F", 1), ("1\u{FE0F}", "1", 1),
    ("5\u{20E3}", "5\u{20E3}", 1),
    ("葛\u{E0100}", "葛", 2), ("b\u{20E3}", "b\u{20E3}", 1),
  ])
  func `what only looks like a sign is its letter`(_ raw: String, _ shown: String, _ width: Int) {
    #expect(SafeText(raw).string == shown)
    #expect(SafeText(raw).width == width)
  }

  @Test(arguments: [
    ("🏽", "▯"), ("a\u{FE0F}", "a<FE0F>"), ("👩\u{200D}x", "👩<200D>x"), ("🏴\u{E0067}x", "🏴<E0067>x"),
    ("\u{200D}👩", "<200D>👩"),
  ])
  func `a part of a sign without the rest is seen`(_ raw: String, _ shown: String) {
    #expect(SafeText(raw).string == shown)
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

  @Test func `flags are pairs, and what is left over is a letter`() {
    let text = SafeText("🇫🇮🇸🇪🇺")
    #expect(text.clusters.map { String($0.glyph) } == ["🇫🇮", "🇸🇪", "U"])
    #expect(text.string == "FISEU")
    #expect(text.width == 5)
  }

  @Test(arguments: [
    ("می\u{200C}خواهم", "میخواهم"), ("ශ\u{DCA}\u{200D}රී", "ශ\u{DCA}රී"), ("a\u{200C}b", "a<200C>b"),
  ])
  func `a joiner inside a script that joins is left out, elsewhere it is seen`(
    _ raw: String, _ shown: String
  ) {
    #expect(SafeText(raw).string == shown)
  }

  @Test func `a sign is cut whole or not at all`() {
    let text = SafeText("👩‍🚀👩‍🚀👩‍🚀")
    #expect(text.clipped(to: 5).text == "👩‍🚀👩‍🚀…")
    #expect(text.clipped(to: 4).text == "👩‍🚀…")
    #expect(text.suffix(3).text == "👩‍🚀")
    #expect(text.wrapped(width: 3).map(\.text) == ["👩‍🚀", "👩‍🚀", "👩‍🚀"])
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
