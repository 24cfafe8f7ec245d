import TestSupport
import Testing
import Themes

/// `querytop themes` as a person runs it.
@Suite("querytop themes") struct ThemesCommandTests {
  @Test func `lists each with what it is for, its colours and where it comes from`() async throws {
    let (output, error, status) = try await Program.run(["themes"])
    #expect(status == 0 && error.isEmpty)
    let lines = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.first == ["NAME", "FOR", "COLOURS", "FROM"])
    for name in Themes.names { #expect(lines.contains { $0.contains(name) }, "\(name)") }
    #expect(lines.contains(["nord", "dark", "24-bit", "querytop"]))
    #expect(lines.contains(["ansi-light", "light", "16", "querytop"]))
    #expect(lines.contains(["mono", "any", "none", "querytop"]))
    #expect(lines.contains { $0.starts(with: ["*", "default"]) })
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `tells a mistake with line and column, and goes on`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.makeFolders("querytop/themes")
    _ = try folder.write("querytop/themes/bad.yaml", "roles:\n  failed: {fg: crimson}\n")
    _ = try folder.write("querytop/themes/mine.yaml", "base: light\n")
    let (output, error, status) = try await Program.run(
      ["themes"], environment: ["XDG_CONFIG_HOME": folder.root])
    #expect(status == 78)
    #expect(error.contains("bad.yaml, line 2, column 16: \"crimson\" is not a colour"))
    #expect(output.contains("mine") && output.contains("nord"))
  }

  @Test func `shows one without an escape byte where there is no terminal`() async throws {
    let (output, _, status) = try await Program.run(["themes", "--preview", "nord"])
    #expect(status == 0)
    #expect(output.contains("nord") && output.contains("succeeded"))
    #expect(!output.utf8.contains(0x1B))
  }

  @Test func `says which there are where one is not`() async throws {
    let (output, error, status) = try await Program.run(["themes", "--preview", "norden"])
    #expect(status == 78 && output.isEmpty)
    #expect(error.contains("--preview: there is no theme of that name: use default, ansi-dark, "))
    #expect(error.hasSuffix("; did you mean nord?\n"))
  }

  @Test func `says so of one that is wished for and not there`() async throws {
    let (output, error, status) = try await Program.run(
      ["themes"], environment: ["QUERYTOP_THEME": "Dracual"])
    #expect(status == 78 && output.contains("nord"))
    #expect(error.hasPrefix("QUERYTOP_THEME: there is no theme of that name"))
    #expect(error.hasSuffix("; did you mean dracula?\n"))
  }
}
