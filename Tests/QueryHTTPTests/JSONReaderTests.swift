import QueryCore
import QueryHTTP
import Testing

struct JSONReaderTests {
  private func reader(_ text: String) -> JSONReader { JSONReader(Array(text.utf8)) }

  private func check(_ bytes: [UInt8]) throws {
    var reader = JSONReader(bytes)
    try reader.skipValue()
    try reader.finish()
  }

  private func reason(_ text: String) -> JSONError.Reason? { reason(Array(text.utf8)) }

  private func reason(_ bytes: [UInt8]) -> JSONError.Reason? {
    do {
      try check(bytes)
      return nil
    } catch {
      return (error as? JSONError)?.reason
    }
  }

  @Test(arguments: [
    "{}", "[]", " [ 1 , -0.5e+10 , 0 ] ", "\"\"", "true", "false", "null", "-0", "1E5",
    "{\"a\":{\"b\":[{}]},\"a\":2}", "\"\\u00e9\\n\\/\\\\\"", "\t\r\n 7 ", "\"é 🚀\"",
    "123456789012345678901234567890e999999",
  ])
  func `what the grammar allows is read to the end`(text: String) {
    #expect(reason(text) == nil)
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "\"abc", "\"\\",
    "\"\u{1}\\", "{\"\u{1}\\", "\"é\\", "tru", "nul",
  ])
  func `an early end is named as one`(text: String) {
    #expect(reason(text) == .unexpectedEnd)
  }

  /// Whether a text that begins with a quote has another that ends it: one behind an even number of backslashes.
  private func isClosed(_ text: [UInt8]) -> Bool {
    var isEscaped = false
    for byte in text.dropFirst() {
      if byte == 0x22, !isEscaped { return true }
      isEscaped = byte == 0x5C && !isEscaped
    }
    return false
  }

  @Test func `a string of any awkward bytes ends at its quote, and is cut off without one`() {
    var texts: [[UInt8]] = [[0x22]]
    for _ in 0..<5 {
      texts = texts.flatMap { text in
        ([0x22, 0x5C, 0x01, 0x61, 0xC3] as [UInt8]).map { text + [$0] }
      }
      for text in texts {
        #expect((reason(text) == .unexpectedEnd) == !isClosed(text), "\(text)")
      }
    }
  }

  @Test func `awkward bytes are read alike wherever in a string they lie`() throws {
    let awkward: [UInt8] = [0x00, 0x1F, 0x20, 0x21, 0x23, 0x5B, 0x5D, 0x7F, 0x80, 0xA2, 0xDC, 0xFF]
    for before in 0..<18 {
      for behind in 0..<10 {
        for byte in awkward {
          let pad = { [UInt8](repeating: 0x61, count: $0) }
          let text = [0x22] + pad(before) + [byte, byte] + pad(behind) + [0x22, 0x2C, 0x0A]
          var reader = JSONReader(text)
          let end = before + behind + 3
          #expect(Array(try reader.readStringBytes()) == Array(text[1..<end]))
          #expect(reader.offset == end + 1)
          let isBad = byte < 0x20 || byte >= 0x80
          #expect((reader.repair?.count ?? 0) == (isBad ? 2 : 0))
          #expect(reader.repair.map { $0.firstByte == before + 1 } ?? !isBad)
        }
      }
    }
  }

  @Test func `an escape is read alike wherever in a string it lies`() throws {
    for before in 0..<18 {
      for behind in 0..<10 {
        let (start, end) = (
          String(repeating: "b", count: before), String(repeating: "c", count: behind)
        )
        var reader = reader("\"\(start)\\\"\\\\\(end)\",")
        #expect(try reader.readText() == start + "\"\\" + end)
        #expect(reader.offset == before + behind + 6)
      }
    }
  }

  @Test(arguments: [
    "[1,]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "[1 2]", "]", "}", "trux", "nulL", "'a'", "+1",
    ".5", "{1:2}", "[,1]", "\u{FEFF}1", "NaN", "Infinity",
  ])
  func `a byte out of place is named as one`(text: String) {
    #expect(reason(text) == .unexpectedByte)
  }

  @Test(arguments: ["01", "-", "1.", "1.e5", "1e", "1e+", "-a", "00", "-01"])
  func `a number outside the grammar is refused`(text: String) {
    #expect(reason(text) == .badNumber)
  }

  @Test(arguments: [#""\x""#, #""\u12""#, #""\u12g4""#, #""\u 123""#, #""\ud800\u00""#])
  func `a bad escape is refused`(text: String) {
    #expect(reason(text) == .badEscape)
  }

  @Test(
    arguments: [
      ([0x22, 0x61, 0xFF, 0x62, 0x22], "a\u{FFFD}b", 1),
      ([0x22, 0xC0, 0x80, 0x22], "\u{FFFD}\u{FFFD}", 2),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
      ([0x22, 0xE2, 0x82, 0x22], "\u{FFFD}", 1), ([0x22, 0x80, 0x22], "\u{FFFD}", 1),
      ([0x22, 0x5C, 0x6E, 0xE9, 0x22], "\n\u{FFFD}", 1), ([0x22, 0x5C, 0xE9, 0x22], "\u{FFFD}", 1),
    ] as [([UInt8], String, Int)])
  func `a byte that is not UTF-8 hides nothing but itself, and is counted`(
    bytes: [UInt8], text: String, count: Int
  ) throws {
    var reader = JSONReader(bytes)
    #expect(try reader.readText() == text)
    try reader.finish()
    #expect(reader.repair?.count == count)
  }

  @Test(arguments: [0x00, 0x0A, 0x1F] as [UInt8])
  func `a control character inside a string is read, and its place is told`(byte: UInt8) throws {
    var reader = JSONReader([0x22, 0x61, byte, 0x22])
    #expect(try reader.readText()?.utf8.elementsEqual([0x61, byte]) == true)
    #expect(reader.repair?.firstByte == 2)
  }

  @Test func `a key with a bad byte hides none of the others`() throws {
    var reader = JSONReader(Array("{\"a".utf8) + [0xE9] + Array("\":1,\"b\":2}".utf8))
    var found: Int?
    try reader.readObject { reader, key in if case "b" = key { found = try reader.readCount() } }
    #expect(found == 2 && reader.repair?.firstByte == 3)
  }

  @Test func `good text is not said to have been mended`() throws {
    var reader = reader(#"{"é":"🚀\n\ud83d"}"#)
    try reader.skipValue()
    #expect(reader.repair == nil)
  }

  @Test func `64 levels are read and the 65th is refused`() {
    let bomb = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(reason(bomb(64)) == nil)
    #expect(reason(bomb(65)) == .tooDeep)
    #expect(reason(String(repeating: "{\"a\":", count: 100_000)) == .tooDeep)
  }

  @Test func `more after the end is refused`() {
    #expect(reason("{} x") == .trailingBytes)
  }

  @Test func `an error names the byte`() {
    #expect(throws: JSONError(.unexpectedByte, at: 5)) { try check(Array("[1,2 3]".utf8)) }
  }

  @Test(arguments: [
    (#""\ud83d\ude80""#, "🚀"), (#""a\ud800b""#, "a\u{FFFD}b"), (#""\udc00""#, "\u{FFFD}"),
    (#""\ud800\ud83d\ude80""#, "\u{FFFD}🚀"), (#""\u0000""#, "\0"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
  ])
  func `escapes read as what they stand for`(text: String, expected: String) throws {
    var reader = reader(text)
    #expect(try reader.readScalar() == .string(expected))
  }

  @Test func `numbers keep their source text`() throws {
    var reader = reader("[48320.50,9007199254740993,1e400]")
    var texts: [JSONScalar] = []
    try reader.readArray { texts.append(try $0.readScalar()) }
    #expect(texts == [.number("48320.50"), .number("9007199254740993"), .number("1e400")])
  }

  @Test(
    arguments: [
      (JSONScalar.number("12"), 12), (.number("12.0"), 12), (.number("1e3"), 1000),
      (.string("12"), 12), (.number("12.5"), nil), (.number("1e400"), nil),
      (.number("99999999999999999999"), nil), (.bool(true), nil), (.null, nil), (.string("x"), nil),
    ] as [(JSONScalar, Int?)])
  func `only whole numbers that fit are counts`(scalar: JSONScalar, expected: Int?) {
    #expect(scalar.int == expected)
  }

  @Test func `members and elements that nobody reads are skipped`() throws {
    var reader = reader(#"{"a":[1,[2]],"b":{"c":"d"},"e":5}"#)
    var found: String?
    try reader.readObject { reader, key in
      if case "e" = key { found = try reader.readText() }
    }
    try reader.finish()
    #expect(found == "5")
  }

  @Test func `an escaped key is the key it stands for`() throws {
    var reader = reader(#"{"st\u0061tus":1}"#)
    var isFound = false
    try reader.readObject { _, key in
      if case "status" = key { isFound = true }
    }
    #expect(isFound)
  }

  @Test func `a value of another kind is said to be one`() {
    var reader = reader("[1]")
    #expect(throws: JSONError(.wrongKind, at: 0)) { try reader.readStringBytes() }
  }

  @Test(arguments: [
    ("aé", 2, "a"), ("aé", 3, "aé"), ("🚀", 3, ""), ("abc", 0, ""), ("abc", 9, "abc"),
  ])
  func `a cut never splits a character's bytes`(text: String, limit: Int, expected: String) {
    #expect(String.cut(text.utf8, to: limit) == expected)
  }
}
