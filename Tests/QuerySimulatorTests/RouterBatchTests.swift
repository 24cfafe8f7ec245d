import QueryCore
import QuerySimulator
import TestSupport
import Testing

struct RouterBatchTests {
  private let client = RouterClient()

  private func page(_ query: String = "", at elapsed: Duration = .seconds(60)) throws -> JSONValue {
    try JSONValue(client.batch(query, at: elapsed).body)
  }

  private func children(_ state: SimulatedState) throws -> [JSONValue] {
    try page("limit=1000")["data"]?.elements.filter { $0["status_code"]?.text == state.rawValue }
      ?? []
  }

  @Test func `the answer holds the fields of the contract`() throws {
    let page = try page()
    #expect(page.names == ["meta", "data"])
    #expect(page["meta"]?.names == ["request_id", "status_code", "progress", "paginate"])
    #expect(page["meta"]?["progress"]?.names == ["queued", "running", "success", "failure"])
    #expect(page["meta"]?["paginate"]?.names == ["offset", "limit", "total"])
  }

  @Test func `the counters are those of the story`() throws {
    let told = try page()["meta"]?["progress"]
    let progress = client.scenario.batch(at: .seconds(60)).progress
    #expect(told?["queued"]?.integer == progress.queued)
    #expect(told?["running"]?.integer == progress.running)
    #expect(told?["success"]?.integer == progress.succeeded)
    #expect(told?["failure"]?.integer == progress.failed)
  }

  @Test func `a page holds 100 queries when nobody says otherwise`() throws {
    #expect(try page()["data"]?.elements.count == 100)
    #expect(try page()["meta"]?["paginate"]?["limit"]?.integer == 100)
  }

  @Test func `a page begins at the offset and ends at the limit`() throws {
    let page = try page("offset=150&limit=3")
    let ids = page["data"]?.elements.map { $0["schedule_id"]?.text ?? "" }
    #expect(ids == (151...153).map { "\(client.scenario.batchID)_query_\($0)" })
    #expect(page["meta"]?["paginate"]?["total"]?.integer == 800)
  }

  @Test(arguments: ["offset=800", "offset=9223372036854775807&limit=1000"])
  func `a page past the end is empty`(query: String) throws {
    #expect(try page(query)["data"]?.elements.isEmpty == true)
  }

  @Test(arguments: [
    "offset=-1", "offset=x", "offset=", "offset=1.0", "offset=+1", "offset=99999999999999999999",
    "limit=0", "limit=1001", "limit=-5", "limit=ten", "limit=%31%30%00",
  ])
  func `a page the contract does not allow is refused`(query: String) throws {
    let response = client.batch(query)
    #expect(response.status == 400)
    #expect(try JSONValue(response.body)["error"]?["code"]?.text == "BAD_REQUEST")
  }

  @Test func `a waiting query has a split and no start`() throws {
    let child = try #require(try children(.queued).first)
    #expect(
      child.names == ["@type", "schedule_id", "status_code", "query_end_time", "split_info"])
    #expect(child["@type"]?.text == "batch_query")
    #expect(child["split_info"]?.names == ["ds_accounts", "start_date", "end_date"])
  }

  @Test func `a running query has a start, and null for its end`() throws {
    let child = try #require(try children(.running).first)
    #expect(child["query_start_time"]?.text != nil)
    #expect(child["query_end_time"] == .null)
  }

  @Test func `a successful query has a size and a place for its result`() throws {
    let child = try #require(try children(.success).first)
    #expect(child["result_info"]?.names == ["total_rows", "results_url"])
    #expect(
      child["result_info"]?["results_url"]?.text
        == "http://127.0.0.1:8080/enterprise/v2/query/results?schedule_id="
        + (child["schedule_id"]?.text ?? ""))
  }

  @Test func `a failed query has an error with four fields`() throws {
    let child = try #require(try children(.failure).first)
    #expect(child["error_info"]?.names == ["status", "code", "message", "description"])
  }

  @Test func `times are dates of the story in UTC`() throws {
    let start = try page("limit=1")["data"]?.elements.first?["query_start_time"]?.text
    #expect(start?.hasPrefix("2026-10-03T11:59:58.") == true)
    #expect(start?.hasSuffix("Z") == true)
  }

  @Test func `an unknown batch is answered with 404 and nothing more`() {
    let response = client.router.respond(
      to: SimulatorRequest(
        path: "/enterprise/v2/query/batch/qrb_000000000000/status",
        authorization: "Bearer demo-key"), at: .zero)
    #expect(response.status == 404)
    #expect(response.body.isEmpty)
  }

  @Test func `a host that is none does not get into a link`() throws {
    let response = client.router.respond(
      to: SimulatorRequest(
        path: client.batchPath, query: "limit=100", authorization: "Bearer demo-key",
        host: "evil\"}\u{1B}"), at: .seconds(200))
    let child = try JSONValue(response.body)["data"]?.elements.first
    #expect(child?["result_info"]?["results_url"]?.text?.hasPrefix("http://127.0.0.1/") == true)
  }
}
