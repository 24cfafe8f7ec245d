import QueryHTTP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct AsyncHTTPTransportTests {
  private func send(
    _ answer: [UInt8], limit: Int = HTTPRequest.standardBodyLimit
  ) async throws -> (result: Result<HTTPResponse, TransportError>, requests: [String]) {
    let server = try LoopbackServer(answer)
    defer { server.stop() }
    let request = HTTPRequest(
      url: server.url + "/query/status?schedule_id=a",
      authentication: .bearer(try Credential("api_S3CRET")), bodyLimit: limit)
    let result = try await Self.exchange(request)
    return (result, server.requests)
  }

  private func send(_ answer: String) async throws -> Result<HTTPResponse, TransportError> {
    try await send(Array(answer.utf8)).result
  }

  private static func exchange(
    _ request: HTTPRequest
  ) async throws -> Result<HTTPResponse, TransportError> {
    let transport = AsyncHTTPTransport()
    let result: Result<HTTPResponse, TransportError>
    do {
      result = .success(try await transport.send(request))
    } catch let error as TransportError {
      result = .failure(error)
    }
    try await transport.shutdown()
    return result
  }

  @Test func `an answer comes whole, and the key goes in one header`() async throws {
    let (result, requests) = try await send(
      Array("HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-Length: 2\r\n\r\n{}".utf8))
    let response = try result.get()
    #expect(response.status == 404)
    #expect(response.headers["x-a"] == "b")
    #expect(response.body == Array("{}".utf8))
    let text = try #require(requests.first)
    #expect(text.hasPrefix("GET /v2/query/status?schedule_id=a HTTP/1.1\r\n"))
    #expect(text.components(of: "S3CRET") == 1)
    #expect(text.lowercased().contains("authorization: bearer api_s3cret\r\n"))
    #expect(text.lowercased().contains("accept-encoding: identity\r\n"))
  }

  @Test(arguments: [
    "HTTP/1.1 000 \r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 001 x\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 099 x\r\nContent-Length: 2\r\n\r\n{}",
    "HTTP/1.1 101 x\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
    "HTTP/1.1 999 x\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 -1 x\r\n\r\n",
    "HTTP/1.1 99999 x\r\n\r\n",
    "HTTP/1.1 abc x\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n", "\r\n\r\n", "", "garbage", "<html></html>",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}",
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
  ])
  func `what is no answer is an error, and the program lives`(answer: String) async throws {
    let result = try await send(answer)
    #expect(throws: TransportError.self) { try result.get() }
  }

  @Test(arguments: [HTTPMethod.post, .delete])
  func `what is asked for is sent with its method and its body`(method: HTTPMethod) async throws {
    let server = try LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
    defer { server.stop() }
    var request = HTTPRequest(method, url: server.url)
    request.body = Array("{}".utf8)
    #expect(try await Self.exchange(request).get().status == 200)
    let text = try #require(server.requests.first)
    #expect(text.hasPrefix("\(method.rawValue) /v2 HTTP/1.1\r\n"))
    #expect(text.lowercased().contains("\r\ncontent-type: application/json\r\n"))
    #expect(text.lowercased().contains("\r\ncontent-length: 2\r\n"))
  }

  @Test func `a status below 100 is named, where the client alone would stop the process`()
    async throws
  {
    let result = try await send("HTTP/1.1 000 \r\nContent-Length: 0\r\n\r\n")
    #expect(result == .failure(.malformed("the answer has the status 0, which is none")))
  }

  @Test func `a body that breaks off is a broken connection`() async throws {
    let result = try await send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}")
    #expect(
      result == .failure(.unreachable("the connection closed in the middle of the answer")))
  }

  @Test func `informational answers before the real one are passed over`() async throws {
    let hints = String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", count: 200)
    let result = try await send(hints + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
    #expect(try result.get().status == 200)
  }

  @Test func `a redirect is an answer, and nobody goes there`() async throws {
    let elsewhere = try LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    defer { elsewhere.stop() }
    let result = try await send(
      "HTTP/1.1 302 Found\r\nLocation: \(elsewhere.url)\r\nContent-Length: 0\r\n\r\n")
    #expect(try result.get().status == 302)
    #expect(elsewhere.requests.isEmpty)
  }

  @Test func `a body over the limit is refused, announced or not`() async throws {
    let body = String(repeating: "x", count: 2000)
    let announced = "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + body
    let streamed =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n\(body)\r\n0\r\n\r\n"
    for answer in [announced, streamed] {
      let (result, _) = try await send(Array(answer.utf8), limit: 1999)
      #expect(result == .failure(.tooLarge(limit: 1999)))
      let (whole, _) = try await send(Array(answer.utf8), limit: 2000)
      #expect(try whole.get().body.count == 2000)
    }
  }

  @Test func `a body over the limit is cut where the start is enough`() async throws {
    let body = String(repeating: "x", count: 200_000)
    for head in ["Content-Length: 200000", "X: streamed"] {
      let server = try LoopbackServer("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n\(body)")
      defer { server.stop() }
      for (limit, isCut) in [(1000, true), (200_000, false)] {
        let result = try await Self.exchange(
          HTTPRequest(url: server.url, bodyLimit: limit, takesStart: true))
        #expect(try result.get().body.count == limit)
        #expect(try result.get().isCut == isCut)
      }
    }
  }

  @Test func `a header without end is refused`() async throws {
    let result = try await send(
      "HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 2_000_000) + "\r\n\r\n")
    #expect(throws: TransportError.self) { try result.get() }
  }

  @Test func `a closed port is a refused connection`() async throws {
    let closed = try RefusingPort()
    defer { closed.release() }
    let result = try await Self.exchange(HTTPRequest(url: closed.url))
    #expect(result == .failure(.unreachable("connection refused")))
  }

  @Test(arguments: [
    "http://example.com/x", "ftp://127.0.0.1/", "https://key@example.com/", "example.com", "",
  ])
  func `what is not secure is not sent`(url: String) async throws {
    #expect(try await Self.exchange(HTTPRequest(url: url)) == .failure(.insecure))
  }

  @Test func `a cancelled request says that it was cancelled`() async throws {
    let server = try LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    defer { server.stop() }
    let transport = AsyncHTTPTransport()
    await withTaskGroup(of: Void.self) { group in
      group.cancelAll()
      group.addTask {
        await #expect(throws: CancellationError.self) {
          try await transport.send(HTTPRequest(url: server.url))
        }
      }
    }
    try await transport.shutdown()
  }
}

extension String {
  /// How many times `text` occurs.
  fileprivate func components(of text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
