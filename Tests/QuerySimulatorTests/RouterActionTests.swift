import QueryCore
import TestSupport
import Testing

@testable import QuerySimulator

@Suite("A simulated batch that is made or cancelled") struct RouterActionTests {
  private let scenario = Scenario(ScenarioOptions(queries: 60, duration: .seconds(10), seed: 3))

  private func send(
    _ method: String, _ path: String, _ body: String = "", to router: SimulatorRouter,
    at elapsed: Duration = .zero
  ) throws -> (status: Int, json: JSONValue) {
    var request = SimulatorRequest(
      method: method, path: SimulatorRouter.pathPrefix + path, authorization: "Bearer demo-key")
    request.body = Array(body.utf8)
    let answer = router.respond(to: request, at: elapsed)
    return (answer.status, answer.body.isEmpty ? .null : try JSONValue(answer.body))
  }

  private static let body = #"""
    {"split_accounts_policy":"all","split_dates_policy":"day","queries":[
    {"ds_id":"FA","ds_accounts":["a","b"],"start_date":"2026-11-01","end_date":"2026-11-03"},
    {"ds_id":"FA","ds_accounts":"c","start_date":"2026-11-05","end_date":"2026-11-05"}]}
    """#

  @Test func `is split as its policies say, and lives from then on`() throws {
    let router = SimulatorRouter(scenario: scenario)
    let made = try send("POST", "/query/batch", Self.body, to: router, at: .seconds(3))
    #expect(made.status == 201 && made.json["data"]?["query_amount"]?.integer == 7)
    #expect(made.json["data"]?["status_code"]?.text == "QUEUED")
    let id = try #require(made.json["data"]?["batch_id"]?.text)
    let status = try send("GET", "/query/batch/\(id)/status", to: router, at: .seconds(60)).json
    #expect(status["meta"]?["status_code"]?.text == "STOPPED")
    let first = try #require(status["data"]?.elements.first?["split_info"])
    #expect(first["ds_accounts"]?.elements.compactMap(\.text) == ["a"])
    #expect(first["start_date"]?.text == "2026-11-01")
    #expect(status["data"]?.elements.count == 7)
  }

  @Test func `keeps together what no policy parts`() throws {
    let router = SimulatorRouter(scenario: scenario)
    let body = Self.body.replacing("\"all\"", with: "\"none\"").replacing(
      "\"day\"", with: "\"none\"")
    let id = try #require(
      try send("POST", "/query/batch", body, to: router).json["data"]?["batch_id"]?.text)
    let rows = try send("GET", "/query/batch/\(id)/status", to: router).json["data"]?.elements
    #expect(rows?.count == 2)
    let split = rows?.first?["split_info"]
    #expect(split?["ds_accounts"]?.elements.count == 2 && split?["end_date"]?.text == "2026-11-03")
  }

  @Test(arguments: [
    ("", "not valid JSON"), ("{}", "'queries' is required"), (#"{"queries":[]}"#, "is empty"),
    (#"{"queries":[{"ds_id":"FA"}]}"#, "is required"),
    (body.replacing("\"all\"", with: "\"some\""), "split_accounts_policy"),
    (body.replacing("2026-11-05", with: "soon"), "range of days"),
  ])
  func `is refused where its body breaks the contract`(body: String, words: String) throws {
    let answer = try send("POST", "/query/batch", body, to: SimulatorRouter(scenario: scenario))
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["description"]?.text?.contains(words) == true, "\(answer)")
  }

  @Test func `starts nothing more once it is cancelled`() throws {
    let router = SimulatorRouter(scenario: scenario)
    let path = "/query/batch/\(scenario.batchID)"
    #expect(try send("DELETE", path, to: router, at: .seconds(3)).status == 200)
    let info = try send("GET", path, to: router, at: .seconds(4)).json["data"]
    #expect(info?["cancel_time"]?.text != nil && info?["status_code"]?.text == "STOPPED")
    let later = try send("GET", path + "/status", to: router, at: .seconds(60)).json["meta"]
    #expect(later?["status_code"]?.text == "STOPPED")
    #expect(later?["progress"]?["queued"]?.integer ?? 0 > 0)
    #expect(later?["progress"]?["running"]?.integer == 0)
  }

  @Test func `is not found where there is none, and not touched by another method`() throws {
    let router = SimulatorRouter(scenario: scenario)
    #expect(try send("DELETE", "/query/batch/qrb_other", to: router).status == 404)
    #expect(try send("PUT", "/query/batch/\(scenario.batchID)", to: router).status == 405)
    #expect(try send("GET", "/query/batch", to: router).status == 405)
  }

  @Test func `of the story is what its request makes`() throws {
    let router = SimulatorRouter(scenario: scenario)
    let body = String(decoding: scenario.request, as: UTF8.self)
    let made = try send("POST", "/query/batch", body, to: router)
    #expect(made.json["data"]?["query_amount"]?.integer == 60)
  }
}
