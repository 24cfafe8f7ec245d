import Foundation
import Glibc
import NIOConcurrencyHelpers

/// A server on the loopback that repeats the key it is asked with, in every answer and in every
/// encoding, as a badly made proxy might.
///
/// A batch whose id holds `refused` is answered with an error, any other with a batch that has failed.
final class EchoServer: Sendable {
  /// What could not be done with a socket.
  struct SocketError: Error {
    let call: String
  }

  let port: UInt16
  private let listener: Int32
  private let sent = NIOLockedValueBox("")

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw SocketError(call: "socket") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // The socket calls take any address type by pointer; these views live for the calls alone.
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && getsockname(listener, address, &length) == 0
      }
    }
    guard isBound, listen(listener, 16) == 0 else { throw SocketError(call: "bind") }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in serve() }
  }

  var base: String { "http://127.0.0.1:\(port)/v2" }

  /// Everything it has answered.
  var answers: String { sent.withLockedValue(\.self) }

  /// Ends the serving thread, which closes the port.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else {
        close(listener)
        return
      }
      var request: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while !request.suffix(4).elementsEqual([13, 10, 13, 10]) {
        let count = read(connection, &buffer, buffer.count)
        guard count > 0 else { break }
        request += buffer[..<count]
      }
      let answer = Self.answer(to: String(decoding: request, as: UTF8.self))
      sent.withLockedValue { $0 += answer }
      var rest = Array(answer.utf8)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { bytes in
          send(connection, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { break }
        rest.removeFirst(count)
      }
      close(connection)
    }
  }

  private static func answer(to request: String) -> String {
    let mark = "Bearer "
    let key = request.split(whereSeparator: \.isNewline)
      .first { $0.lowercased().hasPrefix("authorization:") }?
      .firstRange(of: mark).map { _ in
        request.split(separator: mark, maxSplits: 1).last?.prefix { !$0.isNewline } ?? ""
      }
    let words = Encodings.all(of: String(key ?? "")).map {
      $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }.joined(separator: " ")
    let error = #"{"code":"ECHO","message":"you said \#(words)","description":"\#(words)"}"#
    let isRefused = request.prefix { !$0.isNewline }.contains("refused")
    let body =
      isRefused
      ? #"{"meta":{"request_id":"\#(key ?? "")"},"error":\#(error)}"#
      : #"""
      {"meta":{"request_id":"r1","status_code":"STOPPED",
      "progress":{"queued":0,"running":0,"success":0,"failure":1},
      "paginate":{"offset":0,"limit":1000,"total":1}},
      "data":[{"schedule_id":"q1","status_code":"FAILURE","error_info":\#(error)}]}
      """#
    return "HTTP/1.1 \(isRefused ? 400 : 200) X\r\nContent-Type: application/json\r\n"
      + "X-Request-Id: \(key ?? "")\r\nConnection: close\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }
}
