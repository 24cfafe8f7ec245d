import QueryHTTP
import TestSupport
import Testing

@Suite("A reused connection", .timeLimit(.minutes(5)))
struct ReusedConnectionTests {
  private static let ok = KeepAliveServer.Reply.answer(
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

  /// Sends requests one after another.
  ///
  /// - Returns: their statuses, nil for what failed, and what the server saw.
  private func statuses(
    _ methods: [HTTPMethod], _ script: @escaping KeepAliveServer.Script
  ) async throws -> (statuses: [Int?], requests: [String]) {
    let server = try await KeepAliveServer(script)
    defer { server.stop() }
    let results = try await Exchange.results(
      of: methods.map { HTTPRequest($0, url: server.url) })
    return (
      results.map { result in
        switch result {
        case .success(let response): response.status
        case .failure: nil
        }
      }, server.requests
    )
  }

  @Test func `serves the next request`() async throws {
    let (statuses, requests) = try await statuses([.get, .get]) { _, _ in Self.ok }
    #expect(statuses == [200, 200])
    #expect(requests == ["1.1 GET", "1.2 GET"])
  }

  @Test(arguments: [KeepAliveServer.Reply.hangUp, .reset])
  func `that dies unanswered has its GET sent once more on a fresh one`(
    end: KeepAliveServer.Reply
  ) async throws {
    let (statuses, requests) = try await statuses([.get, .get, .get]) { connection, request in
      connection == 1 && request == 2 ? end : Self.ok
    }
    #expect(statuses == [200, 200, 200])
    #expect(requests.prefix(3) == ["1.1 GET", "1.2 GET", "2.1 GET"])
  }

  @Test func `of a server that closes each at its second request costs no poll`() async throws {
    let (statuses, _) = try await statuses(Array(repeating: .get, count: 18)) { _, request in
      request == 2 ? .hangUp : Self.ok
    }
    #expect(statuses.allSatisfy { $0 == 200 })
  }

  @Test func `that dies has its GET sent once more and no oftener`() async throws {
    let (statuses, requests) = try await statuses([.get, .get]) { connection, request in
      connection == 1 && request == 1 ? Self.ok : .hangUp
    }
    #expect(statuses == [200, nil])
    #expect(requests == ["1.1 GET", "1.2 GET", "2.1 GET"])
  }

  @Test(arguments: [HTTPMethod.post, .delete])
  func `has nothing sent over it that changes anything, and nothing of that twice`(
    method: HTTPMethod
  ) async throws {
    let (statuses, requests) = try await statuses([.get, method]) { connection, _ in
      connection == 1 ? Self.ok : .hangUp
    }
    #expect(statuses == [200, nil])
    #expect(requests == ["1.1 GET", "2.1 \(method.rawValue)"])
  }

  @Test(arguments: [
    "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{",
    "HTTP/1.1 100 Continue\r\n\r\n",
  ])
  func `that dies within its answer is a failure`(start: String) async throws {
    let (statuses, requests) = try await statuses([.get, .get]) { _, request in
      request == 2 ? .partial(start) : Self.ok
    }
    #expect(statuses == [200, nil])
    #expect(requests == ["1.1 GET", "1.2 GET"])
  }

  @Test func `is what it has to be: a fresh one that dies is a failure`() async throws {
    let (statuses, requests) = try await statuses([.get]) { _, _ in .hangUp }
    #expect(statuses == [nil])
    #expect(requests == ["1.1 GET"])
  }

  @Test func `with TLS that dies has its GET sent once more`() async throws {
    let server = try await TLSServer(
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", requestsPerConnection: 1)
    defer { server.stop() }
    var settings = ConnectionSettings()
    try settings.authorities.add(
      file: try await TestCertificates.shared.value.authority, setting: "ca_file")
    let request = HTTPRequest(url: "https://127.0.0.1:\(server.port)/v2")
    let results = try await Exchange.results(of: [request, request, request], over: settings)
    for result in results { #expect(try result.get().status == 200) }
  }
}
