import ResultTables
import TestSupport
import Testing

@testable import QuerySimulator

/// `querytop export BATCH`: what is in the file, what is beside it, and the exit status.
struct BatchExportTests {
  private typealias Query = BatchServer.Query

  /// Columns that differ, several accounts and none, no dates, a failure, an expiry, no rows at all.
  private static let uneven = [
    Query(
      name: "1", accounts: ["act_1", "act_2"], dates: ["2026-10-01", "2026-10-07"],
      rows: [#"{"n":1,"t":"a"}"#, #"{"n":2,"t":null}"#, #"{"n":3}"#, #"{"n":4,"late":1e400}"#]),
    Query(name: "2", state: "FAILURE", accounts: ["act_3"]),
    Query(name: "3", accounts: [], dates: nil, rows: [#"{"u":"x,y","n":5}"#]),
    Query(name: "4", rows: [#"{"n":6}"#], refusal: Query.expiry),
    Query(name: "5", rows: []),
    Query(name: "6", rows: [#"{"split_account":"own","n":7.50}"#]),
  ]

  private static let table = [
    "split_account,split_start_date,split_end_date,n,t,late,u,split_account",
    "act_1 act_2,2026-10-01,2026-10-07,1,a,,,", "act_1 act_2,2026-10-01,2026-10-07,2,,,,",
    "act_1 act_2,2026-10-01,2026-10-07,3,,,,", "act_1 act_2,2026-10-01,2026-10-07,4,,1e400,,",
    #",,,5,,,"x,y","#, "act_1,2026-10-01,2026-10-01,7.50,,,,own",
  ].map { $0 + "\r\n" }.joined()

  private static let objects = [
    #"{"split_account":"act_1 act_2","split_start_date":"2026-10-01","split_end_date":"2026-10-07","n":1,"t":"a"}"#,
    #"{"split_account":"act_1 act_2","split_start_date":"2026-10-01","split_end_date":"2026-10-07","n":2,"t":null}"#,
    #"{"split_account":"act_1 act_2","split_start_date":"2026-10-01","split_end_date":"2026-10-07","n":3}"#,
    #"{"split_account":"act_1 act_2","split_start_date":"2026-10-01","split_end_date":"2026-10-07","n":4,"late":1e400}"#,
    #"{"split_account":null,"split_start_date":null,"split_end_date":null,"u":"x,y","n":5}"#,
    #"{"split_account":"act_1","split_start_date":"2026-10-01","split_end_date":"2026-10-01","split_account (2)":"own","n":7.50}"#,
  ]

  private static let texts: [RowFormat: String] = [
    .csv: table,
    .tsv: table.replacing("\"x,y\"", with: "x;y").replacing(",", with: "\t")
      .replacing("x;y", with: "x,y").replacing("\r\n", with: "\n"),
    .json: "[\n" + objects.joined(separator: ",\n") + "\n]\n",
    .ndjson: objects.map { $0 + "\n" }.joined(),
  ]

  @Test(arguments: RowFormat.allCases)
  func `rows of unlike queries stand in one file, and what is missing beside it`(
    format: RowFormat
  ) async throws {
    try await BatchVisit.to(try BatchServer(Self.uneven)) { visit in
      let name = "rows.\(format.rawValue)"
      let end = try await visit.export("--to", "FILE/\(name)")
      #expect(end.status == 3)
      #expect(visit.text(name) == Self.texts[format])
      #expect(try visit.missing(name) == ["qrb_x_2": "failed", "qrb_x_4": "expired"])
      #expect(try visit.folder.names() == [name, name + ".missing.json"])
      #expect(
        end.error.contains("missing: qrb_x_2  act_3 2026-10-01  failed: QUERY_BAD: no \"luck\""))
      #expect(end.error.contains("missing: qrb_x_4  act_1 2026-10-01  expired: QUERY_RESULTS_UN"))
      #expect(end.error.contains("6 rows, "))
    }
  }

  @Test(arguments: RowFormat.allCases)
  func `a pipe gets the bytes of the file, and standard error what is missing`(
    format: RowFormat
  ) async throws {
    try await BatchVisit.to(try BatchServer(Self.uneven)) { visit in
      let end = try await visit.export("--to", "-", "--format", format.rawValue)
      #expect(end.status == 3)
      #expect(end.output == Self.texts[format])
      #expect(end.error.split(separator: "\n").count { $0.hasPrefix("missing: ") } == 2)
      // A query of four rows in pages of three, and each of the others once: the expired one too.
      #expect(visit.server.requests.count == 5)
    }
  }

  @Test func `a batch of which nothing is missing is 0, without a list`() async throws {
    let server = try BatchServer([Query(name: "1", rows: [#"{"n":1}"#])])
    try await BatchVisit.to(server) { visit in
      let end = try await visit.export("--to", "FILE/r.csv")
      #expect(end.status == 0)
      #expect(try visit.folder.names() == ["r.csv"])
    }
  }

  @Test func `a batch of which nothing succeeded is a header and a list`() async throws {
    try await BatchVisit.to(try BatchServer([Query(name: "1", state: "FAILURE")])) { visit in
      let end = try await visit.export("--to", "FILE/r.csv")
      #expect(end.status == 3)
      #expect(visit.text("r.csv") == "split_account,split_start_date,split_end_date\r\n")
      #expect(try visit.missing("r.csv") == ["qrb_x_1": "failed"])
      let json = try await visit.export("--to", "-", "--format", "json")
      #expect(json.output == "[]\n" && json.status == 3)
    }
  }

  @Test(arguments: [
    (Query(name: "2", rows: [#"{"n":2}"#], announced: 3), "3 rows were announced, and 1 came", 2),
    (Query(name: "2", rows: [#"{"n":2}"#], refusal: (200, "<html>")), "qrb_x_2: ", 1),
    (
      Query(
        name: "2", rows: [#"{"n":2}"#],
        refusal: (200, #"{"meta":{"status_code":"FAILURE"},"data":[]}"#)), "qrb_x_2: ", 1
    ),
  ])
  func `a succeeded query whose rows are not whole keeps the partial file`(
    query: (query: BatchServer.Query, words: String, rows: Int)
  ) async throws {
    let server = try BatchServer([Query(name: "1", rows: [#"{"n":1}"#]), query.query])
    try await BatchVisit.to(server) { visit in
      let end = try await visit.export("--to", "FILE/r.ndjson")
      #expect(end.status == 3 && end.error.contains(query.words), "\(end.error)")
      #expect(
        try visit.folder.names()
          == ["r.ndjson.missing.json", "r.ndjson.partial", "r.ndjson.partial.json"])
      #expect(visit.text("r.ndjson.partial")?.split(separator: "\n").count == query.rows)
      #expect(try visit.missing("r.ndjson").keys.sorted() == ["qrb_x_2"])
    }
  }

  @Test func `a refused key midway leaves what came, and says so`() async throws {
    let server = try BatchServer([
      Query(name: "1", rows: [#"{"n":1}"#]), Query(name: "2", rows: [#"{"m":2}"#]),
      Query(name: "3", rows: [#"{"n":3}"#], refusal: (401, "{}")),
    ])
    try await BatchVisit.to(server) { visit in
      let end = try await visit.export("--to", "FILE/r.csv")
      #expect(end.status == 3 && end.error.contains("refused the key"), "\(end.error)")
      #expect(end.error.contains("r.csv.partial holds the first 2 rows of 3"))
      #expect(
        visit.text("r.csv.partial")
          == """
          split_account,split_start_date,split_end_date,n,m\r
          act_1,2026-10-01,2026-10-01,1,\r
          act_1,2026-10-01,2026-10-01,,2\r

          """)
    }
  }

  @Test func `rows stand in the order of submission, whatever order queries end in`()
    async throws
  {
    // The first ends when the others have been read.
    let server = try BatchServer { _, asked in
      let state = Set(asked).count >= 3 ? "SUCCESS" : "RUNNING"
      return [Query(name: "0", state: state, rows: [#"{"n":0}"#])]
        + (1...3).map { Query(name: "\($0)", rows: [#"{"n":\#($0)}"#]) }
    }
    try await BatchVisit.to(server) { visit in
      let end = try await visit.export("--to", "-", "--format", "ndjson")
      #expect(end.status == 0)
      let rows = try end.outputBytes.split(separator: UInt8(ascii: "\n")).map {
        try JSONValue(Array($0))["n"]?.integer
      }
      #expect(rows == [0, 1, 2, 3])
      #expect(visit.server.requests.last == "qrb_x_0")
    }
  }

  @Test func `now saves the rows there are, and lists the rest as it stands`() async throws {
    let server = try BatchServer([
      Query(name: "1", state: "RUNNING"), Query(name: "2", rows: [#"{"n":2}"#]),
      Query(name: "3", state: "QUEUED"),
    ])
    try await BatchVisit.to(server) { visit in
      let end = try await visit.export("--to", "FILE/r.ndjson", "--now")
      #expect(end.status == 3 && end.error.contains("it has not ended"))
      #expect(visit.text("r.ndjson")?.hasSuffix("\"n\":2}\n") == true)
      #expect(try visit.missing("r.ndjson") == ["qrb_x_1": "running", "qrb_x_3": "waiting"])
    }
  }

  @Test func `a list that is there is replaced by force alone, and goes where nothing is missing`()
    async throws
  {
    try await BatchVisit.to(try BatchServer([Query(name: "1", rows: [#"{"n":1}"#])])) { visit in
      _ = try visit.folder.write("r.csv.missing.json", #"{"schema":"querytop.missing/1"}"#)
      let refused = try await visit.export("--to", "FILE/r.csv")
      #expect(refused.status == 3 && refused.error.contains("r.csv.missing.json is there already"))
      #expect(try visit.folder.names() == ["r.csv.missing.json"])
      let forced = try await visit.export("--to", "FILE/r.csv", "--force")
      #expect(forced.status == 0)
      #expect(try visit.folder.names() == ["r.csv"])
      _ = try visit.folder.write("r.csv.missing.json", "mine")
      _ = try await visit.export("--to", "FILE/r.csv", "--force")
      #expect(visit.text("r.csv.missing.json") == "mine")
    }
  }

  @Test func `now is for batches alone`() async throws {
    let end = try await Program.end(
      ["export", "supermetrics:query/x", "--now"],
      environment: ["SUPERMETRICS_API_KEY": "demo-key"])
    #expect(end.status == 64 && end.error.contains("--now is for batches"))
  }

  @Test(arguments: [RowFormat.csv, .ndjson])
  func `a simulated batch is saved while it runs, row for row as the simulator has it`(
    format: RowFormat
  ) async throws {
    try await LiveSimulator.serving(queries: 40, duration: 4, rows: 30) { simulator in
      simulator.controls.results.areUneven = true
      simulator.controls.results.expiresEvery = 9
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let end = try await Program.end(
        ["export", simulator.target, "--to", folder.path("r"), "--format", format.rawValue],
        environment: simulator.environment)
      #expect(end.status == 3)
      let rows = try Self.rows(of: simulator.server.scenario, expiringEvery: 9)
      let bytes = try #require(folder.bytes("r"))
      let saved = try format == .csv ? Self.objects(inCSV: bytes) : Self.objects(inLines: bytes)
      #expect(saved.count == rows.count)
      let isSame =
        format == .csv
        ? zip(saved, rows).allSatisfy { SavedRows.isSame($0, $1) } : saved == rows
      #expect(isSame)
    }
  }

  /// The rows of all queries of a story that succeed and are kept, as objects.
  private static func rows(
    of scenario: Scenario, expiringEvery count: Int
  ) throws -> [JSONValue] {
    try scenario.queries(in: 0..<scenario.options.queries, at: .seconds(3600)).flatMap { query in
      guard let rows = query.resultRows, (query.index + 1) % count != 0 else {
        return [JSONValue]()
      }
      var json = JSONBytes(reserving: rows * 400)
      json.raw("[")
      ResultRows(
        count: rows, seed: scenario.options.seed, stream: UInt64(query.index), days: query.days,
        accounts: [query.account] + query.others, variant: query.index % 3
      ).write(0..<rows, as: .objects, to: &json)
      json.raw("]")
      var day = JSONBytes()
      day.date(query.day)
      let split =
        [query.account.id] + Array(repeating: String(decoding: day.bytes, as: UTF8.self), count: 2)
      return try JSONValue(json.bytes).elements.map { row in
        guard case .object(var members) = row else { return row }
        for (name, text) in zip(SplitColumns.names, split) {
          members[name] = .string(text.filter { $0 != "\"" })
        }
        return .object(members)
      }
    }
  }

  private static func objects(inLines bytes: [UInt8]) throws -> [JSONValue] {
    try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONValue(Array($0)) }
  }

  private static func objects(inCSV bytes: [UInt8]) throws -> [JSONValue] {
    let records = try CSVReader.records(bytes)
    return records.dropFirst().map { record in
      .object(Dictionary(uniqueKeysWithValues: zip(records[0], record.map(JSONValue.string))))
    }
  }
}

extension SavedRows {
  /// Whether a record's fields by name are those of a row: nothing where it has no such member.
  fileprivate static func isSame(_ record: JSONValue, _ row: JSONValue) -> Bool {
    record.names.isSuperset(of: row.names)
      && record.names.allSatisfy { name in
        (try? isSame(record[name]?.text ?? "", row[name], false)) == true
      }
  }
}
