import NIOCore

/// Says of a connection that dies whether it had served before and not a byte of the awaited answer had come: the server
/// closed it while it was idle, and the request crossed that on the way (RFC 9112 §9.3.1).
///
/// It stands where bytes pass, below the HTTP codecs.
final class ReuseGuard: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  /// A connection that had served before died before the first byte of an answer.
  struct DiedUnanswered: Error {}

  private var hasServed = false
  private var isAwaited = false
  private var hasTold = false

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    isAwaited = true
    context.write(data, promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasServed = true
    isAwaited = false
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard hasServed, isAwaited else { return context.fireErrorCaught(error) }
    tell(context)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    if hasServed, isAwaited { tell(context) }
    context.fireChannelInactive()
  }

  private func tell(_ context: ChannelHandlerContext) {
    guard !hasTold else { return }
    hasTold = true
    context.fireErrorCaught(DiedUnanswered())
  }
}
