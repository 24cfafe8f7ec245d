import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

struct SupermetricsSourceTests {
  private static let token = "api_S3CRET"
  private static let kept = "check the id; answers are kept for about an hour after the end"
  private static let now = Date(timeIntervalSince1970: 1000)

  private func poll(
    _ target: String, _ answer: ScriptedTransport.Answer
  ) async throws -> (outcome: PollOutcome, requests: [HTTPRequest]) {
    let transport = ScriptedTransport(["": [answer]])
    let source = SupermetricsSource(
      base: try BaseURL(parsing: "https://api.example.com/v2/"),
      credential: try Credential(Self.token),
      transport: transport, now: { Self.now })
    return (try await source.poll(try Target(parsing: target), previous: nil), transport.requests)
  }

  private func answer(
    _ status: Int, _ body: String, _ headers: HTTPHeaderFields = [:]
  ) -> ScriptedTransport.Answer {
    .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
  }

  private func problem(_ outcome: PollOutcome) -> PollProblem? {
    if case .failure(let problem) = outcome.result { problem } else { nil }
  }

  @Test func `a batch is asked for at its endpoint, with the key in a header alone`() async throws {
    let (_, requests) = try await poll("supermetrics:batch/qrb_1", answer(200, "{}"))
    #expect(
      requests.map(\.url) == [
        "https://api.example.com/v2/query/batch/qrb_1/status?offset=0&limit=1000"
      ])
    #expect(requests.first?.authentication == .bearer(try Credential(Self.token)))
    #expect(!"\(requests)".contains("S3CRET"))
  }

  @Test func `a query is asked for with the smallest range of rows`() async throws {
    let (_, requests) = try await poll("supermetrics:query/abc", answer(200, "{}"))
    #expect(
      requests.map(\.url) == [
        "https://api.example.com/v2/query/status?schedule_id=abc&offset_start=0&offset_end=0"
      ])
  }

  @Test func `a batch's answer carries rows, counters, times and budget`() async throws {
    let body = String(decoding: try Fixture.bytes("supermetrics/batch-running.json"), as: UTF8.self)
    let (outcome, _) = try await poll(
      "supermetrics:batch/qrb_1",
      answer(200, body, ["X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "12"]))
    let found = try outcome.result.get()
    #expect(found.state == .running)
    #expect(found.providerStatus == "RUNNING")
    #expect(found.detail.batch?.queries.count == 4)
    #expect(found.startedAt == Date(timeIntervalSince1970: 1_791_028_805))
    #expect(found.endedAt == nil)
    #expect(outcome.budget == RequestBudget(limit: 5000, remaining: 12))
  }

  @Test func `a query's answer carries parts, queue and the raw text`() async throws {
    let body = String(decoding: try Fixture.bytes("supermetrics/query-running.json"), as: UTF8.self)
    let (outcome, _) = try await poll("supermetrics:query/abc123", answer(200, body))
    let found = try outcome.result.get()
    #expect(found.workflow == WorkflowQueue(scheduled: 45, running: 10, sampledAt: Self.now))
    #expect(found.detail.query?.partsTotal == 8)
    #expect(found.detail.query?.rawAnswer == body)
  }

  @Test func `the raw text is cut at a megabyte, and its whole length told`() async throws {
    let body =
      #"{"meta":{"status_code":"SUCCESS"},"data":[""# + String(repeating: "x", count: 1_500_000)
      + #""]}"#
    let (outcome, _) = try await poll("supermetrics:query/abc", answer(200, body))
    let query = try outcome.result.get().detail.query
    #expect(query?.rawAnswer?.utf8.count == QueryDetail.longestAnswer)
    #expect(query?.answerBytes == body.utf8.count && query?.answerStatus == 200)
  }

  @Test func `a coded 500 about a query claims its end and keeps what it says`() async throws {
    let body =
      #"{"meta":{"request_id":"r1"},"error":{"code":"QUERY_ACCOUNT_UNAVAILABLE","message":"m"}}"#
    let (outcome, _) = try await poll("supermetrics:query/abc", answer(500, body))
    let found = try #require(outcome.problem)
    #expect(found.claimedEnd == .failed && found.status == 500)
    #expect(found.failure?.code == "QUERY_ACCOUNT_UNAVAILABLE")
    #expect(found.failure?.requestID == "r1")
  }

  @Test func `a bare 404 is not found, and 429 keeps its budget`() async throws {
    let (missing, _) = try await poll("supermetrics:batch/x", answer(404, ""))
    #expect(problem(missing) == .notFound(QueryFailure(advice: Self.kept)))
    let (limited, _) = try await poll(
      "supermetrics:batch/x",
      answer(
        429, "", ["Retry-After": "7", "X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0"]))
    #expect(problem(limited) == .throttled(until: Self.now.addingTimeInterval(7)))
    #expect(limited.budget?.remaining == 0)
  }

  @Test(arguments: [
    "<html>hello</html>", "", "{}", "[]", #"{"meta":{}}"#, #"{"meta":{"status_code":"RUN"#,
    #"{"meta":{"status_code":null},"data":[]}"#,
  ])
  func `a 200 without a status is unreadable`(body: String) async throws {
    for target in ["supermetrics:batch/x", "supermetrics:query/x"] {
      let (outcome, _) = try await poll(target, answer(200, body))
      guard case .unreadable = problem(outcome) else {
        Issue.record("\(target): \(outcome.result)")
        continue
      }
    }
  }

  @Test(arguments: [
    (TransportError.timedOut, PollProblem.timedOut),
    (.unreachable("connection refused"), .unreachable("connection refused")),
    (.tooLarge(limit: 8 << 20), .unreadable("the answer is larger than 8 MiB")),
    (.malformed("the answer is not HTTP"), .unreadable("the answer is not HTTP")),
  ])
  func `what the network does is told apart`(error: TransportError, expected: PollProblem)
    async throws
  {
    let (outcome, _) = try await poll("supermetrics:batch/x", .failure(error))
    #expect(problem(outcome) == expected)
  }

  @Test func `jobs are not this provider's`() async throws {
    let (outcome, requests) = try await poll("supermetrics:job/x", answer(200, "{}"))
    #expect(problem(outcome) == .unsupported)
    #expect(requests.isEmpty)
  }
}
