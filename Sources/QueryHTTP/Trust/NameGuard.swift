import NIOCore
import NIOHTTP1
import NIOSSL

/// Lets no request out to a server whose certificate is not for the host the request names.
///
/// swift-nio-ssl 2.37 takes a certificate for the IP address of the other end for any name as well: whoever answers there,
/// a forged resolver's choice or a proxy, would be believed with a certificate of that address.
final class NameGuard: ChannelOutboundHandler {
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  /// The certificate is for other names.
  struct WrongName: Error {}

  private let certificate: NIOSSLCertificate
  private var verifiedHost: String?
  private var isRefused = false

  /// - Parameter certificate: the server's own, believed already.
  init(_ certificate: NIOSSLCertificate) {
    self.certificate = certificate
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .head(let head) = unwrapOutboundIn(data), !isRefused {
      let host = BaseURL.host(of: (head.headers.first(name: "Host") ?? "")[...])
      if host == nil || host != verifiedHost {
        isRefused = host.map { !certificate.isFor($0) } ?? true
        verifiedHost = host
        // The client above is in the middle of its own step.
        if isRefused { context.eventLoop.assumeIsolated().execute { self.refuse(context) } }
      }
    }
    guard !isRefused else {
      promise?.fail(WrongName())
      return
    }
    context.write(data, promise: promise)
  }

  private func refuse(_ context: ChannelHandlerContext) {
    context.fireErrorCaught(WrongName())
    context.close(promise: nil)
  }
}

extension NIOSSLCertificate {
  /// Whether it is for a host (RFC 9525 §6).
  ///
  /// A name stands among its names, as it is or with `*` for its first label; an address among its addresses. One that
  /// has neither is left to who has read its common name.
  func isFor(_ host: String) -> Bool {
    let address = IPAddress(host)
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    var hasNames = false
    for alternative in _subjectAlternativeNames() {
      switch alternative.nameType {
      case .dnsName:
        hasNames = true
        let pattern = String(decoding: Array(alternative.contents), as: UTF8.self).lowercased()
        if address == nil, Self.matches(name, pattern) { return true }
      case .ipAddress:
        hasNames = true
        if let address, address.bytes == Array(alternative.contents) { return true }
      default: continue
      }
    }
    return !hasNames && address == nil
  }

  private static func matches(_ name: String, _ pattern: String) -> Bool {
    guard pattern.hasPrefix("*.") else { return name == pattern }
    guard let dot = name.firstIndex(of: "."), dot != name.startIndex else { return false }
    return name[dot...] == pattern.dropFirst()
  }
}
