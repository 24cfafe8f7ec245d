import CursesTerminal
import Testing
import TextCanvas

struct TerminalOptionsTests {
  @Test(arguments: [
    "xterm", "xterm-256color", "tmux-256color", "screen.xterm-256color", "foot",
    "st-256color", "xterm-kitty", "alacritty", "vte-256color",
  ])
  func `terminals that know synchronized output or ignore it get it`(term: String) {
    #expect(TerminalOptions(term: term).synchronizesOutput)
  }

  @Test(arguments: ["linux", "vt100", "vt220", "dumb", "", "cons25", "stv52", "xtermish"])
  func `terminals that might print it do not`(term: String) {
    #expect(!TerminalOptions(term: term).synchronizesOutput)
  }

  @Test(arguments: [
    (256, ColorDepth.xterm256), (16_777_216, .direct), (88, .ansi16), (16, .ansi16), (8, .ansi8),
    (2, .none), (0, .none), (-1, .none),
  ])
  func `the colours a terminal has decide the depth`(colors: Int, depth: ColorDepth) {
    #expect(TerminalOptions(term: "xterm").depth(colors: colors) == depth)
  }

  @Test func `NO_COLOR takes every colour away`() {
    let options = TerminalOptions(environment: ["TERM": "xterm", "NO_COLOR": "1"])
    #expect(options.depth(colors: 256) == .none)
  }

  @Test func `every colour is shown where description or COLORTERM say so and 256 are known`() {
    let plain = TerminalOptions(environment: ["TERM": "xterm-256color"])
    #expect(plain.depth(colors: 256, hasTrueColor: true) == .direct)
    let told = TerminalOptions(environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"])
    #expect(told.depth(colors: 256) == .direct)
    #expect(told.depth(colors: 8) == .ansi8)
  }

  @Test func `COLORTERM is not believed within screen, but within tmux`() {
    var environment = ["TERM": "screen-256color", "COLORTERM": "24bit"]
    #expect(TerminalOptions(environment: environment).depth(colors: 256) == .xterm256)
    environment["STY"] = "1.pts"
    #expect(TerminalOptions(environment: environment).depth(colors: 256) == .xterm256)
    environment["TMUX"] = "/tmp/tmux"
    #expect(TerminalOptions(environment: environment).depth(colors: 256) == .direct)
  }

  @Test func `only a terminal that would not print the question is asked`() {
    #expect(TerminalOptions(term: "xterm-256color").asksQuestions)
    #expect(TerminalOptions(term: "tmux-256color", multiplexer: .tmux).asksQuestions)
    #expect(!TerminalOptions(term: "screen", multiplexer: .screen).asksQuestions)
    #expect(!TerminalOptions(term: "linux").asksQuestions)
    #expect(!TerminalOptions(term: "vt100").asksQuestions)
  }

  @Test func `an empty NO_COLOR says nothing`() {
    let options = TerminalOptions(environment: ["TERM": "xterm", "NO_COLOR": ""])
    #expect(options.depth(colors: 256) == .xterm256)
  }

  @Test func `what the command line says of UTF-8 comes before QUERYTOP_ASCII`() {
    let environment = ["TERM": "xterm", "QUERYTOP_ASCII": "1"]
    #expect(TerminalOptions(environment: environment).ascii)
    #expect(!TerminalOptions(environment: environment, forcesUTF8: true).ascii)
    #expect(TerminalOptions(environment: environment, forcesUTF8: true).forcesUTF8)
  }
}
