import Foundation
import QueryCore
import QueryHTTP
import TestSupport
import Testing

@Suite("The recording transport") struct RecordingTransportTests {
  private static let key = "canary-4f1d9b"

  private struct Set {
    let log = RequestLog()
    let transport: RecordingTransport

    init(_ answer: ScriptedTransport.Answer) throws {
      let redactor = Redactor()
      redactor.learn(key)
      transport = RecordingTransport(
        source: "prod", base: try BaseURL(parsing: "https://api.example.com/v2"),
        transport: ScriptedTransport(["": [answer], "v2": [answer], "x": [answer]]), log: log,
        redactor: redactor, clock: ManualClock(), now: { ManualClock.start })
    }
  }

  @Test func `a cut answer stays one`() async throws {
    let set = try Set(.success(HTTPResponse(status: 200, body: [1], isCut: true)))
    #expect(
      try await set.transport.send(HTTPRequest(url: "https://api.example.com/v2/x")).isCut)
  }

  @Test func `notes when, what, status, size, budget and the request's name`() async throws {
    let body = Array(#"{"meta":{"request_id":"AbRo12"}}"#.utf8)
    let set = try Set(
      .success(
        HTTPResponse(
          status: 200, headers: ["X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "41"],
          body: body)))
    _ = try await set.transport.send(HTTPRequest(url: "https://api.example.com/v2/x?a=1"))
    #expect(
      set.log.records == [
        RequestRecord(
          id: 1, sentAt: ManualClock.start, source: "prod", path: "/x?a=1", outcome: .status(200),
          milliseconds: 0, bytes: body.count, budget: RequestBudget(limit: 5000, remaining: 41),
          requestID: "AbRo12")
      ])
  }

  @Test func `notes a failure and passes it on`() async throws {
    let set = try Set(.failure(.timedOut))
    await #expect(throws: TransportError.timedOut) {
      try await set.transport.send(HTTPRequest(url: "https://api.example.com/v2/x"))
    }
    #expect(set.log.records.map(\.outcome) == [.failed("timed out")])
  }

  @Test func `a key in a URL, a header or a body gets no further`() async throws {
    let set = try Set(
      .success(
        HTTPResponse(
          status: 200, headers: ["X-Request-Id": Self.key], body: Array("say \(Self.key)".utf8))))
    let response = try await set.transport.send(
      HTTPRequest(url: "https://api.example.com/v2/x/\(Self.key)?next=\(Self.key)"))
    #expect(response.body == Array("say \(Redactor.mask)".utf8))
    #expect(response.headers["X-Request-Id"] == Redactor.mask)
    #expect(!"\(set.log.records)".contains(Self.key))
  }

  @Test(arguments: [
    ("https://api.example.com/v2/x?api_key=abc&a=1#f", "/x?api_key=<redacted>&a=1"),
    ("https://u:p@other.example/y?TOKEN=z", "/y?TOKEN=<redacted>"),
    ("https://api.example.com/v2/s?json={%22api_key%22:1}", "/s?json=<redacted>"),
    ("no url", "no url"), ("", ""),
  ])
  func `a path is shown without origin, user or secrets`(url: String, shown: String) throws {
    let base = try BaseURL(parsing: "https://api.example.com/v2")
    #expect(RequestPath.shown(url, below: base) == shown)
  }

  @Test func `keeps the last 500 calls, newest first`() {
    let log = RequestLog()
    for _ in 1...1203 {
      log.record {
        RequestRecord(
          id: $0, sentAt: ManualClock.start, source: "s", path: "/", outcome: .status(200),
          milliseconds: 1)
      }
    }
    #expect(log.count == 1203)
    #expect(log.records.map(\.id) == Array((704...1203).reversed()))
  }
}
