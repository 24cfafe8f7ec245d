import DashboardUI
import Testing
import TextCanvas

@testable import querytop

@Suite("Keys in the configuration") struct KeysSettingTests {
  private func parse(_ yaml: String) throws(ConfigurationError) -> Configuration {
    try ConfigurationFile(path: "/c/config.yaml").parse(yaml.utf8)
  }

  @Test func `are given by the names of the tables, one or several`() throws {
    let yaml = """
      keys:
        queries.failedOnly: x
        app.help: ["?", F1, ^O]
        app.mouse: []
        move.down: [Z]
        batch.save: " x" # said below
      """
    #expect(throws: ConfigurationError.self) { try parse(yaml) }
    let good = yaml.replacing("\" x\" # said below", with: "w")
    #expect(try parse(good).keymap.count == 5)
  }

  @Test(arguments: ["keys:", "keys: {}", "keys: ~"]) func `may be none`(yaml: String) throws {
    #expect(try parse(yaml).keymap == Keymap())
  }

  @Test(arguments: [
    ("keys: [a]", 1, 7, "keys should hold lines"),
    ("keys:\n  queries.failedonly: x", 2, 3, "did you mean queries.failedOnly?"),
    ("keys:\n  failedOnly: x", 2, 3, "did you mean queries.failedOnly?"),
    ("keys:\n  app.hlep: x", 2, 3, "did you mean app.help?"),
    ("keys:\n  make.coffee: x", 2, 3, "the documentation's page of keys list them"),
    ("keys:\n  app.help: gg", 2, 13, "this is no key: use a letter or sign, ^x"),
    ("keys:\n  app.help: [H, Entr]", 2, 17, "this is no key"),
    ("keys:\n  app.help: ~", 2, 13, "should be a key, or a list of keys: [] for none"),
    ("keys:\n  app.help: {a: b}", 2, 13, "should be a key, or a list of keys"),
    ("keys:\n  queries.failedOnly: c", 2, 23, "c is causes.focus in Batch"),
    ("keys:\n  queries.failedOnly: [x, c]", 2, 27, "c is causes.focus in Batch"),
    ("keys:\n  app.theme: W\n  app.mouse: W", 2, 14, "W is app.mouse in Targets"),
    ("keys:\n  app.leave: []", 2, 3, "app.leave has to have a key"),
    ("keys:\n  app.help: ^C", 2, 13, "^C is app.interrupt"),
    ("keys:\n  app.help: H\n  app.help: J", 3, 3, "twice"),
  ])
  func `that are wrong are told by line and column`(
    yaml: String, line: Int, column: Int, reason: String
  ) throws {
    let error = try #require(throws: ConfigurationError.self) { try parse(yaml) }
    #expect(error.line == line && error.column == column, "\(error)")
    #expect(error.reason.contains(reason), "\(error)")
  }

  @Test func `never repeat what may be a credential`() throws {
    let secret = "sk_live_51Habcdefghij"
    for yaml in [
      "keys: {\(secret): x}", "keys: {app.help: \(secret)}", "keys: {app.help: [\(secret)]}",
    ] {
      let error = try #require(throws: ConfigurationError.self) { try parse(yaml) }
      #expect(!"\(error)".contains(secret), "\(error)")
    }
  }

  @Test func `that change places are no conflict`() throws {
    let keymap = try parse("keys: {queries.failedOnly: c, causes.focus: f}").keymap
    #expect(keymap.count == 2)
  }
}
