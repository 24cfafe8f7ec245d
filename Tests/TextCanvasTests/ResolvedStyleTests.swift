import Testing
import TextCanvas

struct ResolvedStyleTests {
  private let theme = Theme(
    name: "test",
    paints: [
      .failed: Paint(
        foreground: .rgb(red: 255, green: 0, blue: 0), background: .ansi(4), emphasis: .bold,
        mono: .underline),
      .running: Paint(foreground: .indexed(75)),
      .selection: Paint(foreground: .indexed(255), background: .indexed(237), mono: .reverse),
    ])
  private let painted = Theme(
    name: "painted",
    paints: [
      .text: Paint(foreground: .indexed(252), background: .indexed(234)),
      .muted: Paint(foreground: .indexed(240), mono: .dim),
      .failed: Paint(foreground: .indexed(203), mono: .bold),
      .selection: Paint(foreground: .indexed(255), background: .indexed(237), mono: .reverse),
    ])

  private func resolve(_ style: Style, _ depth: ColorDepth) -> ResolvedStyle {
    ResolvedStyle(style, theme: theme, depth: depth)
  }

  @Test func `with colours a role has the theme's colours`() {
    let style = resolve(Style(.failed), .xterm256)
    #expect([style.foreground, style.background] == [.indexed(196), .ansi(4)])
  }

  @Test func `with colours the theme's attributes join the panel's`() {
    #expect(resolve(Style(.failed, .reverse), .xterm256).emphasis == [.bold, .reverse])
  }

  @Test func `without colours the mono attributes stand in`() {
    #expect(resolve(Style(.failed, .dim), .none).emphasis == [.underline, .dim])
  }

  @Test func `without colours there are none`() {
    let style = resolve(Style(.failed), .none)
    #expect([style.foreground, style.background] == [nil, nil])
  }

  @Test func `with 16 colours the mono attributes stand in for a background`() {
    let style = resolve(Style(.failed), .ansi16)
    #expect(style.background == nil && style.emphasis == .underline)
  }

  @Test func `a selected cell keeps its colour on the selection's background`() {
    let style = resolve(Style(.running, .selected), .xterm256)
    #expect([style.foreground, style.background] == [.indexed(75), .indexed(237)])
  }

  @Test func `without colours a selected cell has the selection's attributes`() {
    #expect(resolve(Style(.failed, .selected), .none).emphasis == [.underline, .reverse])
  }

  @Test func `a band is the selection's background where there is one, and nothing elsewhere`() {
    #expect(resolve(Style(.running, .band), .xterm256).background == .indexed(237))
    for depth in [ColorDepth.none, .ansi8, .ansi16] {
      #expect(resolve(Style(.running, .band), depth) == resolve(Style(.running), depth))
    }
  }

  @Test func `a role the theme leaves out is drawn as its text`() {
    let style = resolve(Style(.stopped), .xterm256)
    #expect(style.foreground == nil && style.background == nil && style.emphasis == [])
    let own = ResolvedStyle(Style(.stopped), theme: painted, depth: .xterm256)
    #expect([own.foreground, own.background] == [.indexed(252), .indexed(234)])
  }

  @Test func `the selection sets foreground and background`() {
    let style = resolve(Style(.text, .selected), .xterm256)
    #expect([style.foreground, style.background] == [.indexed(255), .indexed(237)])
  }

  @Test func `a role that cannot be read on the selection takes the selection's text`() {
    let style = ResolvedStyle(Style(.muted, .selected), theme: painted, depth: .xterm256)
    #expect(style.foreground == .indexed(255))
  }

  @Test(arguments: [ColorDepth.ansi8, .ansi16])
  func
    `with few colours a background of the theme's is black or white, and the selection its inverse`(
      depth: ColorDepth
    )
  {
    let style = ResolvedStyle(Style(.failed), theme: painted, depth: depth)
    #expect(style.background == .ansi(0) && style.emphasis == .bold)
    let selected = ResolvedStyle(Style(.failed, .selected), theme: painted, depth: depth)
    #expect(selected.foreground == .ansi(0) && selected.background == .ansi(7))
    #expect(!selected.emphasis.contains(.bold), "bold black is grey on many terminals")
  }

  @Test func `with few colours nothing is dimmed on a background of the theme's`() {
    let style = ResolvedStyle(Style(.muted), theme: painted, depth: .ansi16)
    #expect(style.emphasis == [])
  }

  @Test func `every colour stays what it is where the terminal has them all`() {
    #expect(resolve(Style(.failed), .direct).foreground == .rgb(red: 255, green: 0, blue: 0))
  }

  @Test func `with 8 colours grey is dimmed instead`() {
    let grey = Theme(
      name: "grey", paints: [.muted: Paint(foreground: .indexed(245), basic: .ansi(8), mono: .dim)])
    let style = ResolvedStyle(Style(.muted), theme: grey, depth: .ansi8)
    #expect(style.foreground == nil && style.emphasis == .dim)
    #expect(ResolvedStyle(Style(.muted), theme: grey, depth: .ansi16).foreground == .ansi(8))
  }
}
