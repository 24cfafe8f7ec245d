import Testing

@testable import CursesTerminal

struct ClipboardSequenceTests {
  private func text(of text: String, through multiplexer: Multiplexer? = nil) -> String? {
    ClipboardSequence.bytes(for: text, through: multiplexer).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test func `a text goes to the clipboard as base64, whatever stands in it`() {
    #expect(text(of: "a\u{1B}]0;x\u{07}") == "\u{1B}]52;c;YRtdMDt4Bw==\u{1B}\\")
  }

  @Test func `tmux is given the sequence for itself and once more to hand on`() {
    #expect(
      text(of: "ab", through: .tmux)
        == "\u{1B}]52;c;YWI=\u{1B}\\\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YWI=\u{1B}\u{1B}\\\u{1B}\\")
  }

  @Test func `screen is given pieces it takes`() throws {
    let pieces = try #require(text(of: String(repeating: "x", count: 3000), through: .screen))
      .split(separator: "\u{1B}\\")
    #expect(
      pieces.count == 6 && pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 768 })
  }

  @Test func `a text longer than terminals take is refused, not cut`() {
    #expect(text(of: String(repeating: "x", count: ClipboardSequence.mostBytes)) != nil)
    #expect(text(of: String(repeating: "x", count: ClipboardSequence.mostBytes + 1)) == nil)
  }

  @Test func `what has the terminal is read from what it sets`() {
    #expect(Multiplexer(environment: ["TMUX": "/tmp/tmux-0/default,1,0"]) == .tmux)
    #expect(Multiplexer(environment: ["STY": "1.pts-0"]) == .screen)
    #expect(Multiplexer(environment: ["TMUX": ""]) == nil)
    // On the far side of SSH, TERM is all that is left of it.
    #expect(Multiplexer(environment: ["TERM": "tmux-256color"]) == .tmux)
    #expect(Multiplexer(environment: ["TERM": "xterm-256color"]) == nil)
  }
}
