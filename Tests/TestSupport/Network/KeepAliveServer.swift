import Glibc
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A server on this machine's loopback that says for each request of each connection what becomes of it.
package final class KeepAliveServer: Sendable {
  /// What a request gets.
  package enum Reply: Sendable {
    case answer(String)
    /// The connection is closed without a word.
    case hangUp
    /// The connection is reset.
    case reset
    /// These bytes, and the connection is closed.
    case partial(String)
  }

  /// Says what becomes of a request, both counted from 1.
  package typealias Script = @Sendable (_ connection: Int, _ request: Int) -> Reply

  /// The port it listens on.
  package let port: Int
  private let listener: any Channel
  private let received: NIOLockedValueBox<[String]>

  /// - Parameter ofAnyBytes: whether whatever comes counts as a request, HTTP or not.
  package init(ofAnyBytes: Bool = false, _ script: @escaping Script) async throws {
    let received = NIOLockedValueBox<[String]>([])
    self.received = received
    let connections = NIOLockedValueBox(0)
    listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        let number = connections.withLockedValue { count in
          count += 1
          return count
        }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            ScriptHandler(
              connection: number, end: ofAnyBytes ? "" : "\r\n\r\n", script: script,
              received: received))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = listener.localAddress?.port ?? 0
  }

  /// Which request came on which connection, as `CONNECTION.REQUEST METHOD`, in order.
  package var requests: [String] { received.withLockedValue(\.self) }

  /// A base URL of a source that leads here.
  package var url: String { "http://127.0.0.1:\(port)/v2" }

  /// Serves no more.
  package func stop() { listener.close(promise: nil) }
}

/// Counts the requests of a connection and does as the script says.
private final class ScriptHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let connection: Int
  /// What a request ends with.
  private let end: String
  private let script: KeepAliveServer.Script
  private let received: NIOLockedValueBox<[String]>
  private var request = ""
  private var count = 0

  init(
    connection: Int, end: String, script: @escaping KeepAliveServer.Script,
    received: NIOLockedValueBox<[String]>
  ) {
    self.connection = connection
    self.end = end
    self.script = script
    self.received = received
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    request += String(buffer: unwrapInboundIn(data))
    guard request.hasSuffix(end) else { return }
    count += 1
    let line = "\(connection).\(count) \(request.prefix { $0 != " " })"
    received.withLockedValue { $0.append(line) }
    request = ""
    switch script(connection, count) {
    case .answer(let text):
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    case .hangUp: context.close(promise: nil)
    case .reset:
      // Closed without waiting for what is under way, the other side is told so by a reset.
      let channel = context.channel
      guard let options = channel as? any SocketOptionProvider else { return }
      options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
        channel.close(promise: nil)
      }
    case .partial(let text):
      let bytes = wrapOutboundOut(ByteBuffer(string: text))
      let channel = context.channel
      context.writeAndFlush(bytes).whenComplete { _ in channel.close(promise: nil) }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
