import NIOCore
import NIOPosix
import NIOSSL

/// A server with TLS on this machine's loopback, whose answers are any bytes at all.
package final class TLSServer: Sendable {
  /// The port it listens on.
  package let port: Int
  private let listener: any Channel

  /// Starts to serve the same bytes to everybody.
  ///
  /// - Parameters:
  ///   - kind: which certificate it shows.
  ///   - isOld: whether it knows no TLS newer than 1.1.
  ///   - requestsPerConnection: how many a connection serves; the next closes it, without TLS's farewell.
  ///   - hangsUp: whether it closes a connection in that way after the first answer already.
  package init(
    _ answer: String, as kind: TestCertificates.Kind = .good, isOld: Bool = false,
    requestsPerConnection: Int = .max, hangsUp: Bool = false
  ) async throws {
    let certificates = try await TestCertificates.shared.value
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(certificates.chain(kind)).map {
        .certificate($0)
      },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: certificates.key, format: .pem)))
    configuration.maximumTLSVersion = isOld ? .tlsv11 : .tlsv12
    let context = try NIOSSLContext(configuration: configuration)
    listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            NIOSSLServerHandler(context: context),
            AnswerHandler(answer: answer, requests: requestsPerConnection, hangsUp: hangsUp),
          ])
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = listener.localAddress?.port ?? 0
  }

  /// Serves no more.
  package func stop() { listener.close(promise: nil) }
}

/// Answers once the head of a request has come.
private final class AnswerHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: String
  private let hangsUp: Bool
  private var requestsLeft: Int
  private var request = ""

  init(answer: String, requests: Int, hangsUp: Bool) {
    self.answer = answer
    self.hangsUp = hangsUp
    requestsLeft = requests
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    request += String(buffer: unwrapInboundIn(data))
    guard request.contains("\r\n\r\n") else { return }
    request = ""
    requestsLeft -= 1
    guard requestsLeft >= 0 else {
      return hangUp(context)
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    if hangsUp { hangUp(context) }
  }

  /// Closes the connection below TLS.
  private func hangUp(_ context: ChannelHandlerContext) {
    do {
      try context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
        .close(promise: nil)
    } catch {
      context.close(promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A client that refuses the certificate is what many tests want.
    context.close(promise: nil)
  }
}
