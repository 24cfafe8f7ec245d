import QuerySimulator
import TestSupport
import Testing

struct FixedAnswerTests {
  private let client = RouterClient()

  private func polytomic(_ number: String) -> SimulatorResponse {
    client.router.respond(
      to: SimulatorRequest(
        path: SimulatorRouter.polytomicPrefix
          + "/api/queries/20000000-0000-4000-8000-000000000\(number)",
        authorization: "Bearer demo-key"), at: .zero)
  }

  private func toolkit(_ id: String) -> SimulatorResponse {
    client.router.respond(
      to: SimulatorRequest(
        path: "\(SimulatorRouter.toolkitPrefix)/v1/jobs/\(id)", apiKey: "demo-key"),
      at: .zero)
  }

  private func batch(_ id: String) -> SimulatorResponse {
    client.router.respond(
      to: SimulatorRequest(
        path: "\(SimulatorRouter.pathPrefix)/query/batch/\(id)/status",
        authorization: "Bearer demo-key"), at: .zero)
  }

  @Test(arguments: [400, 403, 409, 422, 429, 500, 501, 503])
  func `an id that names a status is answered with it at every provider`(status: Int) {
    let answers = [
      client.query("schedule_id=always_\(status)"), batch("always_\(status)"),
      polytomic("\(status)"), toolkit("always_\(status)"),
    ]
    #expect(answers.map(\.status) == [status, status, status, status])
  }

  @Test func `an id that names a status is answered with it where its rows are asked for`() {
    let answer = client.router.respond(
      to: SimulatorRequest(
        path: "\(SimulatorRouter.pathPrefix)/query/results", query: "schedule_id=always_503",
        authorization: "Bearer demo-key"), at: .zero)
    #expect(answer.status == 503)
  }

  @Test func `a 429 of an id says how long to wait`() {
    #expect(client.query("schedule_id=always_429").header("Retry-After") == "30")
  }

  @Test func `a 422 of the toolkit lists what was wrong`() throws {
    let detail = try JSONValue(toolkit("always_422").body)["detail"]?.elements
    #expect(detail?.first?.names == ["loc", "msg", "type"])
  }

  @Test(arguments: [("always_stopped", "STOPPED"), ("always_hibernating", "HIBERNATING")])
  func `an id that names a word has it at Supermetrics`(id: String, word: String) throws {
    let answer = try JSONValue(client.query("schedule_id=\(id)").body)
    #expect(answer["meta"]?["status_code"]?.text == word)
    #expect(answer["data"] == .array([]))
  }

  @Test func `an id that names a word has it at the toolkit, and no end`() throws {
    let job = try JSONValue(toolkit("always_paused").body)
    #expect(job["status"]?.text == "paused")
    #expect(job["completed_at"] == .null)
  }

  @Test func `a Polytomic query can be one whose result was lost`() throws {
    #expect(try JSONValue(polytomic("000").body)["data"]?["status"]?.text == "unknown")
  }

  @Test(arguments: [
    "always_", "always_200", "always_600", "always_04291", "always_Stopped", "always",
  ])
  func `an id that names nothing is not found`(id: String) {
    #expect(client.query("schedule_id=\(id)").status == 404)
    #expect(toolkit(id).status == 404)
  }

  @Test func `a wrong key is refused before any id is looked at`() {
    #expect(client.query("schedule_id=always_500", key: "Bearer other").status == 401)
  }
}
