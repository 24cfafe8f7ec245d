import QueryCore
import Testing
import TextCanvas

struct FramePutTests {
  private func line(
    _ text: SafeText, x: Int, width: Int = .max, columns: Int = 6
  ) -> String {
    var frame = Frame(size: Size(columns: columns, rows: 1))
    frame.put(text, x: x, y: 0, width: width)
    return frame.lines.joined()
  }

  @Test(
    arguments: [
      ("abc", 0, "abc   "), ("abc", 2, "  abc "), ("abc", 4, "    ab"), ("abc", 6, "      "),
      ("abc", -1, "bc    "), ("abc", -3, "      "), ("漢字", 0, "漢字  "), ("漢字", 3, "   漢 "),
      ("漢字", 5, "      "), ("漢字", -1, " 字   "), ("漢字", -2, "字    "), ("漢字", -3, "      "),
      ("e\u{301}x", 5, "     e\u{301}"),
    ] as [(SafeText, Int, String)])
  func `text is clipped at both edges, wide clusters whole`(
    _ text: SafeText, _ x: Int, _ shown: String
  ) {
    #expect(line(text, x: x) == shown)
  }

  @Test(arguments: [
    (0, "      "), (1, "      "), (2, "漢    "), (3, "漢    "), (4, "漢字  "), (-5, "      "),
  ])
  func `a width clips before the frame does`(_ width: Int, _ shown: String) {
    #expect(line("漢字", x: 0, width: width) == shown)
  }

  @Test func `positions at the ends of the integers do nothing`() {
    for x in [Int.min, Int.max] {
      for width in [Int.min, Int.max, 0] {
        #expect(line("abc", x: x, width: width) == "      ")
      }
    }
  }

  @Test func `rows outside the frame do nothing`() {
    var frame = Frame(size: Size(columns: 2, rows: 1))
    frame.put("ab", x: 0, y: 1)
    frame.put("ab", x: 0, y: -1)
    #expect(frame == Frame(size: frame.size))
  }

  @Test func `put says where it ended`() {
    var frame = Frame(size: Size(columns: 5, rows: 1))
    #expect(frame.put("漢a", x: 1, y: 0) == 4)
    #expect(frame.put("漢字", x: 2, y: 0) == 4)
  }

  @Test func `reading outside the frame gives blanks`() {
    let frame = Frame(size: Size(columns: 1, rows: 1))
    #expect(frame[1, 0] == .blank)
    #expect(frame[0, -1] == .blank)
    #expect(frame[-1, 0] == .blank)
  }

  @Test func `writing over half a wide glyph blanks the other half`() {
    var frame = Frame(size: Size(columns: 4, rows: 1))
    frame.put("漢字", x: 0, y: 0)
    frame.put("x", x: 1, y: 0)
    #expect(frame.lines == [" x字"])
    frame.put("y", x: 2, y: 0)
    #expect(frame.lines == [" xy "])
  }

  @Test func `a wide glyph crossing the left edge blanks what its half covers`() {
    var frame = Frame(size: Size(columns: 3, rows: 1))
    frame.put("xyz", x: 0, y: 0)
    frame.put("漢", x: -1, y: 0)
    #expect(frame.lines == [" yz"])
  }

  @Test func `no drawing leaves half a wide glyph`() {
    var generator = SplitMix64(seed: 9)
    var frame = Frame(size: Size(columns: 9, rows: 2))
    for _ in 0..<3000 {
      let x = Int.random(in: -3...9, using: &generator)
      let y = Int.random(in: 0...1, using: &generator)
      switch Int.random(in: 0...3, using: &generator) {
      case 0: frame[x, y] = .blank
      case 1: frame.fill(Rect(x: x, y: y, width: 3, height: 2), with: Cell("#", .text))
      default: frame.put("漢a字", x: x, y: y)
      }
      #expect(frame.halvesMatch)
    }
  }

  @Test func `an empty frame takes any drawing`() {
    var frame = Frame(size: Size(columns: 0, rows: 0))
    frame.put("漢", x: 0, y: 0)
    frame.fill(Rect(x: -1, y: -1, width: 5, height: 5), with: .blank)
    frame.restyle(Rect(x: 0, y: 0, width: 1, height: 1)) { $0.role = .mark }
    #expect(frame.lines.isEmpty)
  }

  /// Texts and rectangles, many of them over wide letters.
  @Test func `text over text leaves what one cell after the other would`() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<2_000 {
      var atOnce = Frame(size: Size(columns: 9, rows: 2))
      atOnce.put("漢字漢字", x: Int(random.next() % 3), y: 0)
      atOnce.put("x漢y字", x: Int(random.next() % 5), y: 1)
      var oneByOne = atOnce
      let x = Int(random.next() % 12) - 2
      let y = Int(random.next() % 2)
      let text = SafeText(String("abcdefgh".prefix(Int(random.next() % 9))))
      atOnce.put(text, x: x, y: y, style: Style(.title))
      for (index, letter) in text.string.enumerated() {
        oneByOne[x + index, y] = Cell(letter, Style(.title))
      }
      #expect(atOnce == oneByOne && atOnce.halvesMatch)
      let rect = Rect(x: x, y: y - 1, width: 4, height: 2)
      atOnce.fill(rect, with: Cell("░", Style(.muted)))
      for y in rect.y..<rect.maxY {
        for x in rect.x..<rect.maxX { oneByOne[x, y] = Cell("░", Style(.muted)) }
      }
      #expect(atOnce == oneByOne && atOnce.halvesMatch)
    }
  }
}
