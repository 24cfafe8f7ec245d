import Testing
import TextCanvas

@testable import querytop

@Suite("What is remembered of themes") struct ThemeMemoryTests {
  @Test func `is read as it was written`() throws {
    var memory = ThemeMemory()
    memory.kept = "nord"
    memory.record(.rgb(red: 1, green: 43, blue: 254), of: "foot")
    memory.record(nil, of: "xterm ssh")
    let text =
      #"{"schema":"querytop.theme/1","kept":"nord","terminals":["#
      + ##"{"name":"xterm ssh","background":null,"silences":1},"##
      + ##"{"name":"foot","background":"#012bfe","silences":0}]}"##
    #expect(memory.text == text + "\n")
    #expect(try ThemeMemory.parse(Array(text.utf8)) == memory)
  }

  @Test func `is fifty terminals at the most, the last used first`() {
    var memory = ThemeMemory()
    for number in 0..<60 { memory.record(nil, of: "t\(number)") }
    #expect(memory.terminals.map(\.name) == (10..<60).reversed().map { "t\($0)" })
  }

  @Test func `that makes no sense is left out, and the rest read`() throws {
    let text =
      #"{"schema":"querytop.theme/1","kept":{},"terminals":[7,{},"x","#
      + #"{"name":"foot","background":"crimson","silences":-1},{"name":"st","silences":9}]}"#
    let memory = try #require(try ThemeMemory.parse(Array(text.utf8)))
    #expect(memory.kept == nil)
    #expect(memory.terminals.map(\.name) == ["foot", "st"])
    #expect(memory.terminal("foot").background == nil)
  }

  @Test
  func
    `has a name for each terminal that holds what says which it is, and nothing that could be hostile`()
  {
    let environment = [
      "TERM": "xterm\u{1B}]0;x\u{07}", "TERM_PROGRAM": "vscode",
      "SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22",
    ]
    #expect(ThemeMemory.terminalName(environment) == "xterm]0;x vscode ssh")
  }
}
