import QuerySimulator
import TestSupport
import Testing

struct RouterQueryTests {
  private let client = RouterClient()

  private func ask(_ state: SimulatedState, _ more: String = "") throws -> JSONValue {
    let id = try #require(client.first(state))
    return try JSONValue(client.query("schedule_id=\(id)\(more)").body)
  }

  @Test func `the answer holds the fields of the contract`() throws {
    let answer = try ask(.running)
    #expect(answer.names == ["meta", "data"])
    #expect(
      answer["meta"]?.names
        == ["request_id", "schedule_id", "status_code", "progress", "workflow"])
    #expect(answer["meta"]?["progress"]?.names == ["queries_ready", "queries_total"])
    #expect(answer["meta"]?["workflow"]?.names == ["tasks_scheduled", "tasks_running"])
  }

  @Test func `plain parameters and the json parameter ask the same`() throws {
    let id = try #require(client.first(.success))
    let plain = try JSONValue(client.query("schedule_id=\(id)&offset_start=2&offset_end=4").body)
    let json = RouterClient.escaped(#"{"schedule_id":"\#(id)","offset_start":2,"offset_end":4}"#)
    let other = try JSONValue(client.query("json=\(json)").body)
    #expect(plain["data"] == other["data"])
  }

  @Test func `a query without success has no rows`() throws {
    for state in [SimulatedState.queued, .running, .failure] {
      #expect(try ask(state)["data"] == .array([]))
    }
  }

  @Test func `a failed query is answered with 200 and its error`() throws {
    let id = try #require(client.first(.failure))
    let response = client.query("schedule_id=\(id)")
    #expect(response.status == 200)
    #expect(try JSONValue(response.body)["error"]?.names == ["code", "message", "description"])
  }

  @Test func `rows come under a header row and are as many as the batch says`() throws {
    let id = try #require(client.first(.success))
    let count = try #require(client.scenario.query(id, at: .seconds(60))?.resultRows)
    let data = try ask(.success)["data"]
    #expect(data?.elements.count == min(count, 9999) + 1)
    #expect(data?.elements.first?.elements.first == .string("Date"))
  }

  @Test func `no row is wider than the header`() throws {
    let rows = try ask(.success, "&offset_end=300")["data"]?.elements ?? []
    #expect(rows.first?.elements.count == rows.map(\.elements.count).max())
  }

  @Test func `a page is the same rows as in the whole, both ends included`() throws {
    let whole = try ask(.success)["data"]?.elements ?? []
    let page = try ask(.success, "&offset_start=2&offset_end=4")["data"]?.elements
    #expect(page == [whole[0], whole[3], whole[4], whole[5]])
  }

  @Test func `a page past the last row holds the header alone`() throws {
    let data = try ask(.success, "&offset_start=999999&offset_end=1000000")["data"]
    #expect(data?.elements.count == 1)
  }

  @Test func `an unknown query is answered with a bare word`() {
    let response = client.query("schedule_id=abc123")
    #expect(response.status == 404)
    #expect(response.body == Array(#"{"error":"STATUS_NOT_FOUND"}"#.utf8))
  }

  @Test(arguments: [
    "", "schedule_id=", "schedule_id=a%20b", "schedule_id=%ff", "schedule_id=a/b",
    "schedule_id=" + String(repeating: "a", count: 51), "schedule_id=a&offset_start=-1",
    "schedule_id=a&offset_start=1000001", "schedule_id=a&offset_end=1000001",
    "schedule_id=a&offset_end=x", "schedule_id=a&offset_start=5&offset_end=4", "json=", "json=%7B",
    "json=[]", "json=null", "json=" + String(repeating: "[", count: 5000),
  ])
  func `parameters the contract does not allow are refused`(query: String) throws {
    let response = client.query(query)
    #expect(response.status == 400)
    #expect(try JSONValue(response.body)["error"]?["description"]?.text?.isEmpty == false)
  }

  @Test(arguments: [
    #"{"schedule_id":5}"#, #"{"schedule_id":"a","offset_start":"0"}"#,
    #"{"schedule_id":"a","offset_start":-1}"#, #"{"schedule_id":"a","offset_end":1e300}"#,
    #"{"schedule_id":"a","api_key":"no spaces"}"#, #"{"offset_start":0}"#,
  ])
  func `json the contract does not allow is refused`(json: String) {
    #expect(client.query("json=\(RouterClient.escaped(json))").status == 400)
  }
}
