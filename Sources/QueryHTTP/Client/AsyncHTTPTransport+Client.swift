import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// How the client underneath is set, and what its errors mean.
extension AsyncHTTPTransport {
  /// HTTP/1.1 without redirects, retries, proxies or unpacking.
  static func configuration() -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(connect: .seconds(5), read: .seconds(15))
    configuration.httpVersion = .http1Only
    configuration.decompression = .disabled
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.idleTimeout = .seconds(60)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
    // At one request a second, a connection is replaced hourly, so that its certificate is checked
    // again.
    configuration.maximumUsesPerConnection = 3600
    configuration.http1_1ConnectionDebugInitializer = { StatusGuard.install(on: $0) }
    return configuration
  }

  /// Looked at once, since the TLS library looks for them once a process.
  private static let hasAuthorities = CertificateAuthorities().place != nil

  /// Names an error of the client by what a person can do about it; addresses and URLs stay out.
  ///
  /// - Parameter hasAuthorities: whether there is anything to check a server's certificate against.
  static func transportError(
    for error: any Error, hasAuthorities: Bool = AsyncHTTPTransport.hasAuthorities
  ) -> TransportError {
    switch error {
    case let error as TransportError: return error
    case let error as StatusGuard.BadStatus:
      return .malformed("the answer has the status \(error.code), which is none")
    case let error as HTTPClientError: return transportError(for: error)
    case HTTPParserError.invalidEOFState:
      return .unreachable("the connection closed in the middle of the answer")
    case is HTTPParserError: return .malformed("the answer is not HTTP")
    default: break
    }
    // The socket layer's errors live in a module of their own below the client, so they are told by
    // their text.
    let text = String(reflecting: error).lowercased()
    if text.contains("refused") { return .unreachable("connection refused") }
    if text.contains("timed out") || text.contains("connecttimeout") { return .timedOut }
    if text.contains("ssl") || text.contains("tls") || text.contains("certificate") {
      guard hasAuthorities else {
        return .unreachable("no CA certificates here: install ca-certificates, then start again")
      }
      return .unreachable("no secure connection: the certificate or TLS was not accepted")
    }
    if text.contains("dns") || text.contains("getaddrinfo") || text.contains("name or service") {
      return .unreachable("unknown host")
    }
    if text.contains("unreachable") { return .unreachable("network unreachable") }
    if text.contains("reset") || text.contains("closed") || text.contains("broken pipe") {
      return .unreachable("connection closed")
    }
    if text.contains("parser") || text.contains("invalid") || text.contains("header") {
      return .malformed("the answer is not HTTP")
    }
    return .unreachable("connection failed")
  }

  private static func transportError(for error: HTTPClientError) -> TransportError {
    switch error {
    case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
      .getConnectionFromPoolTimeout:
      .timedOut
    case .remoteConnectionClosed: .unreachable("connection closed")
    case .alreadyShutdown: .unreachable("the client is closed")
    case .cancelled: .unreachable("the request was cancelled")
    default: .malformed("the request or its answer was not accepted")
    }
  }
}
