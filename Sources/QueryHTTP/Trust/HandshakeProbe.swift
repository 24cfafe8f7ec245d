import NIOCore
import NIOPosix
import NIOSSL

/// A second look at a connection that was refused: goes the same way, sends no request, and hangs up.
///
/// The TLS library says that a certificate was not believed, not why, and the HTTP client not with which status a proxy
/// refused: here the chain is read before it is judged, and the proxy's status line.
struct HandshakeProbe: Sendable {
  /// What was seen.
  enum Finding: Sendable {
    /// The certificates the server showed, its own first.
    case chain([NIOSSLCertificate])
    /// The proxy opened no tunnel: its HTTP status.
    case refusedByProxy(Int)
  }

  /// There was nothing to see.
  struct Nothing: Error {}

  let target: HTTPOrigin
  let proxy: HTTPProxy?

  /// Goes and looks, for at most a quarter of a minute.
  ///
  /// - Throws: whatever kept it from seeing anything.
  func look() async throws -> Finding {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let promise = loop.makePromise(of: Finding.self)
    let timer = loop.scheduleTask(in: .seconds(15)) { promise.fail(Nothing()) }
    defer { timer.cancel() }
    let channel: any Channel
    do {
      channel = try await ClientBootstrap(group: loop)
        .connectTimeout(.seconds(15))
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
              ProbeHandler(target: target, proxy: proxy, promise: promise))
          }
        }
        .connect(host: proxy?.host ?? target.host, port: proxy?.port ?? target.port).get()
    } catch {
      promise.fail(error)
      throw error
    }
    defer { channel.close(promise: nil) }
    return try await withTaskCancellationHandler {
      try await promise.futureResult.get()
    } onCancel: {
      promise.fail(CancellationError())
    }
  }
}

/// Asks the proxy for a tunnel, where there is one, then shakes hands until the certificates have come.
private final class ProbeHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let target: HTTPOrigin
  private let proxy: HTTPProxy?
  private let promise: EventLoopPromise<HandshakeProbe.Finding>
  private var answer: [UInt8] = []
  private var isTunnelled = false

  init(
    target: HTTPOrigin, proxy: HTTPProxy?, promise: EventLoopPromise<HandshakeProbe.Finding>
  ) {
    self.target = target
    self.proxy = proxy
    self.promise = promise
  }

  func channelActive(context: ChannelHandlerContext) {
    guard let proxy else { return shakeHands(context) }
    let host = target.host.contains(":") ? "[\(target.host)]" : target.host
    var head = "CONNECT \(host):\(target.port) HTTP/1.1\r\nHost: \(host):\(target.port)\r\n"
    if let credentials = proxy.basicCredentials {
      head += "Proxy-Authorization: Basic \(credentials)\r\n"
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head + "\r\n")), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isTunnelled, proxy != nil else { return }
    answer += unwrapInboundIn(data).readableBytesView.prefix(max(0, 16_384 - answer.count))
    guard answer.firstRange(of: [13, 10, 13, 10]) != nil else {
      if answer.count >= 16_384 { promise.fail(HandshakeProbe.Nothing()) }
      return
    }
    isTunnelled = true
    let words = String(decoding: answer.prefix(64), as: UTF8.self).split(separator: " ")
    guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1].prefix(3))
    else {
      return promise.fail(HandshakeProbe.Nothing())
    }
    if (200...299).contains(status) {
      shakeHands(context)
    } else {
      promise.succeed(.refusedByProxy(status))
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.fail(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    promise.fail(HandshakeProbe.Nothing())
    context.fireChannelInactive()
  }

  private func shakeHands(_ context: ChannelHandlerContext) {
    guard target.scheme == "https" else { return promise.fail(HandshakeProbe.Nothing()) }
    do {
      let promise = promise
      let name = IPAddress(target.host) == nil ? target.host : nil
      var configuration = TLSConfiguration.makeClientConfiguration()
      // Nothing is checked against them.
      configuration.trustRoots = .certificates([])
      let handler = try NIOSSLClientHandler(
        context: NIOSSLContext(configuration: configuration), serverHostname: name,
        customVerificationCallback: { chain, verification in
          promise.succeed(.chain(chain))
          verification.succeed(.failed)
        })
      try context.pipeline.syncOperations.addHandler(handler, position: .first)
    } catch {
      promise.fail(error)
    }
  }
}
