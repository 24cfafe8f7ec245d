import QueryHTTP
import TestSupport
import Testing

struct SourceCredentialTests {
  private struct Locked: Error, CustomStringConvertible {
    let description = "the store is locked"
  }

  private func credential(
    _ key: String = "old", base: String = "https://a.example/v2",
    fetch: (@Sendable () async throws -> Credential)? = nil
  ) throws -> SourceCredential {
    try SourceCredential(
      Credential(key), base: try BaseURL(parsing: base), place: "/keys/a", fetch: fetch,
      scheme: .bearer)
  }

  @Test func `a fresh key is what requests are sent with`() async throws {
    let transport = ScriptedTransport(["": [.success(HTTPResponse(status: 200))]])
    let credential = try credential { try Credential("new") }
    let keyed = CredentialTransport(credential, over: transport)
    let request = HTTPRequest(
      url: "https://a.example/v2/x", authentication: .bearer(try Credential("old")))
    _ = try await keyed.send(request)
    #expect(try await credential.renew() == .fresh)
    _ = try await keyed.send(request)
    #expect(
      try transport.requests.map(\.authentication) == [
        .bearer(Credential("old")), .bearer(Credential("new")),
      ])
  }

  @Test func `a request without a key stays without`() async throws {
    let transport = ScriptedTransport(["": [.success(HTTPResponse(status: 200))]])
    let keyed = CredentialTransport(try credential(), over: transport)
    _ = try await keyed.send(HTTPRequest(url: "https://elsewhere.example/"))
    #expect(transport.requests.map(\.authentication) == [nil])
  }

  @Test(arguments: [
    "https://b.example/v2/x", "http://a.example/v2/x", "https://a.example:8443/v2/x",
  ])
  func `a key is sent to its own origin alone`(url: String) async throws {
    let transport = ScriptedTransport(["": [.success(HTTPResponse(status: 200))]])
    let keyed = CredentialTransport(try credential(), over: transport)
    await #expect(throws: TransportError.self) {
      try await keyed.send(
        HTTPRequest(url: url, authentication: .bearer(try Credential("old"))))
    }
    #expect(transport.requests.isEmpty)
  }

  @Test func `where nothing fresher is had, the advice says why`() async throws {
    let same = try credential { try Credential("old") }
    #expect(
      try await same.renew() == .none(advice: "/keys/a gives the same key again: mend it there"))
    let failing = try credential { throw Locked() }
    #expect(
      try await failing.renew()
        == .none(advice: "a fresh one could not be had (the store is locked)"))
    #expect(try await credential().renew() == .none(advice: nil))
  }
}
