import QueryCore
import QueryHTTP
import QueryProviders
import ResultTables
import TestSupport
import Testing

/// Header rows, columns and links of Supermetrics, as its own clients read them.
struct SupermetricsRowsTests {
  private func results(
    _ answers: [String: String]
  ) throws -> (results: any ResultSource, transport: ScriptedTransport) {
    let transport = ScriptedTransport(
      answers.mapValues { [.success(HTTPResponse(status: 200, body: Array($0.utf8)))] })
    let source = try ProviderCase.named("supermetrics", .query).source(transport)
    return (
      try #require(source.results(of: try Target(parsing: "supermetrics:query/q"))), transport
    )
  }

  private func page(_ meta: String, _ rows: String, count: Int = 100) async throws
    -> ResultPageAnswer
  {
    let body = #"{"meta":{"status_code":"SUCCESS"\#(meta)},"data":\#(rows)}"#
    return try await results(["": body]).results.page(.rows(first: 0, count: count))
  }

  private static let fields = #"""
    "fields":[{"field_id":"cost","field_name":"Cost","data_column":1,"visible":true},
    {"field_id":"date","field_name":"Date","data_column":0,"visible":true},
    {"field_id":"secret","field_name":"Hidden","data_column":2,"visible":false},
    {"field_id":"split","field_name":"Split","data_column":null,"visible":true}]
    """#

  @Test func `rows without a header are named by the columns of the fields`() async throws {
    let meta = #","query":{\#(Self.fields),"settings":{"no_headers":true}}"#
    let answer = try await page(meta, #"[["2025-01-01","7","x"],["2025-01-02","8","y"]]"#)
    #expect(answer.page.names == ["Date", "Cost", "3"] && answer.page.rowCount == 2)
    #expect(answer.header == .absent)
  }

  @Test func `the fields tell a row from a header without a word of the settings`() async throws {
    let meta = ",\"query\":{\(Self.fields)}"
    let bare = try await page(meta, #"[["2025-01-01","7"],["2025-01-02","8"]]"#)
    #expect(bare.page.rowCount == 2 && bare.page.names == ["Date", "Cost"])
    let headed = try await page(meta, #"[["Date","Cost","Kept"],["2025-01-01","7"]]"#)
    #expect(headed.header == .told && headed.page.names == ["Date", "Cost", "Kept"])
  }

  @Test func `columns of a split field are named by the header row alone`() async throws {
    let meta = #","query":{"fields":[{"field_name":"Split"}]},"result":{"total_rows":1}"#
    let answer = try await page(meta, #"[["mobile","desktop"],[1,2]]"#)
    #expect(answer.header == .told && answer.page.names == ["mobile", "desktop"])
  }

  @Test func `as many rows as there are means that none is a header, strings or not`() async throws
  {
    let answer = try await page(#","result":{"total_rows":2}"#, #"[["a","b"],["c","d"]]"#)
    #expect(answer.page.rowCount == 2 && answer.page.names == ["1", "2"])
  }

  @Test func `strings that nothing tells apart are a guess that keeps the first row`() async throws
  {
    let answer = try await page("", #"[["a","b"],["c","d"]]"#)
    #expect(answer.header == .guessed && answer.page.rowCount == 1)
    #expect(answer.headless?.rowCount == 2 && answer.headless?.names == ["1", "2"])
  }

  @Test(arguments: ["true", #""1""#, "1"])
  func `the setting is understood however it is written`(value: String) async throws {
    let meta = #","query":{"settings":{"no_headers":\#(value)}}"#
    #expect(try await page(meta, #"[["a"],["b"]]"#).header == .absent)
  }

  // MARK: Links

  private func next(_ paginate: String, isTop: Bool = false) async throws -> String? {
    let meta = #"{"meta":{"status_code":"SUCCESS"\#(isTop ? "" : "," + paginate)}"#
    let body = meta + #","data":[{"a":1}]\#(isTop ? "," + paginate : "")}"#
    return try await results(["": body]).results.page(.rows(first: 0, count: 1)).next
  }

  @Test func `the link to the next page is read in both of its places`() async throws {
    let paginate = #""paginate":{"next":"/x","prev":"/y"}"#
    #expect(try await next(paginate) == "/x")
    #expect(try await next(paginate, isTop: true) == "/x")
    #expect(try await next(#""paginate":{}"#) == nil)
    #expect(try await next(#""paginate":{"next":null}"#) == nil)
    #expect(try await next(#""paginate":{"next":""}"#) == nil)
  }

  @Test func `a link is followed at the own origin, and raw JSON in it is escaped`() async throws {
    let (results, transport) = try results([
      "": #"{"meta":{"status_code":"SUCCESS"},"data":[{"a":1}]}"#
    ])
    let base = "https://api.example.com/query/status?json="
    _ = try await results.page(.link(base + #"{"schedule_id":"q","offset_start":10}"#))
    let url = base + "%7B%22schedule_id%22:%22q%22,%22offset_start%22:10%7D"
    #expect(transport.requests.first?.url == url)
    #expect(transport.requests.first?.authentication != nil)
  }

  @Test(arguments: HostileLocations.all.filter { !$0.isEmpty })
  func `a link to anywhere else is not followed`(link: String) async throws {
    let (results, transport) = try results([:])
    let problem = await #expect(throws: PollProblem.self) { try await results.page(.link(link)) }
    guard case .unreadable = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
    #expect(transport.requests.isEmpty)
  }

  @Test func `far beyond the end is the last row of the contract`() async throws {
    let (results, transport) = try results([
      "": #"{"meta":{"status_code":"SUCCESS"},"data":[]}"#
    ])
    _ = try await results.page(.beyond)
    let url = try #require(transport.requests.first?.url)
    #expect(url.hasSuffix("offset_start=1000000&offset_end=1000000"))
  }

  // MARK: Breaks

  @Test func `a batch keeps what came before a break, and the other rows beside a bad byte`()
    throws
  {
    let head =
      #"{"meta":{"status_code":"RUNNING","progress":{"queued":0,"running":1,"success":2,"failure":0}},"#
    let rows = #""data":[{"schedule_id":"a","status_code":"SUCCESS"},{"schedule_id":"b"#
    let cut = try SupermetricsBatchResponse(decoding: Array((head + rows).utf8))
    #expect(cut.damage?.sentences.count == 1 && cut.damage?.broken?.reason == .unexpectedEnd)
    #expect(
      cut.statusCode == "RUNNING" && cut.counters?.success == 2 && cut.rows.map(\.id) == ["a"])
    let bytes = Array((head + rows).utf8) + [0xE9] + Array(#"","status_code":"RUNNING"},{}]}"#.utf8)
    let whole = try SupermetricsBatchResponse(decoding: bytes)
    #expect(whole.rows.map(\.id) == ["a", "b\u{FFFD}", "#3"])
    let place = "the answer is not text in 1 place, the first at byte \((head + rows).utf8.count)"
    #expect(whole.damage?.sentences == [place])
  }
}
