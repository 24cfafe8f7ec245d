import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// An HTTP proxy on this machine's loopback that tunnels whatever it is asked for to one port here, or refuses.
package final class TestProxy: Sendable {
  /// The port it listens on.
  package let port: Int
  private let listener: any Channel
  private let received: NIOLockedValueBox<[String]>

  /// - Parameters:
  ///   - target: where tunnels lead, whatever the client names; nil opens none.
  ///   - answer: what the client is told.
  package init(
    to target: Int?, answering answer: String = "HTTP/1.1 200 Connection established\r\n\r\n"
  ) async throws {
    let received = NIOLockedValueBox<[String]>([])
    self.received = received
    listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            TunnelHandler(target: target, answer: answer, received: received))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = listener.localAddress?.port ?? 0
  }

  /// The head of every request for a tunnel so far.
  package var requests: [String] { received.withLockedValue(\.self) }

  /// Serves no more.
  package func stop() { listener.close(promise: nil) }
}

/// Reads the head of a request, answers it, then passes bytes on.
private final class TunnelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let target: Int?
  private let answer: String
  private let received: NIOLockedValueBox<[String]>
  private var head = ""
  private var other: (any Channel)?

  init(target: Int?, answer: String, received: NIOLockedValueBox<[String]>) {
    self.target = target
    self.answer = answer
    self.received = received
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    if let other { return other.writeAndFlush(bytes, promise: nil) }
    head += String(buffer: bytes)
    guard head.hasSuffix("\r\n\r\n") else { return }
    received.withLockedValue { $0.append(head) }
    guard let target else {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
      return context.close(promise: nil)
    }
    let (client, answer) = (context.channel, answer)
    ClientBootstrap(group: context.eventLoop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(BackHandler(client: client))
        }
      }
      .connect(host: "127.0.0.1", port: target).assumeIsolated().whenComplete { result in
        switch result {
        case .success(let channel):
          self.other = channel
          client.writeAndFlush(ByteBuffer(string: answer), promise: nil)
        case .failure: client.close(promise: nil)
        }
      }
  }

  func channelInactive(context: ChannelHandlerContext) {
    other?.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

/// Passes the server's bytes on to the client.
private final class BackHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let client: any Channel

  init(client: any Channel) { self.client = client }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    client.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { client.close(promise: nil) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
