import QueryHTTP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct AuthenticationTests {
  private func head(_ authentication: Authentication) async throws -> String {
    let server = try LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    defer { server.stop() }
    let transport = AsyncHTTPTransport()
    _ = try await transport.send(HTTPRequest(url: server.url, authentication: authentication))
    try await transport.shutdown()
    return try #require(server.requests.first).lowercased()
  }

  @Test func `a basic key is sent as user and password in base64`() async throws {
    let head = try await head(.basic(try Credential("Aladdin:open+sesame")))
    #expect(head.contains("authorization: basic qwxhzgrpbjpvcgvuk3nlc2ftzq==\r\n"))
  }

  @Test func `an API key has a header of its own, and there is no other`() async throws {
    let head = try await head(.apiKey(try Credential("tk_1")))
    #expect(head.contains("x-api-key: tk_1\r\n"))
    #expect(!head.contains("authorization"))
  }
}
