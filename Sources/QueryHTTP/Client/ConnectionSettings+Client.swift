import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// How the client underneath is set.
extension ConnectionSettings {
  /// Refuses a server whose certificate could not be held against its name: behind a proxy swift-nio-ssl 2.37 compares
  /// an IP address with that of the proxy.
  func checkIdentity(of url: String) throws(TransportError) {
    guard let proxy, let origin = HTTPOrigin(url), origin.scheme == "https",
      IPAddress(origin.host) != nil
    else { return }
    throw .unreachable(
      "a server named by an IP address cannot be verified through the proxy \(proxy) (\(proxy.setting)): "
        + "use its name, or ask it directly by NO_PROXY or proxy: none")
  }

  /// HTTP/1.1 over TLS 1.2 or newer, without redirects or unpacking, and its retries left to the caller.
  ///
  /// - Parameter onConnect: is given each new connection.
  func clientConfiguration(
    onConnect: @escaping @Sendable (any Channel) -> Void
  ) -> HTTPClient.Configuration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    if !authorities.certificates.isEmpty {
      tls.additionalTrustRoots = [.certificates(authorities.certificates)]
    }
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(
      connect: .seconds(5), read: .nanoseconds(Int64(idleLimit / .nanoseconds(1))))
    configuration.httpVersion = .http1Only
    configuration.decompression = .disabled
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.idleTimeout = .seconds(60)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
    // At one request a second, a connection is replaced hourly, so that its certificate is checked
    // again.
    configuration.maximumUsesPerConnection = 3600
    configuration.proxy = proxy.map { proxy in
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.basicCredentials.map { .basic(credentials: $0) })
    }
    configuration.http1_1ConnectionDebugInitializer = { channel in
      onConnect(channel)
      return Self.guarded(channel)
    }
    return configuration
  }

  /// Puts the guards around the HTTP codecs of a new connection.
  private static func guarded(_ channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.submit {
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
      try pipeline.addHandler(StatusGuard(), position: .after(decoder))
      let encoder = try pipeline.handler(type: HTTPRequestEncoder.self)
      try pipeline.addHandler(ReuseGuard(), position: .before(encoder))
      // A page of rows is a megabyte or more, and each part of it costs as much as its bytes: parts grow as long as they come full.
      let sizes = AdaptiveRecvByteBufferAllocator(minimum: 64, initial: 2048, maximum: 256 << 10)
      try channel.syncOptions?.setOption(.recvAllocator, value: sizes)
      guard pipeline.isSecured else { return }
      guard let certificate = try pipeline.nioSSL_peerCertificate() else {
        throw NIOSSLError.noCertificateToValidate
      }
      try pipeline.addHandler(NameGuard(certificate), position: .after(decoder))
    }
  }
}

extension ChannelPipeline.SynchronousOperations {
  /// Whether TLS is spoken below.
  fileprivate var isSecured: Bool {
    do {
      _ = try handler(type: NIOSSLClientHandler.self)
      return true
    } catch {
      return false
    }
  }
}
