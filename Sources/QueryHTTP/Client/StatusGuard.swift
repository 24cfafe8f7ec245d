import NIOCore
import NIOHTTP1

/// Closes a connection on a status the HTTP client cannot live with: below 100 it stops the process
/// on a broken invariant (async-http-client 1.37, status line `HTTP/1.1 000`), 101 would leave HTTP,
/// which was not asked for, and informational answers without end would keep a core busy.
final class StatusGuard: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  /// The most informational answers (1xx) before a final one; servers send one or two.
  static let mostInformational = 2000

  /// The status was one the guard stops.
  struct BadStatus: Error {
    let code: Int
  }

  /// There were more informational answers than anybody has use for.
  struct NoFinalStatus: Error {}

  private var isClosed = false
  private var informational = 0

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosed else { return }
    guard case .head(let head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    let code = Int(head.status.code)
    guard Self.isAllowed(code) else { return close(context, BadStatus(code: code)) }
    guard code < 200 else {
      informational = 0
      return context.fireChannelRead(data)
    }
    // Nobody above wants them, and each would count as a sign of life.
    informational += 1
    if informational > Self.mostInformational { close(context, NoFinalStatus()) }
  }

  private func close(_ context: ChannelHandlerContext, _ error: any Error) {
    isClosed = true
    context.fireErrorCaught(error)
    context.close(promise: nil)
  }

  private static func isAllowed(_ code: Int) -> Bool {
    (100...599).contains(code) && code != 101
  }
}
