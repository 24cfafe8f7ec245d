import QueryCore
import QueryHTTP
import QueryProviders
import ResultTables
import TestSupport
import Testing

struct SupermetricsResultsTests {
  private func answer(
    _ request: ResultPageRequest, _ status: Int, _ body: String
  ) async throws -> (ResultPageAnswer, [HTTPRequest]) {
    let transport = ScriptedTransport([
      "": [.success(HTTPResponse(status: status, body: Array(body.utf8)))]
    ])
    let source = try ProviderCase.named("supermetrics", .query).source(transport)
    let results = try #require(source.results(of: try Self.target))
    return (try await results.page(request), transport.requests)
  }

  private static var target: Target { get throws { try Target(parsing: "supermetrics:query/q") } }
  private static let page = #"{"meta":{"status_code":"SUCCESS"},"data":[["a"],[1]]}"#

  @Test func `a page ends with the last row asked for, which is included`() async throws {
    let (_, requests) = try await answer(.rows(first: 300, count: 50), 200, Self.page)
    #expect(requests.first?.url.hasSuffix("offset_start=300&offset_end=349") == true)
  }

  @Test func `no more rows are asked for than one answer holds beside its header`() async throws {
    let (_, requests) = try await answer(.rows(first: 5, count: 20_000), 200, Self.page)
    #expect(requests.first?.url.hasSuffix("offset_start=5&offset_end=10003") == true)
  }

  @Test func `the last row of the contract can be asked for`() async throws {
    let (_, requests) = try await answer(.rows(first: 999_995, count: 100), 200, Self.page)
    #expect(requests.first?.url.hasSuffix("offset_end=1000000") == true)
  }

  @Test(arguments: [1_000_001, Int.max, -1])
  func `a row no request can name is not asked for`(first: Int) async throws {
    let problem = await #expect(throws: PollProblem.self) {
      try await answer(.rows(first: first, count: 10), 200, Self.page)
    }
    guard case .noResult = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
  }

  @Test func `a page past the end is its header alone`() async throws {
    let body = #"{"meta":{"status_code":"SUCCESS"},"data":[["a","b"]]}"#
    let (answer, _) = try await answer(.rows(first: 300, count: 50), 200, body)
    #expect(answer.page.rowCount == 0)
    #expect(answer.page.names == ["a", "b"])
  }

  @Test func `without a total nobody makes one up`() async throws {
    let body = #"{"meta":{"status_code":"SUCCESS"},"data":[["a"],[1]]}"#
    #expect(try await answer(.rows(first: 0, count: 50), 200, body).0.totalRows == nil)
  }

  @Test func `a result that has expired is told by its code`() async throws {
    let body = #"{"meta":{"request_id":"x"},"error":{"code":"QUERY_RESULTS_UNAVAILABLE"}}"#
    let problem = try #require(
      await #expect(throws: PollProblem.self) {
        try await answer(.rows(first: 0, count: 1), 404, body)
      })
    #expect(
      problem.sentence(
        about: try Self.target, of: SourcePlaces(configured: "s"), now: ProviderCase.now,
        isAskedAgain: false
      ).contains(
        "the result has expired at the provider"))
  }

  @Test func `a batch has no rows of its own`() throws {
    let batch = try ProviderCase.named("supermetrics", .batch)
    let source = try batch.source(ScriptedTransport([:]))
    #expect(source.results(of: try batch.target) == nil)
  }
}
