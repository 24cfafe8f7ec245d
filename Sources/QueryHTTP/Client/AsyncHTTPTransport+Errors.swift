import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// What the client's errors mean.
extension AsyncHTTPTransport {
  /// Names an error of the client by what a person can do about it; addresses and URLs stay out.
  static func transportError(for error: any Error) -> TransportError {
    switch error {
    case let error as TransportError: return error
    case let error as StatusGuard.BadStatus:
      return .malformed("the answer has the status \(error.code), which is none")
    case is StatusGuard.NoFinalStatus:
      return .malformed("the server sends informational answers (1xx) without end")
    case is ReuseGuard.DiedUnanswered: return .unreachable("connection closed")
    case let error as HTTPClientError: return transportError(for: error)
    case HTTPParserError.invalidEOFState:
      return .unreachable("the connection closed in the middle of the answer")
    case is HTTPParserError: return .malformed("the answer is not HTTP")
    case let error as NIOConnectionError where error.connectionErrors.isEmpty:
      return .unreachable("unknown host")
    default: break
    }
    // The socket layer's errors live in a module of their own below the client, so they are told by
    // their text.
    let text = String(reflecting: error).lowercased()
    if text.contains("refused") { return .unreachable("connection refused") }
    if text.contains("timed out") || text.contains("connecttimeout") { return .timedOut }
    if text.contains("dns") || text.contains("getaddrinfo") || text.contains("name or service") {
      return .unreachable("unknown host")
    }
    if text.contains("unreachable") { return .unreachable("network unreachable") }
    if text.contains("reset") || text.contains("closed") || text.contains("broken pipe") {
      return .unreachable("connection closed")
    }
    if text.contains("uncleanshutdown") {
      return .unreachable("the connection closed in the middle of the answer")
    }
    if text.contains("parser") || text.contains("invalid") || text.contains("header") {
      return .malformed("the answer is not HTTP")
    }
    return .unreachable("connection failed")
  }

  /// Whether an error comes before the first byte of a request: of a connection that never was, or was not trusted.
  static func precedesRequest(_ error: any Error) -> Bool {
    switch error {
    case let error as HTTPClientError:
      [
        .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .alreadyShutdown,
        .proxyAuthenticationRequired, .invalidProxyResponse, .httpProxyHandshakeTimeout,
      ].contains(error)
    case is NIOConnectionError, is NameGuard.WrongName, is NIOSSLExtraError: true
    // Of TLS only what the handshake ran into: another fault may have come behind the request.
    case NIOSSLError.handshakeFailed, NIOSSLError.unableToValidateCertificate: true
    default: false
    }
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
