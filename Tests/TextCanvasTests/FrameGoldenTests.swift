import Testing
import TextCanvas

struct FrameGoldenTests {
  @Test func `a golden shows rows, then runs of style`() {
    var frame = Frame(size: Size(columns: 8, rows: 2))
    frame.put("漢字 ok", x: 0, y: 0)
    frame.put("ok", x: 5, y: 0, style: Style(.succeeded))
    frame.put("bad", x: 0, y: 1, style: Style(.failed, [.bold, .reverse]))
    #expect(
      frame.goldenText == """
        |漢字 ok |
        |bad     |

        0: 5-6 succeeded
        1: 0-2 failed+bold+reverse

        """)
  }

  @Test func `restyling keeps the glyphs`() {
    var frame = Frame(size: Size(columns: 3, rows: 1))
    frame.put("abc", x: 0, y: 0)
    frame.restyle(Rect(x: 1, y: 0, width: 9, height: 1)) { $0.role = .selection }
    #expect(frame.goldenText == "|abc|\n\n0: 1-2 selection\n")
  }

  @Test func `the golden of no frame is its end`() {
    #expect(Frame(size: Size(columns: 0, rows: 0)).goldenText == "\n")
  }
}
