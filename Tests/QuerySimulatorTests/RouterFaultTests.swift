import QuerySimulator
import TestSupport
import Testing

struct RouterFaultTests {
  private let client = RouterClient()

  private func answer(_ answer: SimulatedAnswer, path: String? = nil) -> SimulatorResponse {
    client.router.respond(
      to: SimulatorRequest(path: path ?? client.batchPath, authorization: "Bearer demo-key"),
      at: .zero, as: answer)
  }

  @Test(arguments: [
    (400, "BAD_REQUEST"), (401, "UNAUTHORIZED"), (403, "FORBIDDEN"), (429, "TOO_MANY_REQUESTS"),
    (500, "INTERNAL_SERVER_ERROR"), (503, "SERVICE_UNAVAILABLE"),
  ])
  func `a status that was asked for comes in the contract's envelope`(
    status: Int, code: String
  ) throws {
    let response = answer(.status(status))
    let body = try JSONValue(response.body)
    #expect(response.status == status)
    #expect(body["error"]?["code"]?.text == code)
    #expect(body["meta"]?["request_id"]?.text != nil)
  }

  @Test func `a 429 that was asked for says how long to wait`() {
    #expect(answer(.status(429)).header("Retry-After") == "30")
  }

  @Test func `a 401 that was asked for names the scheme`() {
    #expect(answer(.status(401)).header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
  }

  @Test func `a 500 carries no rate limit`() {
    #expect(answer(.status(500)).header("X-RateLimit-Limit") == nil)
  }

  @Test func `a 404 that was asked for is worded as its endpoint words it`() {
    #expect(answer(.status(404)).body.isEmpty)
    #expect(
      answer(.status(404), path: RouterClient.queryPath).body
        == Array(#"{"error":"STATUS_NOT_FOUND"}"#.utf8))
  }

  @Test(arguments: [Int.min, 0, 99, 100, 204, 299, 600, Int.max])
  func `a status that is no error is sent as 500`(status: Int) {
    #expect(answer(.status(status)).status == 500)
  }

  @Test func `garbage is no JSON and no text`() {
    let body = answer(.garbage).body
    #expect(throws: (any Error).self) { try JSONValue(body) }
    #expect(String(validating: body, as: UTF8.self) == nil)
  }

  @Test func `a web page says that it is one`() {
    #expect(answer(.html).header("content-type") == "text/html")
  }

  @Test func `an empty answer is a success without a body`() {
    #expect(answer(.empty).status == 200)
    #expect(answer(.empty).body.isEmpty)
  }
}
