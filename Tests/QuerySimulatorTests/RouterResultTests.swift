import QuerySimulator
import TestSupport
import Testing

struct RouterResultTests {
  private let client = RouterClient(ScenarioOptions(queries: 8, rows: 25_000))
  private static let polytomic = "\(SimulatorRouter.polytomicPrefix)/api/queries/"

  private func answer(
    _ path: String, _ query: String = "", _ results: SimulatedResults = SimulatedResults()
  ) -> SimulatorResponse {
    client.router.respond(
      to: SimulatorRequest(
        path: path, query: query, authorization: "Bearer demo-key", apiKey: "demo-key"),
      at: .zero, results: results)
  }

  private func long(
    _ range: String, _ results: SimulatedResults = SimulatedResults()
  ) throws -> JSONValue {
    try JSONValue(answer(RouterClient.queryPath, "schedule_id=long_result\(range)", results).body)
  }

  private func next(_ page: JSONValue) -> String? { page["links"]?["next"]?.text }

  /// The answer behind a link, which begins at the root of the host.
  private func follow(_ link: String) throws -> JSONValue {
    let parts = link.split(separator: "?", maxSplits: 1)
    return try JSONValue(answer(String(parts[0]), parts.count > 1 ? String(parts[1]) : "").body)
  }

  @Test func `a long result is there from the first moment, at every provider`() {
    let server = SimulatorServer(
      options: SimulatorOptions(
        providers: Set(SimulatedProvider.allCases), startedAt: Scenario.usualStart,
        elapsed: { .zero }))
    #expect(
      server.longResults == [
        "supermetrics:query/long_result",
        "polytomic:query/10000000-0000-4000-8000-000000000000", "toolkit:job/job_long_result",
      ])
  }

  @Test func `a page of rows says how many rows there are`() throws {
    let meta = try long("&offset_start=5&offset_end=9")["meta"]
    #expect(meta?["result"]?["total_rows"]?.integer == 25_000)
    #expect(meta?["query"]?["fields"]?.elements.count == 12)
  }

  /// The rows of a page of Supermetrics, and the link to the next.
  private func page(_ query: String) throws -> (rows: [JSONValue], next: String?) {
    let answer = try JSONValue(answer(RouterClient.queryPath, query).body)
    return (answer["data"]?.elements ?? [], answer["meta"]?["paginate"]?["next"]?.text)
  }

  @Test func `a result is read to its end by the links of its pages`() throws {
    var (rows, next) = try page("schedule_id=long_result")
    let header = rows.removeFirst()
    for _ in 0..<2 {
      let link = try #require(next)
      var more = try page(String(link.drop { $0 != "?" }.dropFirst()))
      #expect(more.rows.removeFirst() == header)
      rows += more.rows
      next = more.next
    }
    #expect(rows.count == 25_000 && next == nil)
    #expect(Set(rows).count == 25_000)
  }

  @Test func `a query that wants no header row gets none, on the pages behind too`() throws {
    let json = RouterClient.escaped(
      #"{"schedule_id":"long_result","offset_end":99,"settings":{"no_headers":true}}"#)
    let first = try page("json=\(json)")
    let link = try #require(first.next)
    let second = try page(String(link.drop { $0 != "?" }.dropFirst()))
    let whole = try page("schedule_id=long_result&offset_end=199").rows.dropFirst()
    #expect(first.rows + second.rows == Array(whole))
  }

  @Test func `the address of a child's results gives its rows, by offset and limit`() throws {
    let path = "\(SimulatorRouter.pathPrefix)/query/results"
    let whole = try page("schedule_id=long_result&offset_start=3&offset_end=7").rows
    let answer = try JSONValue(answer(path, "schedule_id=long_result&offset=3&limit=5").body)
    #expect(answer["data"]?.elements == whole)
    #expect(self.answer(path, "schedule_id=none").status == 404)
    #expect(self.answer(path, "schedule_id=long_result&limit=100001").status == 400)
  }

  @Test func `one answer holds 10,000 lines at most, the header among them`() throws {
    let lines = try long("&offset_start=0&offset_end=20000")["data"]?.elements
    #expect(lines?.count == 10_000)
  }

  @Test func `the last page ends with the last row`() throws {
    let lines = try long("&offset_start=24990&offset_end=40000")["data"]?.elements
    #expect(lines?.count == 11)
  }

  @Test func `a server may give fewer rows than it was asked for`() throws {
    var results = SimulatedResults()
    results.pageRows = 7
    #expect(try long("&offset_start=0&offset_end=99", results)["data"]?.elements.count == 8)
  }

  @Test func `rows as objects hold what rows as arrays hold`() throws {
    var results = SimulatedResults()
    results.areObjects = true
    let objects = try #require(try long("&offset_end=50", results)["data"]?.elements)
    let arrays = try #require(try long("&offset_end=50")["data"]?.elements.map(\.elements))
    let names = arrays[0].compactMap(\.text)
    let rows = arrays.dropFirst().map {
      JSONValue.object(Dictionary(uniqueKeysWithValues: zip(names, $0)))
    }
    #expect(objects == rows)
  }

  @Test func `rows hold every kind of value`() throws {
    let rows = try long("&offset_end=300")["data"]?.elements.dropFirst().map(\.elements) ?? []
    let cells = Set(rows.flatMap { $0 })
    #expect(Set(rows.map(\.count)) == [11, 12])
    #expect(cells.isSuperset(of: [.null, .bool(true), .string(""), .string("=1+2"), .array([])]))
    #expect(cells.contains { $0["device"] != nil })
  }

  @Test func `a Polytomic result is read to its end by links that need no understanding`() throws {
    var pages = [try follow(Self.polytomic + "10000000-0000-4000-8000-000000000000")]
    while let link = pages.last.flatMap(next) { pages.append(try follow(link)) }
    #expect(pages.map { $0["data"]?["results"]?.elements.count } == [10_000, 10_000, 5000])
    #expect(pages[1]["links"]?["previous"] != .null)
  }

  @Test(arguments: ["x", "", "LTE%3D", "MQ", "MDE%3D", "MTAwMDAwMDAx"])
  func `a page token nobody made is refused`(token: String) {
    let path = Self.polytomic + "10000000-0000-4000-8000-000000000000"
    #expect(answer(path, "page=\(token)").status == 400)
  }

  @Test func `a toolkit job carries all its rows`() throws {
    let job = try JSONValue(
      answer("\(SimulatorRouter.toolkitPrefix)/v1/jobs/job_long_result").body)
    #expect(job["results"]?["rows"]?.elements.count == 25_000)
    #expect(job["results"]?["columns"]?.elements.count == 12)
  }

  @Test(arguments: [
    RouterClient.queryPath, polytomic + "10000000-0000-4000-8000-000000000000",
    "\(SimulatorRouter.toolkitPrefix)/v1/jobs/job_long_result",
  ])
  func `a result that was thrown away is not found`(path: String) {
    var results = SimulatedResults()
    results.areExpired = true
    #expect(answer(path, "schedule_id=long_result", results).status == 404)
  }

  @Test func `a thrown away result of Supermetrics is told by its code`() throws {
    var results = SimulatedResults()
    results.areExpired = true
    #expect(try long("", results)["error"]?["code"]?.text == "QUERY_RESULTS_UNAVAILABLE")
  }

  @Test func `every finished query of the batch has the rows asked for`() throws {
    let rows = client.scenario.queries(in: 0..<8, at: .seconds(120)).compactMap(\.resultRows)
    #expect(Set(rows) == [25_000])
  }
}
