import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import Testing

struct SupermetricsRefusalTests {
  private static let now = Date(timeIntervalSince1970: 1000)

  private func judge(
    _ status: Int, _ code: String? = nil, isQuery: Bool = true, headers: HTTPHeaderFields = [:]
  ) -> PollProblem {
    SupermetricsRefusal.problem(
      HTTPResponse(status: status, headers: headers), failure: code.map { QueryFailure(code: $0) },
      isQuery: isQuery, now: Self.now)
  }

  private func said(_ code: String) -> QueryFailure { QueryFailure(code: code) }

  @Test(arguments: [
    (500, "LICENSE_ACCESS_DATA_SOURCE"), (500, "UPSTREAM_TIMEOUT"), (400, "ACCOUNT_ID_INVALID"),
    (403, "LICENSE_ROW_LIMIT_EXCEEDED"), (403, "LICENSE_HISTORICAL_RANGE_EXCEEDED"),
    (422, "FIELD_UNKNOWN"), (429, "LICENSE_DAILY_QUERY_LIMIT_EXCEEDED"),
    (503, "QUERY_ACCOUNT_UNAVAILABLE"), (200, "QUERY_TIMEOUT"),
  ])
  func `a code about the query counts alike whatever the HTTP status`(status: Int, code: String) {
    #expect(judge(status, code) == .workFailed(status: status, said(code)))
  }

  @Test(arguments: [
    (500, "LICENSE_ACCESS_DATA_SOURCE", PollProblem.serverError),
    (429, "LICENSE_DAILY_QUERY_LIMIT_EXCEEDED", PollProblem.refused),
  ])
  func `the same about a batch is no end of it`(
    status: Int, code: String, problem: @Sendable (Int, QueryFailure) -> PollProblem
  ) {
    #expect(judge(status, code, isQuery: false) == problem(status, said(code)))
  }

  @Test(arguments: ["LICENSE_EXPIRED", "LICENSE_QUERIES_SUSPENDED", "LICENSE_NOT_FOUND"])
  func `a licence that is no more is of the key, not of one query`(code: String) {
    #expect(judge(500, code) == PollProblem.forbidden(said(code)).withStatus(500))
  }

  @Test(arguments: ["TOO_MANY_REQUESTS", "RATE_LIMIT_EXCEEDED", nil] as [String?])
  func `a 429 about the rate of requests is no failure of the query`(code: String?) {
    guard case .throttled = judge(429, code) else {
      Issue.record("\(judge(429, code))")
      return
    }
  }

  @Test(arguments: ["INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", nil] as [String?])
  func `a 5xx of a server in trouble says nothing of the query`(code: String?) {
    let failure = QueryFailure(code: code)
    #expect(judge(503, code) == .serverError(status: 503, failure))
  }

  @Test(arguments: [502, 503, 504], ["UPSTREAM_TIMEOUT", "API_KEY_INVALID", "SOMETHING_NEW"])
  func `a gateway's status is the server's trouble whatever the code`(status: Int, code: String) {
    #expect(judge(status, code) == .serverError(status: status, said(code)))
  }

  @Test(arguments: [
    (401, "ANY"), (200, "UNAUTHORIZED"), (500, "API_KEY_INVALID"), (400, "ACCESS_TOKEN_EXPIRED"),
  ])
  func `a refused key is known by status or code`(status: Int, code: String) {
    #expect(judge(status, code) == PollProblem.unauthorized(said(code)).withStatus(status))
  }

  @Test(arguments: [(403, "LICENSE_EXPIRED"), (500, "ACCESS_DENIED_IP")])
  func `a forbidden thing is known by status or code`(status: Int, code: String) {
    #expect(judge(status, code) == PollProblem.forbidden(said(code)).withStatus(status))
  }

  @Test(arguments: [(404, "WHATEVER"), (400, "STATUS_NOT_FOUND"), (200, "STATUS_NOT_FOUND")])
  func `an unknown id is known by status or code`(status: Int, code: String) {
    #expect(judge(status, code) == PollProblem.notFound(said(code)).withStatus(status))
  }

  @Test func `a 429 waits as long as it says`() {
    #expect(
      judge(429, headers: ["Retry-After": "90"])
        == .throttled(until: Self.now.addingTimeInterval(90)))
  }

  @Test func `a redirect is named by its host and not followed`() {
    #expect(
      judge(302, headers: ["location": "https://evil.example/?k=v"])
        == .redirected(toHost: "evil.example"))
  }

  @Test func `400 is refused, 408 is late, 501 is not offered`() {
    #expect(judge(400, "BAD_REQUEST") == .refused(status: 400, said("BAD_REQUEST")))
    #expect(judge(408) == .timedOut)
    #expect(judge(501) == .unsupported)
  }

  @Test func `an error inside a 200 about a query is its failure when it has a code`() {
    #expect(judge(200, "QUERY_TIMEOUT") == .workFailed(status: 200, said("QUERY_TIMEOUT")))
    #expect(
      judge(200, "QUERY_TIMEOUT", isQuery: false)
        == .refused(status: 200, said("QUERY_TIMEOUT")))
  }
}
