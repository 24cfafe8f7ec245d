import Testing
import TextCanvas

struct SafeTextFittingTests {
  @Test(arguments: [
    ("hello", 10, "hello"), ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"),
    ("hello", 0, ""), ("hello", -3, ""), ("漢字漢", 6, "漢字漢"), ("漢字漢", 5, "漢字…"), ("漢字漢", 4, "漢…"),
    ("漢字漢", 2, "…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("", 3, ""), ("काका", 3, "का…"),
    ("काका", 2, "…"),
  ])
  func `clipping keeps whole graphemes and ends in an ellipsis`(
    _ text: String, _ width: Int, _ shown: String
  ) {
    #expect(SafeText(text).clipped(to: width).string == shown)
  }

  @Test(arguments: [
    ("qrb_a9584b8fe877", 16, "qrb_a9584b8fe877"), ("qrb_a9584b8fe877", 11, "qrb_a…fe877"),
    ("qrb_a9584b8fe877", 5, "qr…77"), ("qrb_a9584b8fe877", 4, "qrb…"), ("abcdef", 0, ""),
    ("漢字漢字漢字", 8, "漢字…字"),
  ])
  func `an id is cut in the middle`(_ text: String, _ width: Int, _ shown: String) {
    #expect(SafeText(text).cutInMiddle(to: width).string == shown)
  }

  @Test func `names are cut where they are alike, else in the middle`() {
    let ids = ["schedule_2026_query_0017", "schedule_2026_query_0099"]
    func cut(_ name: String, to width: Int, among names: [String]) -> String {
      SafeText(name).cutInMiddle(to: width, alike: CommonEnds(of: names)).string
    }
    #expect(cut(ids[0], to: 12, among: ids) == "schedule_…17")
    #expect(
      cut("anna@example.com", to: 10, among: ["anna@example.com", "bert@example.com"])
        == "anna…e.com")
    let mixed = ["act_9406548372", "act_1111118373", "x"]
    #expect(cut(mixed[0], to: 9, among: mixed) == "act_…8372")
    #expect(cut(mixed[0], to: 14, among: mixed) == mixed[0])
    for width in 0...16 {
      #expect(SafeText(cut(mixed[0], to: width, among: mixed)).width <= width)
    }
  }

  @Test func `one name, and letters of several bytes, lose their middle`() {
    let one = CommonEnds(of: ["qrb_a9584b8fe877", "qrb_a9584b8fe877"])
    #expect(SafeText("qrb_a9584b8fe877").cutInMiddle(to: 11, alike: one).string == "qrb_a…fe877")
    let names = ["漢字漢字一尾尾尾尾尾", "漢字漢字二尾尾尾尾尾"]
    for width in 0...22 {
      let cut = SafeText(names[0]).cutInMiddle(to: width, alike: CommonEnds(of: names))
      #expect(cut.width <= width)
    }
  }

  @Test func `a safe text in an interpolation is its text`() {
    let name = SafeText("a\u{1B}b")
    #expect(("<\(name)>" as SafeText).string == "<a^[b>")
  }

  @Test func `clipping takes another ellipsis`() {
    #expect(SafeText("hello").clipped(to: 3, ellipsis: "~").string == "he~")
  }

  @Test func `an ellipsis wider than the field is left out`() {
    #expect(SafeText("hello").clipped(to: 2, ellipsis: "...").string == "he")
  }

  @Test func `padding fills the side the text does not keep to`() {
    #expect(SafeText("漢").padded(to: 4).string == "漢  ")
    #expect(SafeText("12").padded(to: 4, alignment: .right).string == "  12")
    #expect(SafeText("12345").padded(to: 4).string == "12345")
  }

  @Test(arguments: 0...9)
  func `a fitted text has exactly the width asked for`(_ width: Int) {
    #expect(SafeText("漢字 text").fitted(to: width).width == width)
  }

  @Test(arguments: [
    Sample("plain", "plain"), Sample("é", "\\u{e9}"), Sample("a…", "a~"), Sample("漢", "\\u{6f22}"),
    Sample("a\tb", "a^Ib"),
    Sample("1 · 2", "1 . 2"), Sample("\u{E000}", "?"), Sample("🇫🇮", "FI"), Sample("👍🏽", "\\u{1f44d}"),
    Sample("\u{202E}", "<202E>"),
  ])
  func `an ASCII terminal gets signs or escapes`(_ sample: Sample) {
    #expect(SafeText(sample.raw).asciiOnly().string == sample.shown)
  }
}
