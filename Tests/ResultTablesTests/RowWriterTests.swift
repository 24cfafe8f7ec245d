import QueryCore
import ResultTables
import TestSupport
import Testing

struct RowWriterTests {
  @Test
  func `CSV tells the empty string from nothing, and quotes what it must`() throws {
    let page = ResultPage(
      names: ["a", "b,c"],
      rows: [
        [.string(""), .null], [.string("x\"y"), .string("1,2")], [.missing, .boolean(true)],
        [.string("l\r\nm"), .nested(#"{"k":[1,2]}"#)],
      ])
    #expect(
      try text(.csv, page)
        == "a,\"b,c\"\r\n\"\",\r\n\"x\"\"y\",\"1,2\"\r\n,true\r\n\"l\r\nm\",\"{\"\"k\"\":[1,2]}\"\r\n"
    )
  }

  @Test
  func `TSV is the same with tabs and plain line ends, and quotes what they stand in`() throws {
    let page = ResultPage(
      names: ["a", "b\tc"],
      rows: [
        [.string(""), .null], [.string("x\"y"), .string("1,2")], [.missing, .string("t\tb")],
        [.string("l\rm"), .string("=1+2")],
      ])
    #expect(
      try text(.tsv, page)
        == "a\t\"b\tc\"\n\"\"\t\n\"x\"\"y\"\t1,2\n\t\"t\tb\"\n\"l\rm\"\t'=1+2\n")
  }

  @Test(arguments: RowFormat.allCases)
  func `a byte order mark begins tables alone`(_ format: RowFormat) {
    let marked = RowWriter(format, columns: ["a"], hasByteOrderMark: true).beginning()
    let plain = RowWriter(format, columns: ["a"]).beginning()
    #expect(marked == (format.isTable ? [0xEF, 0xBB, 0xBF] : []) + plain)
  }

  @Test(arguments: [
    ("r.csv", RowFormat.csv), ("r.TSV", .tsv), ("r.jsonl", .ndjson), ("a.b/r.ndjson", .ndjson),
    ("r.json", .json), ("r", nil), ("a.csv/r", nil), ("r.txt", nil), (".", nil), ("", nil),
  ])
  func `a name's end tells the format`(name: String, format: RowFormat?) {
    #expect(RowFormat(fileName: name) == format)
    #expect(RowFormat.unwrittenEnding(of: name) == nil)
  }

  @Test(arguments: [RowFormat.csv, .tsv])
  func `records made wider are those written under the wider header`(_ format: RowFormat) throws {
    let page = ResultPage(
      names: ["a", "b"],
      rows: [
        [.string("x\"\r\n\"y"), .null], [.string("\r\n"), .string("\"\"")],
        [.missing, .string("")],
        [.string("\ty"), .string("z,\"")], [.null, .null],
      ])
    var narrow = RowWriter(format, columns: ["a", "b"])
    var wide = RowWriter(format, columns: ["a", "b", "c", "d"])
    var (first, other) = (0, 0)
    let records = try narrow.write(page, from: &first)
    #expect(wide.widened(records, by: 2) == (try wide.write(page, from: &other)))
    #expect(wide.widened(records, by: 0) == records)
  }

  @Test
  func `a record of one empty field is no empty line`() throws {
    let page = ResultPage(names: ["a"], rows: [[.null], [.string("")]])
    #expect(try text(.csv, page) == "a\r\n\"\"\r\n\"\"\r\n")
  }

  @Test
  func `JSON keeps numbers and nested values, leaves out what is missing and escapes controls`()
    throws
  {
    let page = ResultPage(
      names: ["a", "b", "a"],
      rows: [
        [.number("48320.50"), .missing, .null],
        [.nested("[1.0]"), .string("\u{1}\u{85}\"\n\\é"), .missing],
      ])
    #expect(
      try text(.json, page)
        == #"[\#n{"a":48320.50,"a (2)":null},\#n{"a":[1.0],"b":"\u0001\u0085\"\n\\é"}\#n]\#n"#)
    #expect(
      try text(.ndjson, page)
        == #"{"a":48320.50,"a (2)":null}\#n{"a":[1.0],"b":"\u0001\u0085\"\n\\é"}\#n"#)
  }

  @Test
  func `no rows are an empty array`() throws {
    #expect(try text(.json, ResultPage(names: ["a"], rows: [])) == "[]\n")
  }

  @Test
  func `a name given to a double is not one that another column has`() throws {
    let page = ResultPage(
      names: ["a", "a", "a (2)", "a"], rows: [[.null, .null, .null, .null]])
    #expect(
      try text(.ndjson, page) == #"{"a":null,"a (3)":null,"a (2)":null,"a (4)":null}\#n"#)
  }

  @Test
  func `a page with the columns in another order, or fewer, is written under the header`() throws {
    var writer = RowWriter(.csv, columns: ["a", "b", "a"])
    let page = ResultPage(names: ["b", "a"], rows: [[.number("2"), .number("1")]])
    var row = 0
    #expect(String(decoding: try writer.write(page, from: &row), as: UTF8.self) == "1,2,\r\n")
  }

  @Test
  func `a page with a column that is not in the header is reported with the wider header`() {
    var writer = RowWriter(.csv, columns: ["a"])
    let page = ResultPage(names: ["b", "a", "a"], rows: [[.null]])
    let error = #expect(throws: UnlistedColumns.self) {
      var row = 0
      _ = try writer.write(page, from: &row)
    }
    #expect(error?.columns == ["a", "b", "a"])
  }

  @Test
  func `sixty formulas get an apostrophe as strings and as names`() throws {
    let starts = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
    let ends = ["1+2", "cmd|' /C calc'!A0", "", "1.2.3", "12a"]
    let formulas = starts.flatMap { start in ends.map { start + $0 } }
    #expect(formulas.count == 60)
    let page = ResultPage(names: formulas, rows: [formulas.map { .string($0) }])
    for record in try CSVReader.records(try bytes(.csv, page)) {
      #expect(record == formulas.map { "'" + $0 })
    }
  }

  @Test(arguments: [" =1+1", "  @x", "\u{A0}+1", "\u{FEFF}=1", " -12.5"])
  func `blanks before a formula hide it from nobody`(_ text: String) throws {
    let page = ResultPage(names: ["a"], rows: [[.string(text)]])
    #expect(try CSVReader.records(try bytes(.csv, page)).last == ["'" + text])
  }

  @Test
  func `formulas stay as they are where that is asked for`() throws {
    let page = ResultPage(names: ["=a"], rows: [[.string("=1+2")]])
    #expect(try text(.csv, page, keepsFormulas: true) == "=a\r\n=1+2\r\n")
  }

  @Test
  func `ten thousand negative numbers are untouched, as numbers and as strings`() throws {
    let numbers = (0..<10_000).map { "-\($0 * 37 % 1000).\($0 % 100)" }
    let page = ResultPage(names: ["n", "s"], rows: numbers.map { [.number($0), .string($0)] })
    let records = try CSVReader.records(try bytes(.csv, page)).dropFirst()
    #expect(records.elementsEqual(numbers.map { [$0, $0] }))
  }

  @Test(arguments: RowFormat.allCases)
  func `a hundred thousand numbers go through with every byte`(_ format: RowFormat) throws {
    var random = SplitMix64(seed: 7)
    let numbers = (0..<100_000).map { _ in random.numberText() }
    let body = #"{"data":["# + numbers.map { #"{"n":\#($0)}"# }.joined(separator: ",") + "]}"
    let page = try ResultPageDecoder(layout: ResultLayout(rows: ["data"]))
      .decode(Array(body.utf8)).page
    let written = try text(format, page)
    let expected =
      switch format {
      case .csv: "n\r\n" + numbers.map { $0 + "\r\n" }.joined()
      case .tsv: "n\n" + numbers.map { $0 + "\n" }.joined()
      case .json: "[\n" + numbers.map { #"{"n":\#($0)}"# }.joined(separator: ",\n") + "\n]\n"
      case .ndjson: numbers.map { #"{"n":\#($0)}"# + "\n" }.joined()
      }
    #expect(written.utf8.elementsEqual(expected.utf8))
  }

  @Test(arguments: 0..<40)
  func `a byte to be quoted or escaped is seen at any place of a text`(length: Int) throws {
    let plain = String(repeating: "é2", count: 20).utf8.prefix(length).map { $0 & 0x7F }
    var texts = [String(decoding: plain, as: UTF8.self)]
    for place in 0..<length {
      for mark in "\",\n\r\\\u{1}".utf8 {
        var marked = plain
        marked[place] = mark
        texts.append(String(decoding: marked, as: UTF8.self))
      }
    }
    let page = ResultPage(names: ["a", "b"], rows: texts.map { [.string($0), .number("1")] })
    let expected = texts.map { text in
      let isQuoted = text.isEmpty || text.utf8.contains { "\",\n\r".utf8.contains($0) }
      let field = isQuoted ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
      return field + ",1\r\n"
    }
    #expect(try text(.csv, page, keepsFormulas: true) == "a,b\r\n" + expected.joined())
    let again = try ResultPageDecoder(layout: ResultLayout(rows: []))
      .decode(try bytes(.json, page)).page
    #expect((0..<texts.count).map { again.text(row: $0, column: 0) } == texts)
  }

  @Test
  func `any texts come back from CSV and TSV, and from NDJSON through the decoder`() throws {
    var random = SplitMix64(seed: 11)
    let rows = (0..<2000).map { _ in (0..<3).map { _ in random.text() } }
    let page = ResultPage(names: ["a", "b", "c"], rows: rows.map { $0.map { .string($0) } })
    let records = try CSVReader.records(try bytes(.csv, page, keepsFormulas: true))
    #expect(records.dropFirst().elementsEqual(rows))
    let tabbed = try CSVReader.records(try bytes(.tsv, page, keepsFormulas: true), hasTabs: true)
    #expect(tabbed == records)
    let lines = try bytes(.json, page)
    let again = try ResultPageDecoder(layout: ResultLayout(rows: [])).decode(lines).page
    #expect(
      (0..<2000).map { row in (0..<3).map { again.text(row: row, column: $0) } } == rows)
  }

  private func bytes(
    _ format: RowFormat, _ page: ResultPage, keepsFormulas: Bool = false
  ) throws -> [UInt8] {
    var writer = RowWriter(format, columns: page.names, keepsFormulas: keepsFormulas)
    var bytes = writer.beginning()
    var row = 0
    while row < page.rowCount { bytes += try writer.write(page, from: &row) }
    return bytes + writer.end()
  }

  private func text(
    _ format: RowFormat, _ page: ResultPage, keepsFormulas: Bool = false
  ) throws -> String {
    String(decoding: try bytes(format, page, keepsFormulas: keepsFormulas), as: UTF8.self)
  }
}
