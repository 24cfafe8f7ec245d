import CursesTerminal
import Testing

struct TitleSequenceTests {
  private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `a title is printable ASCII between OSC 2 and BEL, and at most 200 bytes`() {
    #expect(string(TitleSequence.set("78 %, 26 failed")) == "\u{1B}]2;78 %, 26 failed\u{07}")
    let hostile = "a\u{1B}]0;x\u{07}b\u{9C}é\u{202E}\n" + String(repeating: "z", count: 500)
    let bytes = TitleSequence.set(hostile)
    #expect(bytes.count == 4 + 200 + 1)
    #expect(bytes.dropFirst(4).dropLast().allSatisfy { (0x20...0x7E).contains($0) })
  }

  @Test func `is written where it changed, and at most once a second`() {
    var title = WindowTitle(isTaken: true)
    let start = ContinuousClock().now
    #expect(string(title.enter()) == "\u{1B}[22;2t")
    #expect(!title.take("a", at: start).isEmpty)
    #expect(title.take("a", at: start + .seconds(5)).isEmpty)
    #expect(title.take("b", at: start + .milliseconds(900)).isEmpty)
    #expect(!title.take("b", at: start + .seconds(1)).isEmpty)
    #expect(!title.enter().isEmpty && !title.take("b", at: start + .seconds(1)).isEmpty)
  }

  @Test func `figures alone are written every five seconds, words within one`() {
    var title = WindowTitle(isTaken: true)
    let start = ContinuousClock().now
    #expect(!title.take("12 %", at: start).isEmpty)
    #expect(title.take("13 %", at: start + .seconds(4)).isEmpty)
    #expect(!title.take("13 %, 1 failed", at: start + .seconds(4)).isEmpty)
    #expect(title.take("14 %, 2 failed", at: start + .milliseconds(8_900)).isEmpty)
    #expect(!title.take("14 %, 2 failed", at: start + .seconds(9)).isEmpty)
  }

  @Test func `nothing at all is written where it is not taken`() {
    var title = WindowTitle(isTaken: false)
    #expect(title.enter().isEmpty && title.take("a", at: ContinuousClock().now).isEmpty)
  }

  @Test(arguments: [
    ("xterm-256color", true), ("tmux-256color", true), ("screen", true), ("linux", false),
    ("vt100", false), ("dumb", false), ("", false),
  ]) func `is taken by terminals known for it alone`(term: String, isTaken: Bool) {
    var options = TerminalOptions(term: term)
    #expect(options.takesTitle == isTaken)
    options.setsTitle = false
    #expect(!options.takesTitle)
  }
}
