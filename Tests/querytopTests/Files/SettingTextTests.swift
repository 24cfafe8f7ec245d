import QueryHTTP
import Testing

@testable import querytop

struct SettingTextTests {
  @Test(arguments: [
    "key-1", " key-1", "key-1\n", "key-1\r\n", "\u{FEFF}key-1", "\u{FEFF} key-1 \n\n",
    "\tkey-1\u{A0}",
  ])
  func `what stands around a key is cut`(written: String) {
    #expect(SettingText(written) == SettingText("key-1"))
    #expect(SettingText(written).text == "key-1" && !SettingText(written).wasQuoted)
  }

  @Test(arguments: ["\"key-1\"", "'key-1'", "\u{FEFF}\"key-1\"\r\n", "' key-1\n'"])
  func `one pair of matching quotes is cut, and remembered`(written: String) {
    #expect(SettingText(written).text == "key-1" && SettingText(written).wasQuoted)
  }

  @Test(arguments: ["\"key-1", "key-1'", "'key-1\"", "ke\"y\"1", "\""])
  func `quotes that do not match are the key's own`(written: String) {
    #expect(SettingText(written).text == written && !SettingText(written).wasQuoted)
  }

  @Test func `a key refused after its quotes were cut is hinted at`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("key", "\"file-key-1\"\n", mode: 0o600)
    let origin = CredentialOrigin.file(path)
    let written = try #require(try await origin.written(for: "p", environment: [:]))
    #expect(try written.credential == Credential("file-key-1"))
    #expect(origin.place(wasQuoted: written.wasQuoted).contains("left out the quotes"))
    #expect(origin.place(wasQuoted: false) == path)
  }

  @Test(arguments: ["", " ", "\n", "\"\""])
  func `a variable with nothing in it is as one that is not set`(value: String) async throws {
    let origin = CredentialOrigin.environment("K")
    #expect(try await origin.credential(of: "p", environment: ["K": value]) == nil)
    let (output, _, status) = try await Program.run(
      ["status", "toolkit:job/x"],
      environment: ["TOOLKIT_API_KEY": value, "QUERYTOP_CONFIG": value, "QUERYTOP_THEME": value])
    #expect(status == 3 && output.contains("set TOOLKIT_API_KEY"), "\(output)")
  }

  @Test func `the address and the key of an env file with quotes are used`() async throws {
    try await LiveSimulator.serving(queries: 2) { simulator in
      let quoted = simulator.environment.mapValues { "\u{FEFF}\"\($0)\"\r\n" }
      let end = try await Program.run(["status", simulator.target], environment: quoted)
      #expect(end.status == 0, "\(end)")
    }
  }
}
