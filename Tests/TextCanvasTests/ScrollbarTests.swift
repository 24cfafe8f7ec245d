import Testing

@testable import TextCanvas

@Suite("The scrollbar") struct ScrollbarTests {
  @Test func `stands at an end of its track only where the view does`() {
    for total in [11, 40, 1000, 1_000_000] {
      for height in [3, 10, 17] where height < total {
        for offset in Set([0, 1, total / 2, total - height - 1, total - height]) {
          let bar = Scrollbar(offset: offset, visible: height, total: total)
          let thumb = bar.thumb(height: height)
          #expect((thumb.lowerBound == 0) == (offset == 0) || height - thumb.count < 2)
          #expect(
            (thumb.upperBound == height) == (offset >= total - height)
              || height - thumb.count < 2)
          #expect(!thumb.isEmpty && thumb.lowerBound >= 0 && thumb.upperBound <= height)
        }
      }
    }
  }

  @Test func `never goes back while the view goes on`() {
    var last = 0
    for offset in 0...190 {
      let top = Scrollbar(offset: offset, visible: 10, total: 200).thumb(height: 10).lowerBound
      #expect(top >= last)
      last = top
    }
  }

  @Test func `is not drawn where everything is in view`() {
    var frame = Frame(size: Size(columns: 3, rows: 5))
    Scrollbar(offset: 0, visible: 5, total: 5)
      .draw(on: &frame, in: Rect(x: 2, y: 0, width: 1, height: 5), glyphs: .unicode)
    #expect(frame == Frame(size: Size(columns: 3, rows: 5)))
  }

  @Test func `is a thumb alone, in ASCII too`() {
    for (glyphs, expected) in [(GlyphSet.unicode, "┃┃  "), (.ascii, "##  ")] {
      var frame = Frame(size: Size(columns: 1, rows: 4))
      Scrollbar(offset: 0, visible: 4, total: 8)
        .draw(on: &frame, in: Rect(x: 0, y: 0, width: 1, height: 4), glyphs: glyphs)
      #expect(frame.lines.joined() == expected)
    }
  }
}
