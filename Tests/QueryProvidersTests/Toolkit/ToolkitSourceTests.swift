import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

struct ToolkitSourceTests {
  private func poll(
    _ status: Int, _ body: String, _ headers: HTTPHeaderFields = [:]
  ) async throws -> (outcome: PollOutcome, requests: [HTTPRequest]) {
    let answer = HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    let transport = ScriptedTransport(["": [.success(answer)]])
    let toolkit = JSONStatusDescription.toolkit
    let source = JSONStatusSource(
      toolkit,
      SourceConnection(
        name: "toolkit", base: try BaseURL(parsing: toolkit.provider.defaultBase),
        authentication: .apiKey(try Credential("tk_1")), transport: transport))
    let target = try Target(parsing: "toolkit:job/job_abc001")
    return (try await source.poll(target, previous: nil), transport.requests)
  }

  private func answer(_ body: String) async throws -> PollAnswer {
    try await poll(200, body).outcome.result.get()
  }

  /// What is read of the start of an answer.
  private static func cut(_ bytes: Substring.UTF8View) throws -> JSONStatusAnswer {
    let endpoint = try #require(JSONStatusDescription.toolkit.endpoints[.job])
    return try JSONStatusAnswer(decoding: Array(bytes), endpoint.fields)
  }

  private func percent(_ json: String) async throws -> Int? {
    try await answer(#"{"status":"running","progress":\#(json)}"#).detail.query?.percent
  }

  @Test func `the contract's example is read in full`() async throws {
    let found = try await answer(try Fixture.text("toolkit/job-succeeded.json"))
    #expect(found.state == .succeeded)
    #expect(found.detail.query?.percent == 100)
    #expect(found.detail.query?.resultRows == 2)
    #expect(found.detail.query?.resultColumns == ["region", "total_revenue"])
    #expect(found.startedAt == Date(timeIntervalSince1970: 1_717_251_730))
    #expect(found.endedAt == Date(timeIntervalSince1970: 1_717_251_765))
    #expect(found.failure == nil)
  }

  @Test func `the key goes in its own header to the reserved path`() async throws {
    let (_, requests) = try await poll(200, "{}")
    #expect(requests.first?.url == "https://analytics.toolkitapi.io/v1/jobs/job_abc001")
    #expect(requests.first?.authentication == .apiKey(try Credential("tk_1")))
  }

  @Test(
    arguments: [
      ("0", 0), ("42", 42), ("42.9", 42), ("-5", 0), ("250", 100), ("1e300", 100), ("\"37\"", 37),
      ("null", nil), ("\"half\"", nil), ("[1]", nil), ("true", nil), ("1e999", 100),
    ] as [(String, Int?)])
  func `progress is a whole number from 0 to 100 or nothing`(
    json: String, expected: Int?
  ) async throws {
    #expect(try await percent(json) == expected)
  }

  @Test func `an error may be text or an object`() async throws {
    let text = try await answer(#"{"status":"failed","error":"Column \"x\" holds text"}"#)
    #expect(text.failure == QueryFailure(message: #"Column "x" holds text"#))
    let object = try await answer(
      #"{"status":"failed","error":{"code":"BAD_DATA","message":"m","detail":"d"}}"#)
    #expect(
      object.failure == QueryFailure(code: "BAD_DATA", message: "m", description: "d"))
  }

  @Test func `a result too large to take does not hide the end`() async throws {
    let whole = #"{"status":"succeeded","progress":100,"results":{"columns":["a"],"rows":[[-1.5]]"#
    for length in whole.utf8.count - 40...whole.utf8.count {
      let job = try Self.cut(Substring(whole).utf8.prefix(length))
      #expect(job.status == "succeeded")
    }
  }

  @Test func `a body cut before its status is unreadable`() {
    #expect(throws: JSONError.self) {
      try Self.cut(Substring(#"{"job_id":"x","stat"#).utf8)
    }
  }

  @Test func `a job that lives has no end, whatever the answer says`() async throws {
    let found = try await answer(
      #"{"status":"running","completed_at":"2024-06-01T14:22:45Z"}"#)
    #expect(found.endedAt == nil)
  }

  @Test func `a 501 is not offered yet rather than a server in trouble`() async throws {
    let (outcome, _) = try await poll(501, #"{"detail":"Not Implemented"}"#)
    #expect(outcome.problem == .unsupported)
  }

  @Test func `a refusal's detail is told in the sentence`() async throws {
    let (outcome, _) = try await poll(422, #"{"detail":"job_id is odd"}"#)
    let target = try Target(parsing: "toolkit:job/job_abc001")
    let sentence = outcome.problem?.sentence(
      about: target, of: SourcePlaces(configured: "toolkit"), now: Date(timeIntervalSince1970: 0),
      isAskedAgain: true)
    #expect(sentence?.contains("(job_id is odd)") == true)
  }

  @Test func `a refusal keeps its detail and its budget`() async throws {
    let (outcome, _) = try await poll(
      403, #"{"detail":"Plan does not include this toolkit"}"#,
      ["X-RateLimit-Limit": "500", "X-RateLimit-Remaining": "7"])
    #expect(
      outcome.problem
        == .forbidden(QueryFailure(description: "Plan does not include this toolkit")))
    #expect(outcome.budget == RequestBudget(limit: 500, remaining: 7))
  }
}
