import QuerySimulator
import ResultTables
import TestSupport
import Testing

@testable import querytop

/// Answers that contradict themselves, on the way to a file: 3, and a partial file that says why.
struct ExportContradictionTests {
  private static let polytomic = ResultServer.targets[1]
  private static let toolkit = ResultServer.targets[2]

  /// Rows of the one column `n` as objects.
  private static func rows(_ range: Range<Int>) -> String {
    range.map { #"{"n":\#($0)}"# }.joined(separator: ",")
  }

  private static func page(_ range: Range<Int>, count: Int, next: Int? = nil) -> String {
    let path = "/polytomic/api/queries/10000000-0000-4000-8000-000000000000"
    let next = next.map { #""\#(path)?page=\#($0)""# } ?? "null"
    return #"{"data":{"status":"done","count":\#(count),"results":[\#(rows(range))]},"#
      + #""links":{"next":\#(next)}}"#
  }

  private static func job(_ rows: String, count: Int) -> String {
    #"{"status":"succeeded","results":{"columns":["n"],"rows":[\#(rows)],"row_count":\#(count)}}"#
  }

  /// A target, what its server answers to each request, and the rows and words of the partial file.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let target: String
    let server: ResultServer.Script
    let rows: Int
    let words: String
    var testDescription: String { name }
  }

  private static let cases = [
    Case(
      name: "the range is ignored", target: ResultServer.supermetrics,
      server: { _, _ in ResultServer.body("[\(rows(0..<400))]", total: 1000) }, rows: 400,
      words: "does not heed which rows are asked for"),
    Case(
      name: "the range is ignored, and nothing announced", target: ResultServer.supermetrics,
      server: { _, _ in
        .body(#"{"meta":{"status_code":"SUCCESS"},"data":[\#(rows(0..<400))]}"#)
      }, rows: 400, words: "does not heed which rows are asked for"),
    Case(
      name: "rows end early", target: ResultServer.supermetrics,
      server: { row, _ in
        ResultServer.body("[\(row < 400 ? rows(row..<400) : "")]", total: 1000)
      }, rows: 400, words: "1,000 rows were announced, and 400 came"),
    Case(
      name: "links end early", target: polytomic,
      server: { _, _ in .body(page(0..<400, count: 1000)) }, rows: 400,
      words: "1,000 rows were announced, and 400 came"),
    Case(
      name: "more than the count", target: polytomic,
      server: { _, _ in .body(page(0..<400, count: 399)) }, rows: 400,
      words: "399 rows were announced, and 400 came"),
    Case(
      name: "fewer than row_count", target: toolkit,
      server: { _, _ in .body(job("[1],[2],[3]", count: 5)) }, rows: 3,
      words: "5 rows were announced, and 3 came"),
    Case(
      name: "more than row_count", target: toolkit,
      server: { _, _ in .body(job("[1],[2],[3]", count: 2)) }, rows: 3,
      words: "2 rows were announced, and 3 came"),
    Case(
      name: "a first row that may be a header", target: ResultServer.supermetrics,
      server: { row, _ in
        let rows = [#"["a"]"#, #"["b"]"#, #"["c"]"#].dropFirst(row).joined(separator: ",")
        return .body(#"{"meta":{"status_code":"SUCCESS"},"data":[\#(rows)]}"#)
      }, rows: 3, words: "the first row may be a header"),
  ]

  @Test(arguments: cases, RowFormat.allCases)
  func `what contradicts itself is 3, with a partial file of what came and why`(
    test: Case, format: RowFormat
  ) async throws {
    try await ExportVisit.to(try ResultServer(test.server)) { visit in
      let name = "rows.\(format.rawValue)"
      let end = try await visit.export(test.target, "--to", "FILE/\(name)")
      #expect(end.status == 3 && end.error.contains(test.words), "\(end.error)")
      #expect(try visit.names() == ["\(name).partial", "\(name).partial.json"])
      let note = try #require(try visit.note(name))
      #expect(note["rows"]?.integer == test.rows)
      #expect(note["reason"]?.text?.contains(test.words) == true)
    }
  }

  @Test(arguments: RowFormat.allCases)
  func `rows that are null are no empty result`(format: RowFormat) async throws {
    let body = #"{"status":"succeeded","results":null}"#
    try await ExportVisit.to(try ResultServer { _, _ in .body(body) }) { visit in
      let end = try await visit.export(
        Self.toolkit, "--to", "FILE/rows", "--format", format.rawValue)
      #expect(end.status == 3 && end.error.contains("holds nothing where the rows belong"))
      #expect(try visit.names() == [])
    }
  }

  @Test func `a server of 100 rows without a header gives 100 rows, and their names`() async throws
  {
    let server = try ResultServer(
      rows: 100, results: SimulatedResults(hidesHeader: true, pageRows: 40))
    try await ExportVisit.to(server) { visit in
      let end = try await visit.export(ResultServer.supermetrics)
      #expect(end.status == 0)
      let rows = try visit.server.rows(of: ResultServer.supermetrics)
      #expect(rows.count == 100)
      #expect(try SavedRows.are(rows, in: end.outputBytes, .csv))
    }
  }

  @Test func `a bad byte is one character of one cell, and its place is told`() async throws {
    let head = Array(
      #"{"meta":{"status_code":"SUCCESS","result":{"total_rows":2}},"data":[{"n":"a"#.utf8)
    let body = head + [0xE9] + Array("b\"},{\"n\":\"c\nd\"}]}".utf8)
    try await ExportVisit.to(try ResultServer { _, _ in .bytes(body) }) { visit in
      let end = try await visit.export(ResultServer.supermetrics, "--to", "FILE/rows.csv")
      #expect(end.status == 0)
      #expect(visit.text("rows.csv") == "n\r\na\u{FFFD}b\r\n\"c\nd\"\r\n")
      #expect(end.error.contains("2 places were not text"))
      #expect(end.error.contains("the first is byte \(head.count) of the answer with row 1 first"))
    }
  }
}
