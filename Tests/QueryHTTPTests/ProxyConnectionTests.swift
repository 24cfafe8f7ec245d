import Foundation
import QueryHTTP
import TestSupport
import Testing

@Suite("Through a proxy", .timeLimit(.minutes(5)))
struct ProxyConnectionTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

  private func settings(
    _ proxy: TestProxy, user: String = "", allowsHTTP: Bool = false
  ) async throws -> ConnectionSettings {
    try await settings(port: proxy.port, user: user, allowsHTTP: allowsHTTP)
  }

  private func settings(
    port: Int, user: String = "", allowsHTTP: Bool = false
  ) async throws -> ConnectionSettings {
    var settings = ConnectionSettings()
    settings.proxy = try HTTPProxy(
      parsing: "http://\(user)127.0.0.1:\(port)", setting: "HTTPS_PROXY")
    settings.allowsHTTP = allowsHTTP
    try settings.authorities.add(
      file: try await TestCertificates.shared.value.authority, setting: "ca_file")
    return settings
  }

  /// What a person reads when the proxy answers so.
  private func complaint(
    about answer: String, user: String = "", url: String = "https://api.test/v2"
  ) async throws -> String {
    let proxy = try await TestProxy(to: nil, answering: answer)
    defer { proxy.stop() }
    let settings = try await settings(proxy, user: user, allowsHTTP: true)
    let text = try await Exchange.complaint(url, over: settings)
    return text.replacingOccurrences(of: "127.0.0.1:\(proxy.port)", with: "PROXY")
  }

  @Test func `a request is tunnelled, and the key is read by the server alone`() async throws {
    let server = try await TLSServer(Self.ok)
    let proxy = try await TestProxy(to: server.port)
    defer {
      server.stop()
      proxy.stop()
    }
    let request = HTTPRequest(
      url: "https://api.test/v2/x", authentication: .bearer(try Credential("api_S3CRET")))
    let result = try await Exchange.result(of: request, over: try await settings(proxy))
    #expect(try result.get().body == Array("{}".utf8))
    let head = try #require(proxy.requests.first)
    #expect(head.hasPrefix("CONNECT api.test:443 HTTP/1.1\r\n"))
    #expect(!head.contains("S3CRET"))
    #expect(!head.lowercased().contains("proxy-authorization"))
  }

  @Test(arguments: [
    ("me:secret", "me:secret"), ("me:p%40ss%3Aword", "me:p@ss:word"), ("me:p@ss", "me:p@ss"),
    ("me", "me:"), ("me:a6%6qgx", "me:a6%6qgx"), ("%75ser:", "user:"),
  ])
  func `user and password are told to the proxy`(written: String, told: String) async throws {
    let server = try await TLSServer(Self.ok)
    let proxy = try await TestProxy(to: server.port)
    defer {
      server.stop()
      proxy.stop()
    }
    let settings = try await settings(proxy, user: written + "@")
    let result = try await Exchange.result(
      of: HTTPRequest(url: "https://api.test/v2"), over: settings)
    #expect(try result.get().status == 200)
    let expected = Data(told.utf8).base64EncodedString()
    #expect(proxy.requests.first?.contains("proxy-authorization: Basic \(expected)\r\n") == true)
  }

  @Test func `http is tunnelled as well`() async throws {
    let server = try LoopbackServer(Self.ok)
    let proxy = try await TestProxy(to: Int(server.port))
    defer {
      server.stop()
      proxy.stop()
    }
    let result = try await Exchange.result(
      of: HTTPRequest(url: "http://api.test/v2"),
      over: try await settings(proxy, allowsHTTP: true))
    #expect(try result.get().status == 200)
    #expect(proxy.requests.first?.hasPrefix("CONNECT api.test:80 HTTP/1.1\r\n") == true)
  }

  @Test func `one that wants a user is told apart from one that refuses the user`() async throws {
    let answer =
      "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 4\r\n\r\nnope"
    #expect(
      try await complaint(about: answer)
        == "the proxy PROXY (HTTPS_PROXY) asks for user and password (407): set http://USER:PASSWORD@PROXY"
    )
    let refused = try await complaint(about: answer, user: "me:S3CRET@")
    #expect(refused == "the proxy PROXY (HTTPS_PROXY) refused user and password (407)")
  }

  @Test(arguments: [
    ("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", " (502)"),
    (
      "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
      " (403)"
    ),
    ("HTTP/1.1 503 x\r\n\r\n<html>no end", " (503)"), ("HTTP/1.0 400 x\r\n\r\n", " (400)"),
    ("HTTP/1.1 302 x\r\nLocation: http://login.test/\r\n\r\n", " (302)"),
    ("HTTP/1.1 101 x\r\n\r\n", " (101)"),
  ])
  func `one that opens no tunnel is named with its status`(
    answer: String, status: String
  ) async throws {
    #expect(
      try await complaint(about: answer)
        == "the proxy PROXY (HTTPS_PROXY) opened no way to the server\(status)")
  }

  @Test func `one that opens no tunnel for http is told with what to do`() async throws {
    let text = try await complaint(
      about: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", url: "http://api.test/v2")
    #expect(text.hasSuffix("(403); http goes through a proxy by CONNECT alone: use https"))
  }

  @Test(arguments: [
    "", "<html></html>", "HTTP/1.1 000 x\r\n\r\n", "HTTP/1.1 200\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    "HTTP/1.1 407 x\r\n\r\nHTTP/1.1 407 x\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 200 x\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxx\r\n0\r\n\r\n", "SSH-2.0-x\r\n\r\n",
    "HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 200_000) + "\r\n\r\n",
  ])
  func `one that answers nonsense is an error`(answer: String) async throws {
    #expect(try await !complaint(about: answer).hasPrefix("answered"))
  }

  @Test func `one that is not there is told apart from the server`() async throws {
    let closed = try RefusingPort()
    defer { closed.release() }
    let text = try await Exchange.complaint(
      "https://api.test/v2", over: try await settings(port: Int(closed.port)))
    #expect(
      text
        == "the proxy 127.0.0.1:\(closed.port) (HTTPS_PROXY) cannot be reached: connection refused")
  }

  @Test(arguments: ["127.0.0.1", "127.0.0.2", "[::1]"])
  func
    `a server named by an address is not asked, since its certificate would be taken for the proxy's`(
      host: String
    ) async throws
  {
    let server = try await TLSServer(Self.ok)
    let proxy = try await TestProxy(to: server.port)
    defer {
      server.stop()
      proxy.stop()
    }
    let text = try await Exchange.complaint(
      "https://\(host):\(server.port)/v2", over: try await settings(proxy))
    #expect(text.hasPrefix("a server named by an IP address cannot be verified through the proxy "))
    #expect(proxy.requests.isEmpty)
  }

  @Test func `a server with a certificate for the proxy's address is not believed`() async throws {
    let server = try await TLSServer(Self.ok, as: .addressAlone)
    let proxy = try await TestProxy(to: server.port)
    defer {
      server.stop()
      proxy.stop()
    }
    #expect(
      try await Exchange.complaint("https://api.test/v2", over: try await settings(proxy))
        == "the server's certificate is for another name than api.test")
  }

  @Test func `the server's certificate is judged behind it as without it`() async throws {
    let server = try await TLSServer(Self.ok, as: .expired)
    let proxy = try await TestProxy(to: server.port)
    defer {
      server.stop()
      proxy.stop()
    }
    let text = try await Exchange.complaint(
      "https://api.test/v2", over: try await settings(proxy))
    #expect(text.hasPrefix("the server's certificate expired on "))
  }
}
