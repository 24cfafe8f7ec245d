import Testing
import TextCanvas

@testable import CursesTerminal

struct NotificationSequenceTests {
  private func text(
    _ text: String, _ form: NotificationSequence.Form, through multiplexer: Multiplexer? = nil
  ) -> String {
    String(
      decoding: NotificationSequence.bytes(
        for: SafeText(text), form: form, through: multiplexer), as: UTF8.self)
  }

  @Test(arguments: [
    (NotificationSequence.Form.osc9, "\u{1B}]9;querytop: a, b\u{1B}\\"),
    (.osc777, "\u{1B}]777;notify;querytop;a, b\u{1B}\\"),
    (
      .osc99,
      "\u{1B}]99;i=querytop:d=0;querytop\u{1B}\\\u{1B}]99;i=querytop:d=1:p=body;a, b\u{1B}\\"
    ),
  ])
  func `each form is what its terminals read`(form: NotificationSequence.Form, bytes: String) {
    #expect(text("a; b", form) == bytes)
  }

  @Test func `a multiplexer is asked to hand it on`() {
    #expect(
      text("a", .osc9, through: .tmux)
        == "\u{1B}Ptmux;\u{1B}\u{1B}]9;querytop: a\u{1B}\u{1B}\\\u{1B}\\")
    #expect(text("a", .osc9, through: .screen) == "\u{1B}P\u{1B}]9;querytop: a\u{07}\u{1B}\\")
  }

  @Test(arguments: NotificationSequence.Form.allCases)
  func `whatever a server wrote, the text is at most 200 bytes of printable ASCII`(
    form: NotificationSequence.Form
  ) {
    for hostile in [
      "x\u{1B}\\\u{1B}]52;c;AAAA\u{07}", "\u{9C}\u{9D}0;t\u{9C}", "a\r\n\u{8}b\u{7F}",
      String(repeating: "é", count: 5000), "\u{202E}abc\u{200B}", "4;1;50", "日本 ✗ 👩‍👩‍👧",
      String(repeating: "x;", count: 300),
    ] {
      let bytes = Array(text(hostile, form).utf8)
      #expect(bytes.allSatisfy { $0 == 0x1B || (0x20...0x7E).contains($0) })
      let pieces = form == .osc99 ? 2 : 1
      #expect(bytes.count { $0 == 0x1B } == 2 * pieces)
      #expect(bytes.count <= NotificationSequence.mostBytes + 80)
    }
  }
}
