import QueryHTTP
import Testing

@Suite("A batch of 800 queries", .timeLimit(.minutes(5)))
struct PackedBatchTests {
  @Test func `comes packed in a tenth of its bytes`() async throws {
    try await LiveSimulator.serving { simulator in
      let base = try #require(simulator.environment["SUPERMETRICS_BASE_URL"])
      let key = try #require(simulator.environment["SUPERMETRICS_API_KEY"])
      let id = try #require(simulator.target.split(separator: "/").last)
      let transport = AsyncHTTPTransport()
      let response = try await transport.send(
        HTTPRequest(
          url: "\(base)/query/batch/\(id)/status?offset=0&limit=1000",
          authentication: .bearer(try Credential(key)), bodyLimit: HTTPRequest.pageBodyLimit))
      try await transport.shutdown()
      #expect(response.status == 200)
      #expect(response.body.count > 150_000)
      #expect(
        response.receivedBytes * 10 <= response.body.count,
        "\(response.receivedBytes) of \(response.body.count)")
    }
  }
}
