import QuerySimulator
import TestSupport
import Testing

struct RouterAccessTests {
  private let client = RouterClient()

  @Test(arguments: [nil, "", "Bearer", "demo-key", "Basic demo-key"])
  func `a request without a bearer token is refused`(key: String?) throws {
    let response = client.batch(key: key)
    #expect(response.status == 401)
    #expect(response.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
    #expect(try JSONValue(response.body)["error"]?["code"]?.text == "UNAUTHORIZED")
  }

  @Test func `a wrong key is refused and called so`() throws {
    let response = client.batch(key: "Bearer other")
    #expect(response.status == 401)
    #expect(try JSONValue(response.body)["error"]?["code"]?.text == "API_KEY_INVALID")
  }

  @Test func `the word Bearer may be written in any case`() {
    #expect(client.batch(key: "bearer demo-key").status == 200)
  }

  @Test(arguments: [("demo-key", 200), ("other", 401)])
  func `a query takes the key out of json`(key: String, status: Int) throws {
    let id = try #require(client.first(.running))
    let json = RouterClient.escaped(#"{"schedule_id":"\#(id)","api_key":"\#(key)"}"#)
    #expect(client.query("json=\(json)", key: nil).status == status)
  }

  @Test func `the header counts before the key in json`() throws {
    let id = try #require(client.first(.running))
    let json = RouterClient.escaped(#"{"schedule_id":"\#(id)","api_key":"demo-key"}"#)
    #expect(client.query("json=\(json)", key: "Bearer other").status == 401)
  }

  @Test func `every answer of the hour tells the limit and what is left`() {
    let told = (0..<3).map { _ in client.batch() }
    #expect(told.map { $0.header("X-RateLimit-Limit") } == ["5000", "5000", "5000"])
    #expect(told.map { $0.header("X-RateLimit-Remaining") } == ["4999", "4998", "4997"])
    #expect(told.allSatisfy { $0.header("Access-Control-Allow-Origin") == "*" })
  }

  @Test func `a refused key costs the hour nothing`() {
    _ = client.batch(key: "Bearer other")
    #expect(client.batch().header("X-RateLimit-Remaining") == "4999")
  }

  @Test func `a request over the limit is told how long to wait`() throws {
    let client = RouterClient(hourlyLimit: 2)
    for second in 0..<2 { _ = client.batch(at: .seconds(10 + second)) }
    let response = client.batch(at: .milliseconds(20_500))
    #expect(response.status == 429)
    #expect(response.header("Retry-After") == "3590")
    #expect(response.header("X-RateLimit-Remaining") == "0")
    #expect(try JSONValue(response.body)["error"]?["code"]?.text == "TOO_MANY_REQUESTS")
  }

  @Test func `whoever has waited as told is answered`() {
    let client = RouterClient(hourlyLimit: 1)
    _ = client.batch(at: .seconds(10))
    #expect(client.batch(at: .milliseconds(3_609_999)).status == 429)
    #expect(client.batch(at: .seconds(3610)).status == 200)
  }

  @Test func `the limit is for both endpoints together`() throws {
    let client = RouterClient(hourlyLimit: 1)
    let id = try #require(client.first(.running))
    _ = client.batch()
    #expect(client.query("schedule_id=\(id)").status == 429)
  }

  @Test func `a poll a second for an hour stays below the default limit`() {
    let client = RouterClient(ScenarioOptions(queries: 1))
    let statuses = (0..<3600).map { client.batch("limit=1", at: .seconds($0)).status }
    #expect(Set(statuses) == [200])
  }

  @Test func `request ids keep to the contract and differ`() throws {
    let ids = try (0..<50).map { _ in
      try JSONValue(client.batch().body)["meta"]?["request_id"]?.text
    }
    #expect(Set(ids).count == 50)
    #expect(try ids.allSatisfy { try /[A-Za-z0-9_-]{8,50}/.wholeMatch(in: $0 ?? "") != nil })
  }

  @Test(arguments: [
    "", "/", "/query/status", "/enterprise/v2/", "/enterprise/v2/query",
    "/enterprise/v2/query/status/",
    "/enterprise/v2/query/batch/status", "/enterprise/v2/query/batch/a/b/status",
  ])
  func `any other path is not found`(path: String) throws {
    let response = client.router.respond(
      to: SimulatorRequest(path: path, authorization: "Bearer demo-key"), at: .zero)
    #expect(response.status == 404)
    #expect(try JSONValue(response.body)["error"]?["code"]?.text == "NOT_FOUND")
  }

  @Test(arguments: ["POST", "HEAD", "DELETE", "get", "\u{1B}"])
  func `any other method is not allowed`(method: String) {
    let response = client.router.respond(
      to: SimulatorRequest(
        method: method, path: client.batchPath, authorization: "Bearer demo-key"), at: .zero)
    #expect(response.status == 405)
  }
}
