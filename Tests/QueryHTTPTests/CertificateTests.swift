import NIOSSL
import TestSupport
import Testing

@testable import QueryHTTP

@Suite("Server certificates", .timeLimit(.minutes(5)))
struct CertificateTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

  /// What a person reads of a server that shows this.
  private func complaint(
    _ kind: TestCertificates.Kind, trusting file: (TestCertificates) -> String? = \.authority,
    host: String = "127.0.0.1"
  ) async throws -> String {
    let server = try await TLSServer(Self.ok, as: kind)
    defer { server.stop() }
    var settings = ConnectionSettings()
    if let file = file(try await TestCertificates.shared.value) {
      try settings.authorities.add(file: file, setting: "ca_file")
    }
    return try await Exchange.complaint("https://\(host):\(server.port)/v2", over: settings)
  }

  @Test(arguments: [TestCertificates.Kind.good, .intermediate], ["127.0.0.1", "localhost"])
  func `of an authority that was added are believed`(
    kind: TestCertificates.Kind, host: String
  ) async throws {
    #expect(try await complaint(kind, host: host) == "answered 200")
  }

  @Test func `of a private authority are not believed until it is added`() async throws {
    #expect(
      try await complaint(.good, trusting: { _ in nil })
        == "the server's certificate is signed by an authority unknown here, Test Authority: "
        + "name the authority's file by ca_file or SSL_CERT_FILE")
  }

  @Test func `of another authority name it`() async throws {
    #expect(
      try await complaint(.stranger).hasPrefix(
        "the server's certificate is signed by an authority unknown here, Strange Authority: "))
  }

  @Test func `whose authority in between is missing name that`() async throws {
    #expect(
      try await complaint(.missingIntermediate).hasPrefix(
        "the server's certificate is signed by an authority unknown here, Middle Authority: "))
  }

  @Test func `that are self-signed are told as that, and believed once added`() async throws {
    #expect(
      try await complaint(.selfSigned)
        == "the server's certificate is self-signed: "
        + "if it is the right one, name its file by ca_file or SSL_CERT_FILE")
    #expect(try await complaint(.selfSigned, trusting: { $0.chain(.selfSigned) }) == "answered 200")
  }

  @Test func `that have expired are told with the day`() async throws {
    let text = try await complaint(.expired)
    #expect(
      text.contains(#/^the server's certificate expired on \d{4}-01-01: it has to be renewed/#))
  }

  @Test func `that are not valid yet are told with the day`() async throws {
    let text = try await complaint(.notYetValid)
    #expect(
      text.contains(
        #/^the server's certificate is valid from \d{4}-01-01 on: is this machine's clock/#))
  }

  @Test func `for the address a name leads to are not for the name`() async throws {
    #expect(
      try await complaint(.addressAlone, host: "localhost")
        == "the server's certificate is for another name than localhost")
    #expect(try await complaint(.addressAlone, host: "127.0.0.1") == "answered 200")
  }

  @Test(arguments: [
    ("api.test", true), ("API.test", true), ("api.test.", true), ("www.api.test", false),
    ("test", false), ("a.wild.test", true), ("a.b.wild.test", false), ("wild.test", false),
    (".wild.test", false), ("127.0.0.1", true), ("127.0.0.2", false), ("*.wild.test", true),
  ])
  func `are for the names in them`(host: String, isFor: Bool) async throws {
    let file = try await TestCertificates.shared.value.chain(.good)
    let certificate = try #require(NIOSSLCertificate.fromPEMFile(file).first)
    #expect(certificate.isFor(host.lowercased()) == isFor)
  }

  @Test(arguments: ["127.0.0.1", "localhost"])
  func `for another name are told as that`(host: String) async throws {
    #expect(
      try await complaint(.wrongName, host: host)
        == "the server's certificate is for another name than \(host)")
  }

  @Test(arguments: [
    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n",
    "-ERR unknown command\r\n",
  ])
  func `are not what a port without TLS sends`(answer: String) async throws {
    let server = try await KeepAliveServer(ofAnyBytes: true) { _, _ in .answer(answer) }
    defer { server.stop() }
    #expect(
      try await Exchange.complaint("https://127.0.0.1:\(server.port)/v2")
        == "port \(server.port) of the server speaks no TLS: check host and port")
  }

  @Test func `are not what a server shows that hangs up`() async throws {
    let server = try await KeepAliveServer(ofAnyBytes: true) { _, _ in .hangUp }
    defer { server.stop() }
    #expect(
      try await Exchange.complaint("https://127.0.0.1:\(server.port)/v2")
        == "the server hung up before there was a secure connection: check host and port")
  }

  @Test func `are not blamed for an answer that breaks off`() async throws {
    let server = try await TLSServer(
      "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}", hangsUp: true)
    defer { server.stop() }
    var settings = ConnectionSettings()
    try settings.authorities.add(
      file: try await TestCertificates.shared.value.authority, setting: "ca_file")
    #expect(
      try await Exchange.complaint("https://127.0.0.1:\(server.port)/v2", over: settings)
        == "the connection closed in the middle of the answer")
  }

  @Test(arguments: [true, false])
  func `count from TLS 1.2 on`(isOld: Bool) async throws {
    let server = try await TLSServer(Self.ok, isOld: isOld)
    defer { server.stop() }
    var settings = ConnectionSettings()
    try settings.authorities.add(
      file: try await TestCertificates.shared.value.authority, setting: "ca_file")
    #expect(
      try await Exchange.complaint("https://127.0.0.1:\(server.port)/v2", over: settings)
        == (isOld ? "the server speaks only TLS older than 1.2, which is not safe" : "answered 200")
    )
  }
}
