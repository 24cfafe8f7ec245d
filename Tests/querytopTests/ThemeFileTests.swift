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
    return try ThemeFile.chosen(name, environment: ["XDG_CONFIG_HOME": folder.root])
  }

  @Test(arguments: Themes.names) func `of querytop's own is read without a note`(
    name: String
  ) throws {
    let file = try ThemeFile.chosen(name, environment: [:])
    #expect(file.theme.name == name)
    #expect(file.notes.isEmpty)
  }

  @Test(arguments: ThemeBase.allCases) func `that is a base paints every role but text`(
    base: ThemeBase
  ) throws {
    let theme = try read("base: \(base.rawValue)").theme
    #expect(Set(theme.paints.keys) == Set(Role.allCases).subtracting([.text]))
  }

  @Test func `for a light background can be read on white and on its selection`() throws {
    let theme = try ThemeFile.chosen("light", environment: [:]).theme
    let selection = try #require(theme[.selection].background)
    let paints = theme.paints.filter { $0.value.foreground != nil }
    #expect(paints.count == 14)
    for (role, paint) in paints {
      let color = try #require(paint.foreground)
      #expect(Contrast.of(color, .rgb(red: 255, green: 255, blue: 255)) >= 4.5, "\(role)")
      // A border is never drawn over the selection.
      if role != .border { #expect(Contrast.of(color, selection) >= 4.5, "\(role)") }
    }
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
    ("version: 1\nshadows: soft", 2, "use name, version, base, roles"),
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
      #expect(error.reason.contains(words), "\(error)")
      #expect(error.path.hasSuffix("/querytop/themes/mine.yaml"))
    }
  }

  @Test func `of a person's own is read from their folder`() throws {
    let file = try chosen("mine", files: ["mine.yaml": "base: light"])
    #expect(file.theme.paints == (try read("base: light").theme.paints))
  }

  @Test func `of a person's own stands in for one of querytop's of the same name`() throws {
    let file = try chosen("default", files: ["default.yaml": "roles: {failed: {fg: 1}}"])
    #expect(file.theme.paints == [.failed: Paint(foreground: .indexed(1))])
  }

  @Test(arguments: ["nosuch", "../themes/mine", ".mine", "/etc/passwd"])
  func `that is not there is told with those that are`(name: String) throws {
    do {
      _ = try chosen(name, files: ["mine.yaml": "", ".mine.yaml": ""])
      Issue.record("it was taken")
    } catch let error as SettingsError {
      #expect(error.reason.contains("use default, light, or a NAME.yaml in /"), "\(error)")
    }
  }

  @Test func `that anybody may write is not believed`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.makeFolders("querytop/themes")
    let path = try folder.write("querytop/themes/mine.yaml", "base: dark", mode: 0o646)
    do {
      _ = try ThemeFile.chosen("mine", environment: ["XDG_CONFIG_HOME": folder.root])
      Issue.record("it was taken")
    } catch let error as ConfigurationError {
      #expect(error.reason.contains("run chmod go-w \(path)"))
    }
  }
}
