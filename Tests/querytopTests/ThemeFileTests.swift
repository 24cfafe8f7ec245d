import Testing
import TextCanvas
import Themes

@testable import querytop

@MainActor @Suite("A theme") struct ThemeFileTests {
  private func read(_ yaml: String) throws -> ThemeFile {
    try ThemeFile(named: "mine", yaml: yaml.utf8)
  }

  /// What a person with these files in their folder of themes gets for a name.
  private func chosen(_ name: String?, files: [String: String] = [:]) throws -> ThemeFile {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.makeFolders("querytop/themes")
    for (name, text) in files { _ = try folder.write("querytop/themes/\(name)", text) }
    let environment = ["XDG_CONFIG_HOME": folder.root]
    let configured = try name.map {
      try ConfigurationFile(path: "config.yaml").parse("version: 1\ntheme: \($0)".utf8)
    }
    return try ThemeWish(configured: configured?.theme, environment: environment)
      .theme(in: ThemeLibrary(environment), on: TerminalBackground())
  }

  @Test(arguments: Themes.names) func `of querytop's own is read without a note`(
    name: String
  ) throws {
    let file = try #require(try ThemeLibrary([:]).theme(name))
    #expect(file.theme.name == name)
    #expect(file.notes.isEmpty)
  }

  @Test(arguments: ThemeBase.allCases) func `that is a base paints every role`(
    base: ThemeBase
  ) throws {
    let theme = try read("base: \(base.rawValue)").theme
    #expect(Set(theme.paints.keys) == Set(Role.allCases))
  }

  @Test func `without a base leaves roles to the terminal`() throws {
    let theme = try read("roles: {failed: {fg: red}}").theme
    #expect(theme[.failed] == Paint(foreground: .ansi(1)))
    #expect(theme[.succeeded] == Paint())
  }

  @Test func `with a base changes what it names and nothing else`() throws {
    let dark = try read("base: dark").theme
    let theme = try read("base: dark\nroles: {failed: {fg: red}}").theme
    #expect(theme[.failed] == Paint(foreground: .ansi(1)))
    #expect(theme.paints.filter { $0.key != .failed } == dark.paints.filter { $0.key != .failed })
  }

  @Test func `is called as its file unless it names itself`() throws {
    #expect(try read("roles: {}").theme.name == "mine")
    #expect(try read("name: dusk").theme.name == "dusk")
  }

  @Test func `with a role of a later querytop is used, with a note`() throws {
    let file = try read("roles:\n  failed: {fg: 1}\n  matrix: {fg: 2}")
    #expect(file.notes == ["line 3: \"matrix\" is not a role a theme can colour"])
    #expect(file.theme[.failed].foreground == .indexed(1))
  }

  @Test(arguments: [
    ("version: 2\nshadows: soft", 1, "this file is of version 2, this querytop knows 1"),
    ("shadows: soft\nversion: 2", 2, "this file is of version 2, this querytop knows 1"),
    ("version: one", 1, "version should be 1"), ("version: 0", 1, "version should be 1"),
    ("version: 1\nshadows: soft", 2, "use name, version, base, transparent, roles"),
    ("base: grey", 1, "base should be dark or light"),
    ("roles:\n  failed: {fg: crimson}", 2, "\"crimson\" is not a colour"),
    ("roles:\n  failed: {attrs: [blink]}", 2, "\"blink\" is not an attribute"),
    ("roles: [failed]", 1, "roles should hold lines"),
  ])
  func `with a mistake is refused with its line`(yaml: String, line: Int, words: String) throws {
    do {
      _ = try chosen("mine", files: ["mine.yaml": yaml])
      Issue.record("it was taken")
    } catch let error as ConfigurationError {
      #expect(error.line == line)
      #expect(error.column != nil)
      #expect(error.reason.contains(words), "\(error)")
      #expect(error.path.hasSuffix("/querytop/themes/mine.yaml"))
    }
  }

  @Test func `of a person's own is read from their folder`() throws {
    let file = try chosen("mine", files: ["mine.yaml": "base: light"])
    #expect(file.theme.paints == (try read("base: light").theme.paints))
  }

  @Test func `of a person's own stands in for one of querytop's of the same name`() throws {
    let file = try chosen("dark", files: ["dark.yaml": "roles: {failed: {fg: 1}}"])
    #expect(file.theme.paints == [.failed: Paint(foreground: .indexed(1))])
  }

  @Test(arguments: ["nosuch", "../themes/mine", ".mine", "/etc/passwd"])
  func `that is not there is told with those that are`(name: String) throws {
    do {
      _ = try chosen(name, files: ["mine.yaml": "", ".mine.yaml": ""])
      Issue.record("it was taken")
    } catch let error as ConfigurationError {
      #expect("\(error)".hasPrefix("config.yaml, line 2, column 8: there is no theme of that name"))
      #expect(
        error.reason.contains("use default, ansi-dark, ") && error.reason.contains(", mine, "),
        "\(error)")
    }
  }

  @Test func `that anybody may write is not believed`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.makeFolders("querytop/themes")
    let path = try folder.write("querytop/themes/mine.yaml", "base: dark", mode: 0o646)
    do {
      _ = try ThemeLibrary(["XDG_CONFIG_HOME": folder.root]).theme("mine")
      Issue.record("it was taken")
    } catch let error as ConfigurationError {
      #expect(error.reason.contains("run chmod go-w \(path)"))
    }
  }

  @Test func `says where a mistake is by line and column`() throws {
    do {
      _ = try chosen("mine", files: ["mine.yaml": "roles:\n  failed: {fg: crimson}"])
      Issue.record("it was taken")
    } catch let error as ConfigurationError {
      #expect("\(error)".contains("mine.yaml, line 2, column 16: \"crimson\" is not a colour"))
    }
  }

  @Test func `with a background of its own is not transparent, whatever its base is`() throws {
    #expect(try read("base: dark").theme.isTransparent == true)
    #expect(try read("base: dark\nroles: {text: {fg: 7, bg: 0}}").theme.isTransparent == false)
    #expect(try read("base: dark\ntransparent: false").theme.isTransparent == false)
  }

  @Test func `says how many colours it is made of`() throws {
    #expect(try read("roles: {failed: {fg: \"#ff0000\"}}").colors == "24-bit")
    #expect(try read("roles: {failed: {fg: 203}}").colors == "256")
    #expect(try read("roles: {failed: {fg: red}}").colors == "16")
    #expect(try read("roles: {failed: {attrs: [bold]}}").colors == "none")
  }
}
