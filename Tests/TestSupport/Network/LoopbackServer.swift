import Foundation
import Glibc
import NIOConcurrencyHelpers

/// A server on this machine's loopback whose answers are any bytes at all: it can say what no honest
/// server would.
package final class LoopbackServer: Sendable {
  /// Makes the bytes that answer a request, given its text; called for each
  /// connection on a thread of its own.
  package typealias Answering = @Sendable (_ request: String) -> [UInt8]

  /// What comes after the bytes.
  package enum Ending: Sendable {
    case hangUp
    /// Nothing more, until the client hangs up.
    case silence
    /// These bytes every 50 ms.
    case drip([UInt8])
    /// The same bytes over and over.
    case flood([UInt8])
  }

  /// What could not be done with a socket.
  package struct SocketError: Error {
    let call: String
  }

  /// The port it listens on.
  package let port: UInt16
  private let listener: Int32
  private let received = NIOLockedValueBox<[String]>([])

  /// Starts to serve `answer`.
  package convenience init(_ answer: String) throws {
    try self.init(Array(answer.utf8))
  }

  /// Starts to serve the same bytes to everybody.
  package convenience init(_ bytes: [UInt8], piece: Int = .max, ending: Ending = .hangUp) throws {
    try self.init(piece: piece, ending: ending) { _ in bytes }
  }

  /// - Parameter piece: the most bytes that go out at once.
  package init(
    piece: Int = .max, ending: Ending = .hangUp, answering answer: @escaping Answering
  ) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw SocketError(call: "socket") }
    // A program started by another test must not keep the port open.
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    port = try Self.bind(listener)
    guard listen(listener, 16) == 0 else { throw SocketError(call: "listen") }
    self.listener = listener
    Thread.detachNewThread { [self] in serve(answer, piece, ending) }
  }

  /// Binds a socket to a port of this machine's loopback that nobody has.
  ///
  /// - Returns: the port.
  static func bind(_ socket: Int32) throws(SocketError) -> UInt16 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // The socket calls take any address type by pointer; these views live for the calls alone.
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        Glibc.bind(socket, address, length) == 0 && getsockname(socket, address, &length) == 0
      }
    }
    guard isBound else { throw SocketError(call: "bind") }
    return UInt16(bigEndian: address.sin_port)
  }

  /// A base URL of a source that leads here.
  package var url: String { "http://127.0.0.1:\(port)/v2" }

  /// The text of every request so far.
  package var requests: [String] { received.withLockedValue(\.self) }

  /// Ends the serving thread, which closes the port: were it closed here, the thread could next
  /// accept on the number of another test's socket.
  package func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func serve(_ answer: @escaping Answering, _ piece: Int, _ ending: Ending) {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else {
        close(listener)
        return
      }
      _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
      Thread.detachNewThread { [self] in talk(over: connection, answer, piece, ending) }
    }
  }

  private func talk(
    over connection: Int32, _ answer: Answering, _ piece: Int, _ ending: Ending
  ) {
    let request = receive(connection)
    var noDelay: Int32 = 1
    setsockopt(
      connection, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
    if Self.write(answer(request), to: connection, piece) { Self.finish(connection, ending) }
    close(connection)
  }

  private func receive(_ connection: Int32) -> String {
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !Self.isWhole(request) {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { break }
      request += buffer[..<count]
    }
    let text = String(decoding: request, as: UTF8.self)
    received.withLockedValue { $0.append(text) }
    return text
  }

  /// Whether a request has come to its blank line, and to the end of the body it announces.
  private static func isWhole(_ request: [UInt8]) -> Bool {
    let text = String(decoding: request, as: UTF8.self).lowercased()
    guard let end = text.range(of: "\r\n\r\n") else { return false }
    let length = text[..<end.lowerBound].components(separatedBy: "\r\ncontent-length: ").last
      .flatMap { Int($0.prefix { $0.isNumber }) }
    return text[end.upperBound...].utf8.count >= length ?? 0
  }

  /// Ends the connection's answer; returns when the client has gone.
  private static func finish(_ connection: Int32, _ ending: Ending) {
    var buffer = [UInt8](repeating: 0, count: 64)
    switch ending {
    case .hangUp: break
    case .silence: while read(connection, &buffer, buffer.count) > 0 {}
    case .drip(let bytes): while write(bytes, to: connection, .max) { usleep(50_000) }
    case .flood(let bytes): while write(bytes, to: connection, .max) {}
    }
  }

  /// Sends all of the bytes; false when the client has gone.
  private static func write(_ bytes: [UInt8], to connection: Int32, _ piece: Int) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.prefix(piece).withUnsafeBytes { bytes in
        send(connection, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      rest.removeFirst(sent)
    }
    return true
  }
}
