import NIOCore

/// Writes bytes to a connection below its HTTP encoder, so that an answer can be what no encoder
/// would write.
struct RawConnection {
  let channel: any Channel

  /// Sends bytes and waits until the socket has taken them.
  ///
  /// - Throws: the channel's error where the client has gone.
  func send(_ bytes: ByteBuffer) async throws {
    let channel = channel
    try await channel.eventLoop.flatSubmit {
      let promise = channel.eventLoop.makePromise(of: Void.self)
      do {
        let context = try Self.lowest(of: channel)
        context.writeAndFlush(NIOAny(bytes), promise: promise)
      } catch {
        promise.fail(error)
      }
      return promise.futureResult
    }.get()
  }

  func send(_ bytes: [UInt8]) async throws {
    try await send(ByteBuffer(bytes: bytes))
  }

  /// The place right above the socket; on the channel's event loop.
  private static func lowest(of channel: any Channel) throws -> ChannelHandlerContext {
    let pipeline = channel.pipeline.syncOperations
    let name = "simulator raw"
    do {
      return try pipeline.context(name: name)
    } catch {
      // The first bytes on this connection: nobody has marked the place yet.
      try pipeline.addHandler(Place(), name: name, position: .first)
      return try pipeline.context(name: name)
    }
  }

  /// Marks the place in the pipeline and passes everything on.
  private final class Place: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
  }
}
