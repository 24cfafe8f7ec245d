import CursesTerminal
import DashboardUI
import QueryCore
import Testing
import TextCanvas
import Themes

@testable import querytop

/// Whether everything can be read (WCAG 2.1): text at 4.5:1, what may be overlooked and what is no text at 3:1.
@MainActor @Suite("Contrast") struct ThemeContrastTests {
  private let black = Color.rgb(red: 0, green: 0, blue: 0)
  private let white = Color.rgb(red: 255, green: 255, blue: 255)

  /// What cannot be read of a theme on a terminal of so many colours: on every table of the first 16 that is known, and where
  /// the background is left to the terminal, on black as on white.
  private func faults(of theme: Theme, _ depth: ColorDepth) -> [String] {
    let emphases: [Emphasis] = [[], .selected, .band]
    return Role.allCases.flatMap { role in
      emphases.flatMap { emphasis -> [String] in
        let style = ResolvedStyle(Style(role, emphasis), theme: theme, depth: depth)
        guard let foreground = style.foreground else {
          // The terminal's own text is legible on its own background, and on no other.
          return style.background == nil ? [] : ["\(role): background alone"]
        }
        let grounds = style.background.map { [$0] } ?? [black, white]
        return grounds.compactMap { ground in
          let contrast = Contrast.of(foreground, ground)
          return contrast < role.neededContrast ? "\(role) \(emphasis): \(contrast)" : nil
        }
      }
    }
  }

  @Test(
    arguments: Themes.names, [ColorDepth.ansi8, .ansi16, .xterm256, .direct])
  func `of every role on background and selection is enough`(
    name: String, depth: ColorDepth
  ) throws {
    let file = try #require(try ThemeLibrary([:]).theme(name))
    #expect(faults(of: file.theme, depth) == [])
  }

  @Test(arguments: Themes.names.filter { $0 != "mono" }, [ColorDepth.ansi8, .ansi16])
  func `of the signs is enough with few colours, and their hues tell the states apart`(
    name: String, depth: ColorDepth
  ) throws {
    let theme = try #require(try ThemeLibrary([:]).theme(name)).theme
    var colors: [Color?] = []
    for state in [QueryState.failed, .running, .succeeded] {
      let glyph = try #require(GlyphSet.unicode.glyph(state).string.first)
      let style = ResolvedStyle(Cell(glyph, Style(state.role)), theme: theme, depth: depth)
      let (sign, ground) = try (#require(style.foreground), #require(style.background))
      #expect(Contrast.of(sign, ground) >= Contrast.graphics, "\(state)")
      colors.append(sign)
      // A word beside it is read as text is.
      let word = ResolvedStyle(Cell("x", Style(state.role)), theme: theme, depth: depth)
      #expect(try Contrast.of(#require(word.foreground), ground) >= Contrast.text)
    }
    #expect(Set(colors).count == 3, "\(colors)")
  }

  @Test func `is enough where a transparent theme keeps the terminal's background`() throws {
    for (name, grounds) in [("dark", [black, .indexed(235)]), ("light", [white, .indexed(255)])] {
      let theme = try #require(try ThemeLibrary([:]).theme(name)).theme
      for ground in grounds {
        let kept = theme.on(ground)
        #expect(kept.keepsBackground, "\(name) on \(ground)")
        for role in Role.allCases {
          let style = ResolvedStyle(Style(role), theme: kept, depth: .xterm256)
          guard let foreground = style.foreground, style.background == nil else { continue }
          #expect(Contrast.of(foreground, ground) >= role.neededContrast, "\(name) \(role)")
        }
      }
    }
  }

  @Test(arguments: [ColorDepth.ansi8, .ansi16])
  func `is enough with few colours too where the terminal's background is known`(
    depth: ColorDepth
  ) throws {
    for (name, ground) in [("dark", black), ("light", white)] {
      let theme = try #require(try ThemeLibrary([:]).theme(name)).theme.on(ground)
      #expect(theme.keepsBackground)
      #expect(faults(of: theme, depth) == [], "\(name)")
    }
  }

  @Test func `that is too small is found`() throws {
    let theme = try ThemeFile(
      named: "pale",
      yaml: """
        roles:
          title: {fg: 117}
          failed: {fg: 203}
          selection: {bg: 237}
        """.utf8
    ).theme
    let found = faults(of: theme, .xterm256)
    #expect(found.contains { $0.hasPrefix("title") })
    #expect(found.contains { $0.hasPrefix("failed") })
    #expect(found.contains { $0.hasPrefix("text: background alone") })
  }

  @Test func `of 7 to 1 is that of high contrast`() throws {
    for name in ["high-contrast-dark", "high-contrast-light"] {
      let theme = try #require(try ThemeLibrary([:]).theme(name)).theme
      for role in Role.allCases {
        let style = ResolvedStyle(Style(role), theme: theme, depth: .direct)
        let (one, other) = try (#require(style.foreground), #require(style.background))
        #expect(Contrast.of(one, other) >= 7, "\(name) \(role)")
      }
    }
  }

  @Test(arguments: [
    ("#ffffff", "#000000", 21.0), ("#767676", "#ffffff", 4.54), ("#777777", "#ffffff", 4.48),
  ])
  func `is measured as WCAG has it`(one: String, other: String, ratio: Double) throws {
    let colors = try (#require(ColorName.color(one)), #require(ColorName.color(other)))
    #expect(abs(Contrast.of(colors.0, colors.1) - ratio) < 0.01)
  }

  @Test func `of an ANSI colour is the least that a terminal gives it`() {
    // Solarized's red is the palest on its black.
    #expect(Contrast.of(.ansi(1), .ansi(0)) < 3)
    #expect(Contrast.of(.ansi(1), .ansi(0), in: .xterm) > 3.5)
  }
}
