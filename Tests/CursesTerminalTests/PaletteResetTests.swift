import CursesTerminal
import Testing

struct PaletteResetTests {
  private func removed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.removePaletteReset()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `the reset of the palette is taken out and the rest stays`() {
    #expect(removed("a\u{1B}[39;49m\u{1B}]104\u{07}b") == "a\u{1B}[39;49mb")
  }

  @Test func `the Linux console keeps its palette too`() {
    #expect(removed("a\u{1B}]Rb") == "ab")
  }

  @Test(arguments: ["", "a", "\u{1B}]104", "\u{1B}]4;1;red\u{07}plain text"])
  func `bytes without it stay`(text: String) {
    #expect(removed(text) == text)
  }
}
