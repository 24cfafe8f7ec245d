import QueryCore
import ResultTables
import Testing

struct ResultPageDecoderTests {
  @Test
  func `objects become columns in order of first appearance, and a later member adds one`() throws {
    let page = try decode(#"{"data":[{"a":1,"b":"x"},{"c":null,"a":2},{"b":""}]}"#).page
    #expect(page.names == ["a", "b", "c"])
    #expect(
      cells(page) == [
        [.number("1"), .string("x"), .missing],
        [.number("2"), .missing, .null],
        [.missing, .string(""), .missing],
      ])
  }

  @Test
  func `of arrays without names every row is a row, and the first can become their names`() throws {
    let result = try decode(#"{"data":[["a",null,"a",7],[1,2,3],[4,5,6,7,8]]}"#)
    #expect(result.shape == .bare && result.page.names == ["1", "2", "3", "4", "5"])
    #expect(result.page.rowCount == 3 && result.page.cell(row: 0, column: 2) == .string("a"))
    let page = result.page.headedByFirstRow()
    #expect(page.names == ["a", "2", "a", "7", "5"])
    #expect(page.rowCount == 2)
    #expect(
      cells(page) == [
        [.number("1"), .number("2"), .number("3"), .missing, .missing],
        [.number("4"), .number("5"), .number("6"), .number("7"), .number("8")],
      ])
  }

  @Test(arguments: [
    #"{"results":{"columns":["x","y"],"rows":[[1,2],[3]]}}"#,
    #"{"results":{"rows":[[1,2],[3]],"columns":["x","y"]}}"#,
  ])
  func `names that stand apart name the columns, before the rows or after`(_ text: String) throws {
    let layout = ResultLayout(rows: ["results", "rows"], names: ["results", "columns"])
    let page = try decode(text, layout).page
    #expect(page.names == ["x", "y"])
    #expect(cells(page) == [[.number("1"), .number("2")], [.number("3"), .missing]])
  }

  @Test
  func `names that stand apart order the members of objects, and others follow`() throws {
    let layout = ResultLayout(rows: ["data", "results"], names: ["data", "fields"])
    let page = try decode(
      #"{"data":{"results":[{"z":0,"a":1,"b":2},{"b":3}],"fields":["b","n","a","b"]}}"#, layout
    ).page
    #expect(page.names == ["b", "n", "a", "z"])
    #expect(
      cells(page) == [
        [.number("2"), .missing, .number("1"), .number("0")],
        [.number("3"), .missing, .missing, .missing],
      ])
  }

  /// What stands behind a number: at the very end of an answer it is read by another way.
  static let tails = ["", #","behind":"sixteen bytes and more""#]

  @Test(
    arguments: [
      "48320.50", "9007199254740993", "1e400", "-0", "0", "-0.0E-0", "1E+5", "-1", "-12.5",
      "0.00000000000001", "-0.5", "123456789.5", "1234567.8", "12345678.9", "2070268702701719607",
      "12345678901234567890123456789012345678", "-1234567890123456789012345678901234567.8",
    ], tails)
  func `a number keeps its text`(_ number: String, tail: String) throws {
    let page = try decode(#"{"data":[{"n":\#(number) \#(tail)}]}"#).page
    #expect(cells(page).map(\.first) == [.number(number)])
  }

  @Test(
    arguments: [
      "01", "+1", ".5", "1.", "1e", "--1", "0x1", "1_0", "-", "NaN", "1 2", "1\"a\"", "-.5", "-1.",
      "-01", "00", "1.2.3", "12345678.", "1234567.8.9", "12345678.1.2", "0123456789", "-0123456789",
      "123456789a", "12345678901-", "truE", "tru", "falsey", "nul", "true1",
    ], tails)
  func `what is no number and no word is an error`(_ number: String, tail: String) {
    #expect(throws: ResultDecodeError.self) {
      try decode(#"{"data":[{"n":\#(number)\#(tail)}]}"#)
    }
  }

  @Test
  func `escapes are resolved, and half a pair of surrogates becomes a replacement character`()
    throws
  {
    let text =
      #"{"data":[["h"],["\u0000\n\"\\\/\u00e9\ud83d\ude00"],["\ud800x"],["\udc00\ud800"]]}"#
    #expect(
      cells(try decode(text).page.headedByFirstRow()) == [
        [.string("\0\n\"\\/é😀")], [.string("\u{FFFD}x")], [.string("\u{FFFD}\u{FFFD}")],
      ])
  }

  @Test
  func `a nested value is kept as compact JSON`() throws {
    let text = #"{"data":[["h"],[ { "a" : [ 1.50 , { } , [ ] , "b c\n" ] , "d" : null } ]]}"#
    #expect(
      cells(try decode(text).page.headedByFirstRow()) == [
        [.nested(#"{"a":[1.50,{},[],"b c\n"],"d":null}"#)]
      ])
  }

  @Test
  func `of a member that is twice in a row the last counts`() throws {
    #expect(cells(try decode(#"{"data":[{"a":1,"a":2}]}"#).page) == [[.number("2")]])
  }

  @Test
  func `the envelope is the answer with no rows in it`() throws {
    let text =
      #" { "meta" : { "n" : [ 1 , 2 ] } , "da\u0074a" : [ [ "h" ] , [ 1 ] ] , "x" : "y" } "#
    let result = try decode(text)
    #expect(
      String(decoding: result.envelope, as: UTF8.self)
        == #"{"meta":{"n":[1,2]},"da\u0074a":[],"x":"y"}"#)
    #expect(result.page.rowCount == 2)
  }

  @Test(arguments: ["{}", #"{"data":null}"#, #"{"data":[]}"#, #"{"data" : [ ] }"#, "[]", "null"])
  func `without rows the page is empty`(_ text: String) throws {
    let result = try decode(text)
    #expect(result.page.rowCount == 0)
    #expect(result.shape == (text.contains("[ ]") || text.contains(":[]") ? .named : .none))
  }

  @Test(arguments: [
    "", " ", "{", #"{"data":[{"a":1}]} x"#, #"{"data":[{"a":1}],"data":[]}"#, #"{"data":[1]}"#,
    #"{"data":[[1],{}]}"#, #"{"data":7}"#, #"{"data":[{"a":1]}"#, #"{"data":[{"a" 1}]}"#,
    #"{"data":[{"a":"\x"}]}"#, #"{"data":[{"a":"\ud8"}]}"#, #"{"data":[{"a":tru}]}"#,
    #"{"data":[{"a":[1}]}"#, #"{"data":[{"a":1,}]}"#, #"{"data":[[1,]]}"#,
    #"{"data":[{"a"}]}"#, #"{"data":[{"a":[1,]}]}"#, #"{"data":[{:1}]}"#, #"{"data":[{"a":"b]}"#,
    #"{"x":[}"#, #"{"data":[{"a":{"b" 1}}]}"#, #"{"data":[["a"]}"#, #"{"data":[["a"],]}"#,
  ])
  func `a broken answer is an error`(_ text: String) {
    #expect(throws: ResultDecodeError.self) { try decode(text) }
  }

  @Test
  func `every beginning of an answer is an error`() throws {
    let text = Array(
      #"{"m":{"a":[1,{"b":"c"}]},"data":[{"a":1.5e3,"b":"x\u00e9","c":[1,{"d":null}]},{"a":true}]}"#
        .utf8)
    for count in text.indices {
      #expect(throws: ResultDecodeError.self) {
        try ResultPageDecoder(layout: ResultLayout(rows: ["data"])).decode(Array(text[..<count]))
      }
    }
  }

  @Test
  func `a fault is told with its byte`() {
    let faults = [
      #"{"data":[{"a":01}]}"#: 14, #"{"data":[["a"],["\q"]]}"#: 17, #"{"data":[]} []"#: 12,
      #"{"data":[["ab"#: 10,
    ]
    for (text, byte) in faults {
      let error = #expect(throws: ResultDecodeError.self) { try decode(text) }
      #expect(error?.byte == byte, "\(text)")
    }
  }

  @Test
  func `a byte that is not UTF-8 hides nothing but itself, and its place is told`() throws {
    let body = Array(#"{"m":1,"data":[["é"#.utf8) + [0xC3, 0x28] + Array(#""],["x"]]}"#.utf8)
    let result = try ResultPageDecoder(layout: ResultLayout(rows: ["data"])).decode(body)
    #expect(cells(result.page) == [[.string("é\u{FFFD}(")], [.string("x")]])
    #expect(result.repair?.count == 1 && result.repair?.firstByte == 19)
    #expect(String(decoding: result.envelope, as: UTF8.self) == #"{"m":1,"data":[]}"#)
  }

  @Test
  func `a raw newline or another control stays what it is`() throws {
    let result = try decode("{\"data\":[[\"a\nb\",\"\u{1}\\\n\"],[1]]}")
    #expect(cells(result.page).first == [.string("a\nb"), .string("\u{1}\n")])
    #expect(result.repair?.count == 3 && result.repair?.firstByte == 12)
  }

  @Test
  func `good text is not mended, however odd it is`() throws {
    #expect(try decode("{\"data\":[[\"\\u0000é\\ud800\u{FFFD}\"]]}").repair == nil)
  }

  @Test
  func `a body of nothing but bad bytes is refused, and does not grow without end`() {
    let body =
      Array(#"{"data":[[""#.utf8) + [UInt8](repeating: 0xE9, count: 3 << 20)
      + Array(#""]]}"#.utf8)
    let error = #expect(throws: ResultDecodeError.self) {
      try ResultPageDecoder(layout: ResultLayout(rows: ["data"])).decode(body)
    }
    #expect(error?.byte == 11)
  }

  private func decode(
    _ text: String, _ layout: ResultLayout = ResultLayout(rows: ["data"])
  ) throws -> DecodedResult {
    try ResultPageDecoder(layout: layout).decode(Array(text.utf8))
  }

  private func cells(_ page: ResultPage) -> [[ResultCell]] {
    (0..<page.rowCount).map { row in
      page.names.indices.map { page.cell(row: row, column: $0) }
    }
  }
}
