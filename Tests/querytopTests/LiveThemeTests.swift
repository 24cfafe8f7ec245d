import DashboardUI
import Testing
import TextCanvas

@testable import querytop

/// Which theme the dashboard is drawn with, from its start to its end.
@MainActor @Suite("The theme in use") struct LiveThemeTests {
  private let black = Color.rgb(red: 0, green: 0, blue: 0)
  private let white = Color.rgb(red: 255, green: 255, blue: 255)

  /// Runs the body with a home that holds these themes, and no more in the environment than is given.
  private func withHome(
    _ variables: [String: String] = [:], themes: [String: String] = [:],
    _ body: (_ environment: [String: String], _ folder: TemporaryFolder) throws -> Void
  ) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.makeFolders("config/querytop/themes")
    for (name, text) in themes { _ = try folder.write("config/querytop/themes/\(name)", text) }
    let home = ["XDG_CONFIG_HOME": folder.path("config"), "XDG_STATE_HOME": folder.path("state")]
    try body(home.merging(variables) { $1 }, folder)
  }

  private func live(
    _ configured: String?, _ environment: [String: String]
  ) throws -> LiveTheme {
    let configured = try configured.map {
      try ConfigurationFile(path: "config.yaml").parse("version: 1\ntheme: \($0)".utf8)
    }
    return try LiveTheme(
      configured?.theme, environment: environment, state: StateFolder(environment))
  }

  @Test func `is dark where nobody knows the background`() throws {
    try withHome { environment, _ throws in
      let live = try live(nil, environment)
      #expect(live.theme.name == "dark")
      #expect(!live.theme.keepsBackground, "it paints its own where that is not known")
    }
  }

  @Test(arguments: [
    ("0;15", "light"), ("15;0", "dark"), ("0;default;15", "light"), ("12;8", "dark"),
    ("0;7", "light"), ("15;default", "dark"), ("", "dark"), ("nonsense", "dark"),
    ("0;300", "dark"), ("0;-1", "dark"),
  ])
  func `is by COLORFGBG where the terminal has not answered`(value: String, name: String) throws {
    try withHome(["COLORFGBG": value]) { environment, _ throws in
      #expect(try live(nil, environment).theme.name == name)
    }
  }

  @Test func `becomes what the terminal's answer asks for, and the next run begins with it`() throws
  {
    try withHome(["TERM": "xterm-256color", "COLORFGBG": "15;0"]) { environment, _ throws in
      let first = try live(nil, environment)
      #expect(first.apply(white) == nil)
      #expect(first.theme.name == "light")
      #expect(first.theme.keepsBackground, "the terminal's own is kept")
      #expect(try live(nil, environment).theme.name == "light")
      var other = environment
      other["TERM"] = "foot"
      #expect(try live(nil, other).theme.name == "dark", "of another terminal nothing is known")
    }
  }

  @Test func `of the configuration, then of QUERYTOP_THEME, comes before the answer`() throws {
    try withHome(["QUERYTOP_THEME": "nord"]) { environment, _ throws in
      let live = try live(nil, environment)
      _ = live.apply(white)
      #expect(live.theme.name == "nord")
      #expect(!live.theme.keepsBackground, "its background is part of it")
      #expect(try self.live("dracula", environment).theme.name == "dracula")
    }
  }

  @Test func `is shown as the cursor comes to it, and gone when it was not kept`() throws {
    try withHome { environment, _ throws in
      let live = try live(nil, environment)
      #expect(live.preview("nord") == nil)
      #expect(live.theme.name == "nord")
      _ = live.apply(white)
      #expect(live.theme.name == "nord", "an answer does not take away what is looked at")
      #expect(live.preview("default") == nil)
      #expect(live.theme.name == "light")
      #expect(try self.live(nil, environment).theme.name == "light")
    }
  }

  @Test func `that was kept is the next run's, until it is chosen by the terminal again`() throws {
    try withHome { environment, _ throws in
      let first = try live(nil, environment)
      #expect(first.keep("gruvbox-dark") == "gruvbox-dark is the theme from now on")
      let second = try live(nil, environment)
      #expect(second.theme.name == "gruvbox-dark")
      #expect(second.options.current == "gruvbox-dark")
      _ = second.keep("default")
      #expect(try live(nil, environment).theme.name == "dark")
    }
  }

  @Test func `that was kept against the configuration is this run's alone, which is said`() throws {
    try withHome { environment, _ throws in
      let live = try live("nord", environment)
      #expect(live.keep("dracula").contains("write theme: dracula there"))
      #expect(live.theme.name == "dracula")
      #expect(try self.live("nord", environment).theme.name == "nord")
      #expect(try self.live(nil, environment).theme.name == "dark")
    }
  }

  @Test func `that was kept and is gone is no reason not to start`() throws {
    try withHome(themes: ["mine.yaml": "base: light"]) { environment, folder throws in
      _ = try live(nil, environment).keep("mine")
      #expect(try live(nil, environment).theme.name == "mine")
      _ = try folder.write("config/querytop/themes/mine.yaml", "base: grey")
      #expect(try live(nil, environment).theme.name == "dark")
    }
  }

  @Test func `is read anew when its file changes, and a mistake is told with its place`() throws {
    try withHome(themes: ["mine.yaml": "roles: {failed: {fg: 1}}"]) { environment, folder throws in
      let live = try live("mine", environment)
      #expect(live.reloadIfChanged() == nil)
      _ = try folder.write("config/querytop/themes/mine.yaml", "roles: {failed: {fg: 22}}")
      #expect(live.reloadIfChanged() == "mine: read anew")
      #expect(live.theme[.failed].foreground == .indexed(22))
      _ = try folder.write("config/querytop/themes/mine.yaml", "roles: {failed: {fg: crimson}}")
      #expect(live.reloadIfChanged()?.contains("mine.yaml, line 1, column 22: ") == true)
      #expect(live.theme[.failed].foreground == .indexed(22), "the last good one stays")
      #expect(live.reloadIfChanged() == nil, "a mistake is told once")
    }
  }

  @Test func `is asked about until a terminal has been silent three times`() throws {
    try withHome(["TERM": "xterm"]) { environment, _ throws in
      for _ in 0..<3 {
        let live = try live(nil, environment)
        #expect(live.isWorthAsking)
        live.applySilence()
      }
      #expect(try live(nil, environment).isWorthAsking == false)
    }
  }

  @Test func `among those to choose from has a note, and a mistake is no reason to hide it`() throws
  {
    try withHome(themes: ["mine.yaml": "base: light", "bad.yaml": "roles: 7", "a b.yaml": ""]) {
      environment, _ in
      let list = try live(nil, environment).options.list
      #expect(list.first == .init(name: "default", note: "by the terminal"))
      #expect(list.contains(.init(name: "mine", note: "light, yours")))
      #expect(list.contains(.init(name: "bad", note: "has a mistake")))
      #expect(list.contains(.init(name: "mono", note: "any")))
      #expect(!list.contains { $0.name == "a b" })
    }
  }
}
