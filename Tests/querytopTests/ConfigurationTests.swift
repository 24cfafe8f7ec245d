import Foundation
import Glibc
import Testing

@testable import querytop

@Suite("The configuration") struct ConfigurationTests {
  private func parse(_ yaml: String) throws(ConfigurationError) -> Configuration {
    try ConfigurationFile(path: "/c/config.yaml").parse(yaml.utf8)
  }

  @Test func `gives sources, targets and theme`() throws {
    let configuration = try parse(
      """
      # my accounts
      version: 1
      sources:
        prod:
          provider: supermetrics
          base_url: https://eu.example.com/v2
          credential: {command: [pass, show, "supermetrics key"]}
        supermetrics:
          credential: {env: MY_KEY}
        third:
          provider: supermetrics
          credential: {file: keys/third}
          proxy: "http://me:secret@proxy.example.com:3128"
          ca_file: company.pem
      targets: ["prod:batch/qrb_1", "supermetrics:query/x"]
      theme: default
      """)
    #expect(configuration.sources["prod"]?.base == "https://eu.example.com/v2")
    #expect(
      configuration.sources["prod"]?.credential == .command(["pass", "show", "supermetrics key"]))
    #expect(configuration.sources["supermetrics"]?.credential == .environment("MY_KEY"))
    #expect(configuration.sources["third"]?.credential == .file("/c/keys/third"))
    #expect(configuration.sources["third"]?.proxy == "http://me:secret@proxy.example.com:3128")
    #expect(configuration.sources["third"]?.authorityFile == "/c/company.pem")
    #expect(configuration.targets.map(\.text) == ["prod:batch/qrb_1", "supermetrics:query/x"])
    #expect(configuration.theme?.text == "default")
  }

  @Test(arguments: [
    "", "# nothing yet\n", "{}", "sources:\n", "sources:\ntargets:\n", "sources: ~\ntargets: null",
    "\u{FEFF}sources:\r\n  # prod: {}\r\n",
  ])
  func `may be empty`(yaml: String) throws {
    #expect(try parse(yaml).sources.isEmpty)
  }

  @Test(arguments: [
    ("theme: x\nmouse_speed: 2\nversion: 2", 3, "of version 2, this querytop knows 1"),
    ("version: [1]", 1, "version should be"),
    ("theme: default\ncolour: red", 2, "\"colour\" is not a key"),
    ("sources:\n  prod:\n    provider: supermetrics\n    api_key: abc", 4, "\"api_key\" is not"),
    ("sources: {prod: {provider: supermetrics, credential: {vault: x}}}", 1, "\"vault\" is not"),
    ("sources:\n  prod: {provider: oracle}", 2, "no such provider"),
    ("sources:\n  prod: {}", 2, "names no provider"),
    ("sources:\n  a/b: {provider: supermetrics}", 2, "is not a source name"),
    ("sources: [a]", 1, "sources should hold lines"),
    ("targets: prod:batch/x", 1, "targets should be a list"),
    ("targets:\n  - x\n  - {a: b}", 3, "each of targets should be"),
    ("theme:", 1, "theme should be one word"),
    ("sources: {p: {provider: supermetrics, credential: {env: A, file: b}}}", 1, "takes one of"),
    ("sources: {p: {provider: supermetrics, credential: SECRET}}", 1, "takes one of"),
    ("sources: {p: {provider: supermetrics, credential: {command: []}}}", 1, "command is empty"),
    ("theme: a\ntheme: b", 2, "twice"), ("theme: [", 2, "not YAML"), ("\tx: 1", 1, "not YAML"),
    ("SECRET SECRET SECRET", 1, "should hold lines"),
    ("theme: a\n? {SECRET: 1}\n: 2", 2, "plain word"),
  ])
  func `a mistake is told with its line and never with a value`(
    yaml: String, line: Int, words: String
  ) {
    do {
      _ = try parse(yaml)
      Issue.record("it was taken")
    } catch {
      #expect(error.line == line)
      #expect(error.reason.contains(words), "\(error)")
      #expect(!"\(error)".contains("SECRET"))
    }
  }

  @Test(arguments: [
    (["QUERYTOP_CONFIG": "/a", "XDG_CONFIG_HOME": "/b", "HOME": "/h"], "/a"),
    (["XDG_CONFIG_HOME": "/b", "HOME": "/h"], "/b/querytop/config.yaml"),
    (["XDG_CONFIG_HOME": "b", "HOME": "/h"], "/h/.config/querytop/config.yaml"),
    (["QUERYTOP_CONFIG": "", "HOME": "/h"], "/h/.config/querytop/config.yaml"), ([:], nil),
    (["QUERYTOP_CONFIG": "/dev/null", "HOME": "/h"], nil),
  ])
  func `is looked for where the environment says`(environment: [String: String], path: String?) {
    #expect(ConfigurationFile.locate(environment)?.path == path)
  }

  @Test func `need not be there unless it was named`() throws {
    #expect(try ConfigurationFile.load(["HOME": "/nowhere"]).path == nil)
    #expect(throws: ConfigurationError.self) {
      try ConfigurationFile.load(["QUERYTOP_CONFIG": "/nowhere/c.yaml"])
    }
  }

  @Test func `has a provider's own source with nothing below its name`() throws {
    #expect(try parse("sources:\n  supermetrics:\n").sources["supermetrics"]?.base == nil)
  }

  @Test(arguments: ["smk_live_4f1d9b2c7a55", "1KEY", "my key", "a.b"])
  func `a credential where the name of a variable should stand is refused and not repeated`(
    name: String
  ) {
    do {
      _ = try parse("sources: {p: {provider: toolkit, credential: {env: '\(name)'}}}")
      Issue.record("it was taken")
    } catch {
      #expect(error.reason.contains("the name of a variable") && !"\(error)".contains(name))
    }
  }

  @Test func `behind a home that cannot be looked into is none at all`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    _ = try folder.write("file", "no folder")
    symlink(folder.path("loop"), folder.path("loop"))
    for home in [folder.path("file"), folder.path("loop"), "/nowhere", "relative", ""] {
      #expect(try ConfigurationFile.load(["HOME": home]).path == nil, "\(home)")
    }
    guard geteuid() == 0 else { return }
    try folder.makeFolders("home/.config/querytop")
    _ = try folder.write("home/.config/querytop/config.yaml", "theme: nosuch")
    chmod(folder.path("home"), 0o700)
    chmod(folder.root, 0o755)
    let end = try await Program.shell(
      "exec setpriv --reuid 1001 --regid 1001 --clear-groups '\(try Program.path)' doctor",
      environment: ["HOME": folder.path("home")])
    #expect(end.output.contains("config.yaml cannot be looked for"), "\(end)")
  }

  @Test(arguments: [0o646, 0o664] as [mode_t])
  func `that anybody else may write is not believed`(mode: mode_t) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("c.yaml", "theme: default", mode: mode)
    do {
      _ = try ConfigurationFile.load(["QUERYTOP_CONFIG": path])
      Issue.record("it was taken")
    } catch {
      #expect(error.reason.contains("run chmod go-w \(path)"))
    }
  }

  @Test func `that is wrong outside its grammar is told with line and column too`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write(
      "c.yaml", "theme: defualt\ntargets:\n  - toolkit:job/a\n  - tolkit:job/b")
    let environment = ["QUERYTOP_CONFIG": path]
    let themes = try await Program.run(["themes"], environment: environment)
    #expect(themes.error.hasPrefix("\(path), line 1, column 8: there is no theme"), "\(themes)")
    #expect(themes.status == 78)
    let status = try await Program.run(["status"], environment: environment)
    #expect(status.error.hasPrefix("\(path), line 4, column 5: \"tolkit\" is not"), "\(status)")
    #expect(status.status == 78)
  }

  @Test(arguments: [
    "sources: {p: {provider: supermetrics, frob: 1}}", "theme: nosuch\ntargets: [a]",
    "targets: ['nowhere:batch/x']",
    "sources: {supermetrics: {base_url: 'http://example.com', credential: {env: K}}}",
    "sources: {supermetrics: {proxy: 'socks5://p:1', credential: {env: K}}}",
    "sources: {supermetrics: {ca_file: nowhere.pem, credential: {env: K}}}",
  ])
  func `that is wrong is exit code 78 and a plain sentence`(yaml: String) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("c.yaml", yaml)
    let (_, error, status) = try await Program.run(
      ["watch"] + (yaml.contains("targets") ? [] : ["supermetrics:batch/x"]),
      environment: ["QUERYTOP_CONFIG": path, "K": "some-key"])
    #expect(status == 78)
    #expect(error.contains(path) && error.split(separator: "\n").count == 1, "\(error)")
  }
}
