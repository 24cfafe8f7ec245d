import Testing
import TextCanvas

struct SafeTextLinesTests {
  private func paragraphs(_ text: String) -> [String] {
    SafeText.paragraphs(text).map(\.string)
  }

  private func wrapped(_ text: String, _ width: Int) -> [String] {
    SafeText(text).wrapped(width: width).map(\.string)
  }

  @Test(arguments: [
    Sample("", ""), Sample("a", "a|"), Sample("a\nb", "a|b|"), Sample("a\n", "a|"),
    Sample("a\n\nb", "a||b|"), Sample("a\r\nb", "a|b|"), Sample("a\rb", "a␍b|"),
    Sample("a\u{2028}b\u{85}c", "a␤b␤c|"), Sample("\n", "|"),
    Sample("\u{1B}[1m\n\u{202E}", "^[[1m|<202E>|"),
  ])
  func `paragraphs break at line feeds only`(_ sample: Sample) {
    #expect(paragraphs(sample.raw).map { $0 + "|" }.joined() == sample.shown)
  }

  @Test func `paragraphs keep right-to-left letters`() {
    #expect(paragraphs("שלום") == ["שלום"])
  }

  @Test func `paragraphs stop at the limit with an ellipsis`() {
    let lines = SafeText.paragraphs(String(repeating: "0123456789\n", count: 100_000))
    #expect(lines.reduce(0) { $0 + $1.string.utf8.count + 1 } <= SafeText.longestField + 4)
    #expect(lines.last?.string.hasSuffix("…") == true)
  }

  @Test func `one long paragraph is longer than a cell may be`() {
    let line = SafeText.paragraphs(String(repeating: "x", count: 60_000)).first
    #expect(line?.width == 60_000)
  }

  @Test(arguments: [
    ("the quick brown fox", 9, ["the quick", "brown fox"]),
    ("the quick brown fox", 10, ["the quick", "brown fox"]),
    ("the quick", 3, ["the", "qui", "ck"]), ("abcdef", 4, ["abcd", "ef"]),
    ("a bcdefgh", 4, ["a", "bcde", "fgh"]), ("  indented text", 10, ["  indented", "text"]),
    ("漢字漢字", 5, ["漢字", "漢字"]), ("漢", 1, ["▯"]), ("a  b", 4, ["a  b"]), ("", 5, [""]),
  ])
  func `wrapping breaks at spaces, then inside words`(
    _ text: String, _ width: Int, _ lines: [String]
  ) {
    #expect(wrapped(text, width) == lines)
  }

  @Test func `wrapping to no width gives one empty line`() {
    #expect(wrapped("text", 0) == [""])
  }

  @Test func `wrapping loses nothing but spaces`() {
    let text = "Request 4711 failed: account act_99 has no permission (code AUTH_3)"
    for width in 1...70 {
      #expect(
        wrapped(text, width).joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }
}
