import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

/// What is kept of a 429, for every provider.
struct ThrottlingTests {
  private func poll(
    _ provider: ProviderCase, _ body: String, _ headers: HTTPHeaderFields = [:]
  ) async throws -> PollOutcome {
    let response = HTTPResponse(status: 429, headers: headers, body: Array(body.utf8))
    let source = try provider.source(ScriptedTransport(["": [.success(response)]]))
    return try await source.poll(provider.target, previous: nil)
  }

  @Test(arguments: ProviderCase.all)
  func `code, message and request id are kept, and whether a wait was told`(
    provider: ProviderCase
  ) async throws {
    let body =
      #"{"meta": {"request_id": "r9"}, "error": {"code": "TOO_MANY_REQUESTS", "message": "slow"}}"#
    for (headers, isTold) in [(["Retry-After": "5"] as HTTPHeaderFields, true), ([:], false)] {
      let problem = try #require(try await poll(provider, body, headers).problem)
      guard case .throttled(_, isTold, let failure) = problem else {
        Issue.record("\(problem)")
        continue
      }
      #expect(failure.code == "TOO_MANY_REQUESTS" && failure.message == "slow")
      #expect(failure.requestID == "r9")
    }
  }

  @Test(arguments: ProviderCase.all)
  func `a 429 of a code about the query keeps its wait and throttles nothing`(
    provider: ProviderCase
  ) async throws {
    let body = #"{"error": {"code": "LICENSE_DAILY_QUERY_LIMIT_EXCEEDED", "message": "used up"}}"#
    let outcome = try await poll(provider, body, ["Retry-After": "30"])
    if case .throttled = outcome.problem { Issue.record("the source is throttled") }
    #expect(outcome.problem?.failure?.code == "LICENSE_DAILY_QUERY_LIMIT_EXCEEDED")
    #expect(outcome.problem?.failure?.wait == .seconds(30))
  }
}
