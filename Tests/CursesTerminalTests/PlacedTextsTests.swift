import Testing

@testable import CursesTerminal

struct PlacedTextsTests {
  /// What ncurses draws for the columns of a text.
  private func cells(_ number: Int, _ columns: Range<Int>) -> [UInt8] {
    columns.flatMap { column in
      let marks = PlacedTexts.marks(of: number, column: column)
      return Array(
        " \(Unicode.Scalar(marks.0) ?? "?")\(Unicode.Scalar(marks.1) ?? "?")".utf8)
    }
  }

  private func written(_ texts: PlacedTexts, _ bytes: [UInt8]) -> String {
    var bytes = bytes
    texts.write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test
  func
    `a text is drawn between a place kept and restored, over blanks, and what follows has its own place`()
  {
    var texts = PlacedTexts()
    let number = texts.number("👩‍🚀", columns: 2, after: 0)
    let drawn = written(texts, Array("a".utf8) + cells(number, 0..<2) + Array("b".utf8))
    #expect(drawn == "a\u{1B}7  \u{1B}8👩‍🚀\u{1B}8\u{1B}[2Cb")
  }

  @Test func `part of a text is drawn as the whole of it, from where it begins`() {
    var texts = PlacedTexts()
    let number = texts.number("क्षि", columns: 3, after: 0)
    #expect(written(texts, cells(number, 1..<2)) == "\u{1B}[1D\u{1B}7   \u{1B}8क्षि\u{1B}8\u{1B}[2C")
  }

  @Test func `a text in a row's last column stays there on terminals about to wrap`() {
    var texts = PlacedTexts()
    let number = texts.number("│", columns: 1, after: 0, endsRow: true)
    let drawn = written(texts, cells(number, 0..<1))
    #expect(drawn == "\u{1B}7 \u{1B}8\u{1B}[D\u{1B}[C│\u{1B}8\u{1B}[1C")
  }

  @Test func `the same text at the same place has the same number, after another text another`() {
    var texts = PlacedTexts()
    let first = texts.number("a", columns: 1, after: 0)
    #expect(texts.number("a", columns: 1, after: 0) == first)
    #expect(texts.number("a", columns: 1, after: first) != first)
    #expect(texts.number("a", columns: 2, after: 0) != first)
  }

  @Test func `bytes without such cells stay as they are`() {
    var texts = PlacedTexts()
    _ = texts.number("a", columns: 1, after: 0)
    let plain = "\u{1B}[1;1H│ 漢 😀 \u{1B}[m"
    #expect(written(texts, Array(plain.utf8)) == plain)
    #expect(written(PlacedTexts(), Array(plain.utf8)) == plain)
  }
}
