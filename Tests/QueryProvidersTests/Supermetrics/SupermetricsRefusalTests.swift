import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import Testing

struct SupermetricsRefusalTests {
  private static let now = Date(timeIntervalSince1970: 1000)

  private func judge(
    _ status: Int, _ code: String? = nil, isQuery: Bool = true, headers: HTTPHeaderFields = [:]
  ) -> SupermetricsRefusal {
    SupermetricsRefusal(
      HTTPResponse(status: status, headers: headers), failure: code.map { QueryFailure(code: $0) },
      isQuery: isQuery, now: Self.now)
  }

  private func said(_ code: String) -> QueryFailure { QueryFailure(code: code) }

  @Test func `a coded 500 about a query is the query's own failure`() {
    #expect(judge(500, "LICENSE_NOT_FOUND") == .failed(said("LICENSE_NOT_FOUND")))
  }

  @Test func `a coded 500 about a batch is not`() {
    #expect(
      judge(500, "LICENSE_NOT_FOUND", isQuery: false)
        == .problem(.serverError(status: 500, said("LICENSE_NOT_FOUND"))))
  }

  @Test(arguments: ["INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", nil] as [String?])
  func `a 5xx of a server in trouble says nothing of the query`(code: String?) {
    let failure = QueryFailure(code: code)
    #expect(judge(503, code) == .problem(.serverError(status: 503, failure)))
  }

  @Test(arguments: [502, 503, 504], ["QUERY_TIMEOUT", "API_KEY_INVALID", "SOMETHING_NEW"])
  func `a gateway's status is the server's trouble whatever the code`(status: Int, code: String) {
    #expect(judge(status, code) == .problem(.serverError(status: status, said(code))))
  }

  @Test(arguments: [
    (401, "ANY"), (200, "UNAUTHORIZED"), (500, "API_KEY_INVALID"), (400, "ACCESS_TOKEN_EXPIRED"),
  ])
  func `a refused key is known by status or code`(status: Int, code: String) {
    #expect(judge(status, code) == .problem(.unauthorized(said(code))))
  }

  @Test(arguments: [(403, "LICENSE_EXPIRED"), (500, "ACCESS_DENIED_IP")])
  func `a forbidden thing is known by status or code`(status: Int, code: String) {
    #expect(judge(status, code) == .problem(.forbidden(said(code))))
  }

  @Test(arguments: [(404, "WHATEVER"), (400, "STATUS_NOT_FOUND"), (200, "STATUS_NOT_FOUND")])
  func `an unknown id is known by status or code`(status: Int, code: String) {
    #expect(judge(status, code) == .problem(.notFound(said(code))))
  }

  @Test func `a 429 waits as long as it says`() {
    #expect(
      judge(429, headers: ["Retry-After": "90"])
        == .problem(.throttled(until: Self.now.addingTimeInterval(90))))
  }

  @Test func `a redirect is named by its host and not followed`() {
    #expect(
      judge(302, headers: ["location": "https://evil.example/?k=v"])
        == .problem(.redirected(toHost: "evil.example")))
  }

  @Test func `400 is refused, 408 is late, 501 is not offered`() {
    #expect(judge(400, "BAD_REQUEST") == .problem(.refused(status: 400, said("BAD_REQUEST"))))
    #expect(judge(408) == .problem(.timedOut))
    #expect(judge(501) == .problem(.unsupported))
  }

  @Test func `an error inside a 200 about a query is its failure when it has a code`() {
    #expect(judge(200, "QUERY_TIMEOUT") == .failed(said("QUERY_TIMEOUT")))
    #expect(
      judge(200, "QUERY_TIMEOUT", isQuery: false)
        == .problem(.refused(status: 200, said("QUERY_TIMEOUT"))))
  }
}
