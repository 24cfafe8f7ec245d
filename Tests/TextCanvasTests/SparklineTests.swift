import Testing
import TextCanvas

struct SparklineTests {
  @Test func `a sparkline spans its blocks`() {
    #expect(Sparkline([0, 1, 2, 3, 4, 5, 6, 7]).text(width: 8).string == "▁▂▃▄▅▆▇█")
  }

  @Test func `a sparkline in ASCII`() {
    let line = Sparkline([0, 1, 2, 3, 4, 5, 6, 7], glyphs: .ascii)
    #expect(line.text(width: 8).string == " .:-=+*#")
  }

  @Test(arguments: [(0, ""), (1, "█"), (2, "▁█"), (3, " ▁█"), (5, "   ▁█")])
  func `the newest value is at the right`(_ width: Int, _ shown: String) {
    #expect(Sparkline([0, 3]).text(width: width).string == shown)
  }

  @Test func `a little is not drawn as nothing`() {
    #expect(Sparkline([0, 0.001, 100]).text(width: 3).string == "▁▂█")
  }

  @Test func `all zeros are a base line`() {
    #expect(Sparkline([0, 0, -4]).text(width: 3).string == "▁▁▁")
  }

  @Test func `values that are no numbers leave gaps`() {
    #expect(Sparkline([1, .nan, .infinity, 2]).text(width: 4).string == "▅  █")
  }

  @Test func `a fixed ceiling holds`() {
    #expect(Sparkline([7, 70], ceiling: 14).text(width: 2).string == "▅█")
  }

  @Test func `a ceiling that is no number draws a base line`() {
    #expect(Sparkline([1], ceiling: .nan).text(width: 1).string == "▁")
  }

  @Test func `it is drawn in the last row`() {
    let lines = Frame.drawn(3, 2) { Sparkline([1, 2]).draw(on: &$0, in: $1) }
    #expect(lines == ["   ", " ▅█"])
  }
}
