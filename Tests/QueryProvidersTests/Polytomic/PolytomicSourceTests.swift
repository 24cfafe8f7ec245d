import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

struct PolytomicSourceTests {
  private static let id = "248df4b7-aa70-47b8-a036-33ac447e668d"

  private func poll(
    _ status: Int, _ body: String, id: String = PolytomicSourceTests.id
  ) async throws -> (outcome: PollOutcome, requests: [HTTPRequest]) {
    let answer = HTTPResponse(status: status, body: Array(body.utf8))
    let transport = ScriptedTransport(["": [.success(answer)]])
    let polytomic = JSONStatusDescription.polytomic
    let source = JSONStatusSource(
      polytomic,
      SourceConnection(
        name: "polytomic", base: try BaseURL(parsing: polytomic.provider.defaultBase),
        authentication: .bearer(try Credential("k")), transport: transport))
    let target = try Target(source: "polytomic", kind: .query, id: id)
    return (try await source.poll(target, previous: nil), transport.requests)
  }

  @Test func `the version is always sent`() async throws {
    let (_, requests) = try await poll(200, "{}")
    #expect(requests.first?.headers["X-Polytomic-Version"] == "2025-09-18")
    #expect(requests.first?.url == "https://app.polytomic.com/api/queries/\(Self.id)")
  }

  @Test func `a done task carries count, columns and expiry, whatever its links say`() async throws
  {
    let body = try Fixture.text("polytomic/query-done.json")
    let (outcome, requests) = try await poll(
      200, body, id: "43d893ef-322b-47da-badb-3cf10d13a556")
    let answer = try outcome.result.get()
    let detail = try #require(answer.detail.query)
    #expect(answer.state == .succeeded)
    #expect(detail.resultRows == 10)
    #expect(detail.resultColumns == ["name", "age"])
    #expect(detail.expiresAt == Date(timeIntervalSince1970: 1_609_459_200))
    #expect(requests.count == 1)
  }

  @Test func `a running task may be nothing but its status`() async throws {
    let answer = try await poll(200, #"{"data":{"status":"running"}}"#).outcome.result.get()
    #expect(answer.state == .running)
    #expect(answer.failure == nil)
  }

  @Test func `a failed task's error is its failure`() async throws {
    let body = #"{"data":{"status":"failed","error":"relation \"x\" does not exist"}}"#
    let answer = try await poll(200, body).outcome.result.get()
    #expect(answer.state == .failed)
    #expect(answer.failure == QueryFailure(message: #"relation "x" does not exist"#))
    #expect(answer.detail.query?.failure == answer.failure)
  }

  @Test func `a 404 says both of its causes`() async throws {
    let body = #"{"key":"not_found","message":"Not found","metadata":{},"status":404}"#
    let problem = try #require(try await poll(404, body).outcome.problem)
    let target = try Target(source: "polytomic", kind: .query, id: Self.id)
    #expect(
      problem.sentence(
        about: target, of: SourcePlaces(configured: "polytomic"),
        now: Date(timeIntervalSince1970: 0), isAskedAgain: false) == """
          polytomic does not know query \(Self.id) (not_found: Not found): it is unknown or has \
          expired, or another user created it: check the id, and use the key of the user who ran the \
          query
          """)
  }

  @Test(arguments: [
    "abc123", "248df4b7aa7047b8a03633ac447e668d", "248df4b7-aa70-47b8-a036-33ac447e668",
    "248df4b7-aa70-47b8-a036-33ac447e668g", "248df4b7-aa70-47b8-a036-33ac447e668d-",
    "-248df4b7-aa70-47b8-a036-33ac447e668",
  ])
  func `an id that is no UUID is not asked for`(id: String) async throws {
    let (outcome, requests) = try await poll(200, "{}", id: id)
    guard case .notFound(let failure) = outcome.problem else {
      Issue.record("\(outcome)")
      return
    }
    #expect(failure.message == "it is no UUID")
    #expect(requests.isEmpty)
    #expect(outcome.requests == 0)
  }

  @Test func `a key behind basic: is an organization's`() throws {
    let scheme = JSONStatusDescription.polytomic.provider.authentication
    #expect(
      try scheme.authentication(try Credential("basic:org:key"))
        == .basic(try Credential("org:key")))
    let token = try Credential("token")
    #expect(try scheme.authentication(token) == .bearer(token))
    #expect(throws: CredentialError.empty) {
      try scheme.authentication(try Credential("basic:"))
    }
  }
}
