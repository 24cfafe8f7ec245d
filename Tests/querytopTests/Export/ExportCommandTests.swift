import QuerySimulator
import ResultTables
import TestSupport
import Testing

@testable import querytop

struct ExportCommandTests {
  private static let target = ResultServer.supermetrics

  @Test(arguments: ResultServer.targets, RowFormat.allCases)
  func `every row of every provider is saved as the server has it`(
    target: String, format: RowFormat
  ) async throws {
    try await ExportVisit.to(try ResultServer()) { visit in
      let end = try await visit.export(target, "--to", "FILE/rows", "--format", format.rawValue)
      #expect(end.status == 0 && end.output.isEmpty)
      #expect(end.error.contains("/rows: 1,500 rows, "))
      let bytes = try #require(visit.bytes("rows"))
      #expect(try SavedRows.are(try visit.server.rows(of: target), in: bytes, format))
      #expect(try visit.names() == ["rows"])
    }
  }

  @Test func `twenty thousand rows come whole over several pages of the longest kind`()
    async throws
  {
    try await LiveSimulator.serving(queries: 2, rows: 20_000) { simulator in
      let end = try await Program.end(
        ["export", Self.target, "--format", "ndjson"], environment: simulator.environment)
      let lines = end.outputBytes.split(separator: UInt8(ascii: "\n"))
      #expect(end.status == 0 && lines.count == 20_000)
      let campaigns = try [9_998, 9_999, 19_999].map {
        try JSONValue(Array(lines[$0]))["Campaign"]?.text?.split(separator: " ").last.map(
          String.init)
      }
      #expect(campaigns == ["9999", "10000", "20000"])
    }
  }

  @Test func `a pipe gets the bytes of the file, with and without a word, and nothing else`()
    async throws
  {
    try await ExportVisit.to(try ResultServer()) { visit in
      let filed = try await visit.export(Self.target, "--to", "FILE/rows.csv")
      let asked = try await visit.export(Self.target, "--to", "-")
      let unasked = try await visit.export(Self.target)
      #expect([filed.status, asked.status, unasked.status] == [0, 0, 0])
      #expect(asked.outputBytes == visit.bytes("rows.csv"))
      #expect(unasked.outputBytes == asked.outputBytes)
      #expect(asked.error.isEmpty && unasked.error.isEmpty)
    }
  }

  @Test(arguments: [
    (["--to", "FILE/r.json"], "["), (["--to", "FILE/r.NDJSON"], "{"),
    (["--to", "FILE/r.txt"], "D"),
    (["--to", "FILE/r"], "D"), (["--to", "FILE/r.json", "--format", "csv"], "D"),
  ])
  func `the format is the one asked for, or else what the name ends with, or else CSV`(
    words: [String], first: String
  ) async throws {
    try await ExportVisit.to(try ResultServer(rows: 5)) { visit in
      let end = try await visit.end(of: [Self.target] + words)
      let name = try #require(try visit.names().first)
      #expect(end.status == 0)
      #expect(visit.text(name)?.hasPrefix(first) == true)
    }
  }

  @Test(arguments: ["r.jsonl", "r.JSONL"]) func `jsonl is another name for ndjson`(name: String)
    async throws
  {
    try await ExportVisit.to(try ResultServer()) { visit in
      let named = try await visit.export(Self.target, "--to", "FILE/\(name)")
      let asked = try await visit.export(Self.target, "--format", "jsonl")
      #expect(named.status == 0 && asked.status == 0)
      let bytes = try #require(visit.bytes(name))
      #expect(try SavedRows.are(try visit.server.rows(of: Self.target), in: bytes, .ndjson))
      #expect(asked.outputBytes == bytes)
    }
  }

  @Test(arguments: ["r.xlsx", "r.parquet", "r.csv.gz", "r.JSON.ZST", "r.sqlite", "r.xml"])
  func `a name that promises what is not written is refused before anybody is asked`(name: String)
    async throws
  {
    let end = try await Program.end(["export", Self.target, "--to", "/nowhere/\(name)"])
    #expect(end.status == 64 && end.error.contains("is not written"), "\(end)")
    #expect(end.error.contains(".csv, .tsv, .json, .ndjson or .jsonl"))
    let insisted = try await Program.end(
      ["export", Self.target, "--to", "/nowhere/\(name)", "--format", "csv"])
    #expect(insisted.status == 3)
  }

  @Test func `a byte order mark begins a table where it is asked for, and nothing else`()
    async throws
  {
    try await ExportVisit.to(try ResultServer(rows: 5)) { visit in
      let plain = try await visit.export(Self.target, "--format", "tsv")
      let marked = try await visit.export(Self.target, "--format", "tsv", "--bom")
      #expect(marked.outputBytes == [0xEF, 0xBB, 0xBF] + plain.outputBytes)
      let refused = try await visit.export(Self.target, "--to", "FILE/r.json", "--bom")
      #expect(refused.status == 64 && refused.error.contains("--bom is for csv and tsv"))
      #expect(try visit.names() == [])
    }
  }

  @Test func `a file that is there stays as it is, unless force is used`() async throws {
    try await ExportVisit.to(try ResultServer(rows: 5)) { visit in
      try visit.write("rows.csv", "precious")
      let refused = try await visit.export(Self.target, "--to", "FILE/rows.csv")
      #expect(refused.status == 3 && refused.error.contains("add --force"))
      #expect(visit.text("rows.csv") == "precious")
      #expect(try visit.names() == ["rows.csv"])
      let forced = try await visit.export(Self.target, "--to", "FILE/rows.csv", "--force")
      #expect(forced.status == 0)
      let bytes = try #require(visit.bytes("rows.csv"))
      #expect(try SavedRows.are(try visit.server.rows(of: Self.target), in: bytes, .csv))
    }
  }

  @Test func `with raw CSV formulas stay as they are`() async throws {
    try await ExportVisit.to(try ResultServer()) { visit in
      let end = try await visit.export(Self.target, "--raw-csv")
      let rows = try visit.server.rows(of: Self.target)
      #expect(try SavedRows.are(rows, in: end.outputBytes, .csv, keepsFormulas: true))
      #expect(try !SavedRows.are(rows, in: end.outputBytes, .csv))
    }
  }

  @Test(arguments: ResultServer.targets, RowFormat.allCases)
  func `a result of no rows is an empty file of its format`(
    target: String, format: RowFormat
  ) async throws {
    try await ExportVisit.to(try ResultServer(rows: 0)) { visit in
      let end = try await visit.export(target, "--format", format.rawValue)
      #expect(end.status == 0 && end.error.isEmpty)
      let bytes = end.outputBytes
      switch format {
      case .csv, .tsv: #expect(try SavedRows.are([], in: bytes, format))
      case .json: #expect(try JSONValue(bytes) == .array([]))
      case .ndjson: #expect(bytes.isEmpty)
      }
    }
  }

  @Test func `a later page with a further column widens the header of a file, not of a pipe`()
    async throws
  {
    let manner = SimulatedResults(areObjects: true, pageRows: 3)
    try await ExportVisit.to(try ResultServer(rows: 12, results: manner)) { visit in
      let filed = try await visit.export(Self.target, "--to", "FILE/rows.csv")
      #expect(filed.status == 0)
      let bytes = try #require(visit.bytes("rows.csv"))
      #expect(try SavedRows.are(try visit.server.rows(of: Self.target), in: bytes, .csv))
      let piped = try await visit.export(Self.target)
      #expect(piped.status == 3 && piped.error.contains("columns the first had not"))
      let lines = try await visit.export(Self.target, "--format", "ndjson")
      #expect(lines.status == 0)
    }
  }

  @Test func `columns with one name keep their cells apart`() async throws {
    let page = ResultServer.body(#"[["a","b","a"],[1,2,3],["x","y"]]"#, total: 2)
    try await ExportVisit.to(try ResultServer { _, _ in page }) { visit in
      let csv = try await visit.export(Self.target)
      #expect(csv.output == "a,b,a\r\n1,2,3\r\nx,y,\r\n")
      let lines = try await visit.export(Self.target, "--format", "ndjson")
      #expect(lines.output == #"{"a":1,"b":2,"a (2)":3}\#n{"a":"x","b":"y"}\#n"#)
    }
  }

  @Test func `numbers keep every digit, and formulas lose their power, on the whole way`()
    async throws
  {
    let numbers = [
      "0", "-0.0", "48320.50", "9007199254740993", "123456789012345678901234567890.50", "1e400",
      "-1E+400", "6.02e-23", "-12.50", "-7",
    ]
    let texts = ["=1+2", "+1-1", "-2+3", "@SUM(A1)", "\\t=1", "＝1", "-12.50", "plain"]
    let rows = numbers.enumerated().map { #"[\#($1),"\#(texts[$0 % texts.count])"]"# }
    let page = ResultServer.body(
      #"[["=n","s"],\#(rows.joined(separator: ","))]"#, total: numbers.count)
    try await ExportVisit.to(try ResultServer { _, _ in page }) { visit in
      let records = try CSVReader.records(try await visit.export(Self.target).outputBytes)
      #expect(records.first == ["'=n", "s"])
      #expect(records.dropFirst().map { $0[0] } == numbers)
      let told = records.dropFirst().prefix(texts.count).map { $0[1] }
      #expect(
        told == ["'=1+2", "'+1-1", "'-2+3", "'@SUM(A1)", "'\t=1", "'＝1", "-12.50", "plain"])
    }
  }
}
