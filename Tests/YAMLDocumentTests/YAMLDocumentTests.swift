import Testing
import YAMLDocument

@Suite("A YAML document") struct YAMLDocumentTests {
  private func root(_ yaml: String) throws(YAMLError) -> YAMLNode? {
    try YAMLDocument.root(of: yaml.utf8)
  }

  /// The error a text is refused with; nil where it is taken.
  private func refusal(_ yaml: String) -> YAMLError? {
    do throws(YAMLError) {
      _ = try root(yaml)
      return nil
    } catch {
      return error
    }
  }

  @Test func `gives every value and key with its place`() throws {
    let entries = try #require(try root("# first\na: one\nb:\n  - x\n  - {c: 'd'}\n")).entries("it")
    #expect(entries.map(\.key) == ["a", "b"])
    #expect(entries[0].value.content == .scalar("one", isPlain: true))
    #expect(entries[0].value.mark == YAMLMark(line: 2, column: 4))
    #expect(entries[1].mark == YAMLMark(line: 3, column: 1))
    guard case .sequence(let nodes) = entries[1].value.content else {
      Issue.record("not a list")
      return
    }
    #expect(nodes[0].mark == YAMLMark(line: 4, column: 5))
    #expect(try nodes[1].entries("it").first?.value.content == .scalar("d", isPlain: false))
  }

  @Test func `counts columns in characters`() throws {
    let entries = try #require(try root("{\"grüße 日本\": x}")).entries("it")
    #expect(entries[0].key == "grüße 日本")
    #expect(entries[0].value.mark == YAMLMark(line: 1, column: 14))
  }

  @Test(arguments: ["", "\n\n", "# a\n", "---\n", "---\n...\n", "\u{FEFF}", "\u{FEFF}# a"])
  func `of nothing has no root`(yaml: String) throws {
    #expect(try root(yaml) == nil)
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3", 3, 1, "stands twice"), ("a: 1\n'a': 3", 2, 1, "stands twice"),
    ("a: &x 1\nb: *x", 1, 4, "anchors"), ("a: *x", 1, 4, "alias"), ("- &x [*x]", 1, 3, "anchors"),
    ("b:\n  <<: *x", 2, 7, "alias"), ("a: 1\n---\nb: 2", 2, 1, "second document"),
    ("? [a]\n: 1", 1, 3, "plain word"), ("a: [", 2, 1, "not YAML"), ("a: 'x", 1, 6, "not YAML"),
    ("\ta: 1", 1, 1, "not YAML"), ("a: b: c", 1, 5, "not YAML"), ("a: \u{1}", 1, 4, "not YAML"),
    ("a: \"\\ud800\"", 1, 7, "not YAML"), ("%YAML 3.0\n---\na", 1, 1, "not YAML"),
  ])
  func `is refused with the place and the reason`(
    yaml: String, line: Int, column: Int, words: String
  ) throws {
    let error = try #require(refusal(yaml))
    #expect(error.mark == YAMLMark(line: line, column: column), "\(error)")
    #expect(error.reason.contains(words), "\(error)")
  }

  @Test(arguments: [[0xFF], [0x61, 0x3A, 0xC3, 0x28], [0xED, 0xA0, 0x80], [0xFE, 0xFF, 0, 0x61]])
  func `of bytes that are no UTF-8 is refused`(bytes: [UInt8]) {
    #expect(throws: YAMLError.self) { try YAMLDocument.root(of: bytes) }
  }

  @Test func `is told where the first byte stands that is no character`() {
    let first = Array("version: 1\nthemé: ".utf8)
    for (bytes, column) in [([0xE9, 0x72], 8), ([0x07], 8), ([0x61, 0xFF], 9)] as [([UInt8], Int)] {
      let error = #expect(throws: YAMLError.self) { try YAMLDocument.root(of: first + bytes) }
      #expect(error?.mark == YAMLMark(line: 2, column: column))
    }
  }

  @Test func `may begin with a byte order mark`() throws {
    let text = "version: 1\ntheme: nord"
    let marked = try YAMLDocument.root(of: [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(try marked == YAMLDocument.root(of: text.utf8))
    #expect(try YAMLDocument.root(of: [0xEF, 0xBB, 0xBF]) == nil)
  }

  @Test func `never repeats a value in its refusals`() {
    let texts = ["SECRET: 'SECRET", "[SECRET", "SECRET: SECRET: SECRET", "SECRET: &SECRET SECRET"]
    for text in texts + ["'SECRET': 1\n'SECRET': 2", "!<SECRET x", "SECRET: @SECRET"] {
      #expect(refusal(text).map { !"\($0)".contains("SECRET") } ?? false, "\(text)")
    }
  }

  @Test func `is as deep as allowed and no deeper`() {
    let deepest = YAMLDocument.deepest
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(refusal(nested(deepest)) == nil)
    #expect(refusal(nested(deepest + 2))?.reason.contains("levels") == true)
    #expect(refusal(nested(100_000)) != nil)
    #expect(refusal(String(repeating: "- ", count: 400_000)) != nil)
  }

  @Test func `has a largest size`() {
    let longest = YAMLDocument.longest
    #expect(refusal("#" + String(repeating: " ", count: longest - 1)) == nil)
    #expect(refusal("#" + String(repeating: " ", count: longest))?.reason.contains("KiB") == true)
  }

  @Test func `cut anywhere is read or refused, never more`() {
    let yaml = "a: {b: [1, 'x\\n', \"\\u00e9\"], ? c : |\n  text\n}\n---\n&a *a !!str 日本"
    let bytes = Array(yaml.utf8)
    var outcomes: Set<Bool> = []
    for end in bytes.indices {
      do throws(YAMLError) {
        _ = try YAMLDocument.root(of: bytes[..<end])
        outcomes.insert(true)
      } catch {
        outcomes.insert(false)
      }
    }
    #expect(outcomes == [true, false])
  }

  @Test(arguments: ["keys: [a, b]", "keys: {a: b}", "keys: ''", "keys:", "keys: \"\\0\""])
  func `says where a text should have been`(yaml: String) throws {
    let node = try #require(try root(yaml)).entries("it")[0].value
    #expect(
      throws: YAMLError(
        YAMLMark(line: 1, column: node.mark.column), "keys should be one word or text")
    ) {
      try node.text("keys")
    }
  }

  @Test(arguments: [("keys: a", "keys should be a list"), ("keys: [a, [b]]", "each of keys")])
  func `says where a list of texts should have been`(yaml: String, words: String) throws {
    let node = try #require(try root(yaml)).entries("it")[0].value
    do throws(YAMLError) {
      _ = try node.texts("keys")
      Issue.record("it was taken")
    } catch {
      #expect(error.reason.hasPrefix(words), "\(error)")
    }
  }
}
