import AsyncHTTPClient
import FoundationEssentials
import NIOPosix

/// What an error on the way to a server means to a person.
extension ConnectionSettings {
  /// Names an error by what can be done about it, with a second look where the first error does not say enough.
  func explanation(of error: any Error, for url: String) async -> TransportError {
    guard let target = HTTPOrigin(url) else { return AsyncHTTPTransport.transportError(for: error) }
    if let fault = TLSFault(error) { return .unreachable(await reason(of: fault, at: target)) }
    let plain = AsyncHTTPTransport.transportError(for: error)
    guard let proxy else { return plain }
    return await explanation(of: error, plain, through: proxy, to: target)
  }

  /// Looked at once, since the TLS library looks for them once a process.
  static let machineHasAuthorities = CertificateAuthorities().place != nil

  /// Why there is no secure connection.
  ///
  /// - Parameter hasAuthorities: whether this machine has anything to check a server's certificate against.
  func reason(
    of fault: TLSFault, at target: HTTPOrigin, hasAuthorities: Bool = Self.machineHasAuthorities
  ) async -> String {
    switch fault {
    case .certificate where !hasAuthorities && authorities.certificates.isEmpty:
      "no CA certificates here: install ca-certificates, then start again"
    case .certificate: await certificateReason(target)
    case .wrongName: "the server's certificate is for another name than \(target.host)"
    case .noTLS: "port \(target.port) of the server speaks no TLS: check host and port"
    case .oldVersion: "the server speaks only TLS older than 1.2, which is not safe"
    case .hungUp: "the server hung up before there was a secure connection: check host and port"
    case .clientCertificate: "the server asks for a client certificate, which querytop has none of"
    case .other: "no secure connection: the server's TLS was not accepted"
    }
  }

  private func certificateReason(_ target: HTTPOrigin) async -> String {
    let unknown = "the server's certificate was not accepted"
    let reason: String
    do {
      guard case .chain(let chain) = try await HandshakeProbe(target: target, proxy: proxy).look()
      else { return unknown }
      reason = try CertificateFault(chain, now: Date()).reason
    } catch {
      // The first error stands, told as far as it goes.
      return unknown
    }
    return authorities.problems.first.map { "\(reason); \($0.setting): \($0)" } ?? reason
  }

  /// Tells the proxy's failures from the server's.
  private func explanation(
    of error: any Error, _ plain: TransportError, through proxy: HTTPProxy, to target: HTTPOrigin
  ) async -> TransportError {
    let name = "the proxy \(proxy) (\(proxy.setting))"
    switch error {
    case let error as HTTPClientError where error == .proxyAuthenticationRequired:
      return .unreachable(
        proxy.knowsUser
          ? "\(name) refused user and password (407)"
          : "\(name) asks for user and password (407): set http://USER:PASSWORD@\(proxy)")
    case let error as HTTPClientError
    where error == .invalidProxyResponse || error == .httpProxyHandshakeTimeout:
      let advice =
        target.scheme == "http" ? "; http goes through a proxy by CONNECT alone: use https" : ""
      return .unreachable("\(name) opened no way to the server\(await status(target))\(advice)")
    case let error as HTTPClientError where error == .connectTimeout:
      return .unreachable("\(name) did not answer in time")
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      return .unreachable("connection closed, on the way through \(name)")
    case is NIOConnectionError:
      guard case .unreachable(let reason) = plain else { return plain }
      return .unreachable("\(name) cannot be reached: \(reason)")
    default: return plain
    }
  }

  private func status(_ target: HTTPOrigin) async -> String {
    do {
      guard
        case .refusedByProxy(let status) = try await HandshakeProbe(target: target, proxy: proxy)
          .look()
      else { return "" }
      return " (\(status))"
    } catch {
      // Which status it was is the smaller part of the message.
      return ""
    }
  }
}
