import Testing
import TextCanvas

struct SafeTextLimitTests {
  static let megabyte = 1 << 20

  @Test(
    arguments: ["a", "\u{1B}", "é", "漢", "e\u{301}", "\u{202E}", "👨‍👩‍👧", "\u{301}", "ש", "\r\n"].map {
      Sample($0)
    })
  func `a long text is cut to the limit and ends in an ellipsis`(_ sample: Sample) {
    let unit = sample.raw
    let text = SafeText(String(repeating: unit, count: Self.megabyte / unit.utf8.count))
    #expect(text.string.utf8.count <= SafeText.longest)
    #expect(text.string.hasSuffix("…"))
  }

  @Test(
    arguments: [
      "a", "\u{1B}", "é", "漢", "e\u{301}", "\u{202E}", "👨‍👩‍👧", "\u{9B}", "ש", "\u{E000}",
    ].map { Sample($0) })
  func `around the limit filtering stays idempotent`(_ sample: Sample) {
    let unit = sample.raw
    let most = SafeText.longest / unit.utf8.count
    for count in [most / 6, most / 3, most / 2, most - 1, most, most + 1] {
      let once = SafeText(String(repeating: unit, count: count))
      #expect(SafeText(once.text) == once)
    }
  }

  @Test func `a text of exactly the limit is whole`() {
    let text = String(repeating: "x", count: SafeText.longest)
    #expect(SafeText(text).string == text)
  }

  @Test func `a scalar is never cut in two`() {
    for shift in 0..<4 {
      let text = String(repeating: "x", count: shift) + String(repeating: "😀", count: 2000)
      #expect(!SafeText(text).string.unicodeScalars.contains("\u{FFFD}"))
    }
  }
}
