import Glibc

/// A port of this machine's loopback that refuses every connection for as long as it is held: bound, so that no other test gets
/// it, and never listened on.
package final class RefusingPort: Sendable {
  /// The port that it holds.
  package let port: UInt16
  private let socket: Int32

  /// - Throws: ``LoopbackServer/SocketError``.
  package init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw LoopbackServer.SocketError(call: "socket") }
    // A program started by another test must not keep the port.
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    port = try LoopbackServer.bind(socket)
  }

  /// A base URL of a source that leads here.
  package var url: String { "http://127.0.0.1:\(port)/v2" }

  /// Holds the port at least until here.
  package func release() { withExtendedLifetime(self) {} }

  deinit { close(socket) }
}
