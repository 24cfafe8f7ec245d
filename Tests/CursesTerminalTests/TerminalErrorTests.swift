import CursesTerminal
import Testing

struct TerminalErrorTests {
  @Test(arguments: [
    TerminalError.undrawable(""), .undrawable("dumb"), .unknownTerminal("foo"), .inBackground,
    .refused(5), .filesLimited(0),
  ])
  func `every refusal says what to do in one line`(error: TerminalError) {
    #expect(error.description.contains(/try |`/) && !error.description.contains("\n"))
  }

  @Test(arguments: [TerminalError.undrawable("a\u{1B}[31mb\r"), .unknownTerminal("a\u{1B}[31mb\r")])
  func `no control character of TERM is repeated`(error: TerminalError) {
    #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }
}
