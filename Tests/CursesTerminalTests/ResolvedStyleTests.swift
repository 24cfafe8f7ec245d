import CursesTerminal
import Testing
import TextCanvas

struct ResolvedStyleTests {
  private let theme = Theme(
    name: "test",
    paints: [
      .failed: Paint(
        foreground: .rgb(red: 255, green: 0, blue: 0), background: .ansi(4), emphasis: .bold,
        mono: .underline),
      .selection: Paint(background: .indexed(237), mono: .reverse),
    ])

  private func resolve(_ style: Style, _ depth: ColorDepth) -> ResolvedStyle {
    ResolvedStyle(style, theme: theme, depth: depth)
  }

  @Test func `with colours a role has the theme's colours`() {
    let style = resolve(Style(.failed), .xterm256)
    #expect([style.foreground, style.background] == [196, 4])
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
    #expect([style.foreground, style.background] == [nil, 237])
  }

  @Test func `without colours a selected cell has the selection's attributes`() {
    #expect(resolve(Style(.failed, .selected), .none).emphasis == [.underline, .reverse])
  }

  @Test func `a band is the selection's background where there is one, and nothing elsewhere`() {
    #expect(resolve(Style(.running, .band), .xterm256).background == 237)
    for depth in [ColorDepth.none, .ansi8, .ansi16] {
      #expect(resolve(Style(.running, .band), depth) == resolve(Style(.running), depth))
    }
  }

  @Test func `a role the theme leaves out is plain`() {
    let style = resolve(Style(.running), .xterm256)
    #expect(style.foreground == nil && style.background == nil && style.emphasis == [])
  }

  @Test func `with 8 colours grey is dimmed instead`() {
    let grey = Theme(
      name: "grey", paints: [.muted: Paint(foreground: .indexed(245), basic: .ansi(8), mono: .dim)])
    let style = ResolvedStyle(Style(.muted), theme: grey, depth: .ansi8)
    #expect(style.foreground == nil && style.emphasis == .dim)
    #expect(ResolvedStyle(Style(.muted), theme: grey, depth: .ansi16).foreground == 8)
  }
}
