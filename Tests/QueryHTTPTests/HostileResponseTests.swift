import QueryHTTP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct HostileResponseTests {
  private static let limit = 1 << 20

  /// The answers that are read, for all that is odd about them; every other is an error.
  private static let readable: Set<String> = [
    "no reason phrase",
    "a reason that is not UTF-8",
    "a value not UTF-8",
    "a trailer of 1 kB",
    "2,000 × 100",
    "200 × 103",
    "a body on 204",
    "a body on 205",
    "a body on 304",
    "401 X: y",
    "401 WWW-Authenticate: Basic realm=\"x\"",
    "401 WWW-Authenticate:",
    "401 WWW-Authenticate: Bearer",
    "401 WWW-Authenticate: Digest realm=\"",
    "401 WWW-Authenticate: Basic, Digest nonce=, Bearer x=\"y",
    "401 not UTF-8",
    "407",
    "a cookie",
    "a cache control",
    "a content type",
    "a date",
    "two answers",
    "coding ",
    "to //%00/",
    "to ",
    "to x:y:z",
    "to no UTF-8",
    "to two places",
  ]

  private func send(
    _ server: LoopbackServer, timeout: Duration = .seconds(60)
  ) async throws -> Result<HTTPResponse, TransportError> {
    defer { server.stop() }
    let transport = AsyncHTTPTransport()
    let result: Result<HTTPResponse, TransportError>
    do throws(TransportError) {
      result = .success(try await Self.exchange(transport, server.url, timeout))
    } catch {
      result = .failure(error)
    }
    try await transport.shutdown()
    return result
  }

  /// - Throws: `TransportError`; any other error is recorded, since nobody above expects it.
  private static func exchange(
    _ transport: AsyncHTTPTransport, _ url: String, _ timeout: Duration
  ) async throws(TransportError) -> HTTPResponse {
    do {
      return try await transport.send(
        HTTPRequest(url: url, bodyLimit: limit, timeout: timeout))
    } catch let error as TransportError {
      throw error
    } catch {
      Issue.record(error)
      throw .malformed("an error of another kind")
    }
  }

  @Test(arguments: HostileResponse.all)
  func `a hostile answer is an answer within bounds or an error`(
    hostile: HostileResponse
  ) async throws {
    let result = try await send(try LoopbackServer(hostile.bytes))
    guard Self.readable.contains(hostile.name) else {
      #expect(throws: TransportError.self) { try result.get() }
      return
    }
    let response = try result.get()
    #expect((200...599).contains(response.status))
    #expect(response.body.count <= Self.limit)
  }

  @Test(arguments: HostileResponse.all)
  func `in small pieces it is the same`(hostile: HostileResponse) async throws {
    let whole = try await send(try LoopbackServer(hostile.bytes))
    let piece = max(1, hostile.bytes.count / 2000)
    let inPieces = try await send(try LoopbackServer(hostile.bytes, piece: piece))
    switch (whole, inPieces) {
    case (.success(let one), .success(let other)):
      #expect(one.status == other.status)
      #expect(one.body == other.body)
    case (.failure, .failure): break
    case (.success, .failure), (.failure, .success):
      Issue.record("whole: \(whole), in pieces: \(inPieces)")
    }
  }

  @Test(arguments: HostileLocations.all)
  func `a redirect to anywhere is an answer or an error`(location: String) async throws {
    let answer = "HTTP/1.1 302 x\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
    let result = try await send(try LoopbackServer(answer))
    // What cannot be a header's value is no answer.
    guard Self.isValue(location) else {
      #expect(throws: TransportError.self) { try result.get() }
      return
    }
    #expect(try result.get().status == 302)
  }

  /// Whether a text may stand in a header (RFC 9110 §5.5), or ends it and begins another.
  private static func isValue(_ text: String) -> Bool {
    text.utf8.count < 80_000
      && !text.replacing("\r\n", with: "").unicodeScalars.contains {
        $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F
      }
  }

  @Test(arguments: [
    "", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nX: a", "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
    "HTTP/1.1 200 OK\r\n\r\n{}",
  ])
  func `a server that falls silent is given up in time`(start: String) async throws {
    let server = try LoopbackServer(Array(start.utf8), ending: .silence)
    #expect(try await send(server, timeout: .milliseconds(300)) == .failure(.timedOut))
  }

  @Test func `a server that drips is given up in time`() async throws {
    let start = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
    let server = try LoopbackServer(Array(start.utf8), ending: .drip([32]))
    #expect(try await send(server, timeout: .milliseconds(500)) == .failure(.timedOut))
  }

  @Test func `a body without end is refused at its limit`() async throws {
    let server = try LoopbackServer(
      Array("HTTP/1.1 200 OK\r\n\r\n".utf8), ending: .flood(Array(repeating: 32, count: 65_536)))
    #expect(try await send(server) == .failure(.tooLarge(limit: Self.limit)))
  }

  @Test func `informational answers without end are refused after some`() async throws {
    let flood = Array(String(repeating: "HTTP/1.1 103 x\r\nLink: y\r\n\r\n", count: 500).utf8)
    let server = try LoopbackServer([], ending: .flood(flood))
    #expect(
      try await send(server)
        == .failure(.malformed("the server sends informational answers (1xx) without end")))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}", "HTTP/1.1 200", "",
  ])
  func `an answer that stands still is given up long before one that moves`(
    start: String
  ) async throws {
    let server = try LoopbackServer(Array(start.utf8), ending: .silence)
    #expect(try await Self.afterIdling(server) == .failure(.timedOut))
    let settings = ConnectionSettings()
    let request = HTTPRequest(url: server.url)
    #expect(request.timeout >= settings.idleLimit * 8)
  }

  @Test(arguments: ["HTTP/1.1 103 x\r\n\r\n", "X: y\r\n"])
  func `what is no part of an answer is no sign of life`(part: String) async throws {
    let start = part.hasPrefix("X") ? "HTTP/1.1 200 OK\r\n" : ""
    let server = try LoopbackServer(Array(start.utf8), ending: .drip(Array(part.utf8)))
    #expect(try await Self.afterIdling(server) == .failure(.timedOut))
  }

  /// Asks with little patience for standing still, and much for the whole.
  private static func afterIdling(
    _ server: LoopbackServer
  ) async throws -> Result<HTTPResponse, TransportError> {
    defer { server.stop() }
    var settings = ConnectionSettings()
    settings.idleLimit = .milliseconds(300)
    return try await Exchange.result(of: HTTPRequest(url: server.url), over: settings)
  }

  @Test(arguments: ["HTTP/1.1 100 Continue\r\n\r\n", "X: y\r\n"])
  func `a head without end is an error`(part: String) async throws {
    let start = part.hasPrefix("X") ? "HTTP/1.1 200 OK\r\n" : ""
    let flood = Array(String(repeating: part, count: 500).utf8)
    let server = try LoopbackServer(Array(start.utf8), ending: .flood(flood))
    let result = try await send(server, timeout: .seconds(2))
    #expect(throws: TransportError.self) { try result.get() }
  }

  @Test func `the list holds at least the fifty-six answers`() {
    #expect(Set(HostileResponse.all.map(\.name)).count >= 56)
  }
}
