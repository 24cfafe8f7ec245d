import Testing

@testable import TextCanvas

@Suite("Characters of ambiguous width") struct AmbiguousWidthTests {
  /// A sentence, the columns it takes where they have one, and where they have two.
  private static let samples = [
    ("plain", 5, 5), ("café", 4, 5), ("Привет", 6, 12), ("αβγ", 3, 6), ("①→★", 3, 6), ("日本", 4, 4),
    ("│─┐", 3, 6), ("…", 1, 2), ("x\u{FFFD}", 2, 3), ("e\u{301}", 1, 1), ("ｱ", 1, 1),
  ]

  @Test(arguments: samples) func `take one column as a rule`(text: String, narrow: Int, wide: Int) {
    #expect(SafeText(text).width == narrow)
  }

  // In a process of its own each: the width is the whole process's.
  @Test(arguments: samples) func `take two where a person says so`(
    text: String, narrow: Int, wide: Int
  ) async {
    await #expect(processExitsWith: .success) { [text = text as String, wide = wide as Int] in
      DisplayWidth.widenAmbiguous()
      #expect(SafeText(text).width == wide)
      #expect(SafeText(text).clusters.reduce(0) { $0 + $1.width } == wide)
      #expect(SafeText(SafeText(text).text).width == wide, "filtering twice is filtering once")
    }
  }

  @Test func `are clipped, cut and wrapped in whole`() async {
    await #expect(processExitsWith: .success) {
      DisplayWidth.widenAmbiguous()
      let text = SafeText("Привет, мир")
      for width in 0...20 {
        let clipped = text.clipped(to: width)
        #expect(clipped.width <= width)
        #expect(text.cutInMiddle(to: width).width <= max(width, 0))
        #expect(text.prefix(width).width <= width && text.suffix(width).width <= width)
        if width > 1 { #expect(text.wrapped(width: width).allSatisfy { $0.width <= width }) }
      }
      let long = String(repeating: "й", count: 5000)
      #expect(SafeText(long).width == SafeText(long).clusters.reduce(0) { $0 + $1.width })
    }
  }

  @Test func `that were given one column are drawn by what stands for them in ASCII`() async {
    await #expect(processExitsWith: .success) {
      DisplayWidth.widenAmbiguous()
      var frame = Frame(size: Size(columns: 12, rows: 1))
      frame[0, 0] = Cell("│", .text)
      frame[1, 0] = Cell("█", .text)
      frame.put("й日✓", x: 2, y: 0)
      frame.degradeAmbiguous()
      #expect(frame.lines == ["|#й日✓     "])
      #expect(frame[2, 0].width == 2 && frame[4, 0].width == 2 && frame[6, 0].width == 1)
    }
  }
}
