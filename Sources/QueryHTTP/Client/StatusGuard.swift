import NIOCore
import NIOHTTP1

/// Closes a connection on a status the HTTP client cannot live with: below 100 it stops the process
/// on a broken invariant (async-http-client 1.37, status line `HTTP/1.1 000`), and 101 would leave
/// HTTP, which was not asked for.
final class StatusGuard: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  /// The status was one the guard stops.
  struct BadStatus: Error {
    let code: Int
  }

  private var isClosed = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosed else { return }
    if case .head(let head) = unwrapInboundIn(data), !Self.isAllowed(Int(head.status.code)) {
      isClosed = true
      context.fireErrorCaught(BadStatus(code: Int(head.status.code)))
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }

  private static func isAllowed(_ code: Int) -> Bool {
    (100...599).contains(code) && code != 101
  }

  /// Puts a guard right behind the response decoder of a new connection.
  static func install(on channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.submit {
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
      try pipeline.addHandler(StatusGuard(), position: .after(decoder))
    }
  }
}
