import Testing
import TextCanvas

struct FrameASCIITests {
  @Test(
    arguments: [
      ("─", "-"), ("│", "|"), ("╭", "+"), ("┼", "+"), ("█", "#"), ("⣿", ":"), ("⠀", " "),
      ("…", "~"), ("✓", "+"), ("é", "?"), ("a", "a"),
    ] as [(Character, Character)])
  func `every glyph has an ASCII stand-in`(glyph: Character, ascii: Character) {
    var frame = Frame(size: Size(columns: 1, rows: 1))
    frame[0, 0] = Cell(glyph, .text)
    frame.degradeToASCII()
    #expect(frame[0, 0].glyph == ascii)
  }

  @Test func `a wide glyph becomes one stand-in and a space`() {
    var frame = Frame(size: Size(columns: 3, rows: 1))
    frame.put("日x", x: 0, y: 0)
    frame.degradeToASCII()
    #expect(frame.lines == ["? x"])
  }
}
