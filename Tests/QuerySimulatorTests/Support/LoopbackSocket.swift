import Glibc

/// A plain TCP connection to a port of this machine that never blocks a thread.
struct LoopbackSocket: ~Copyable {
  struct Failure: Error {
    let call: String
    let number: Int32
  }

  private let descriptor: Int32

  init(port: Int) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    // The socket calls take the address by pointer to its generic form; it lives through the call.
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure(call: "connect", number: errno) }
    guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
      throw Failure(call: "fcntl", number: errno)
    }
  }

  deinit {
    _ = close(descriptor)
  }

  /// Sends a GET that asks the server to close the connection afterwards, or not.
  func get(_ target: String, key: String = "demo-key", closing: Bool = true) throws {
    let text =
      "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(key)\r\n"
      + (closing ? "Connection: close\r\n\r\n" : "\r\n")
    let bytes = Array(text.utf8)
    guard send(descriptor, bytes, bytes.count, 0) == bytes.count else {
      throw Failure(call: "send", number: errno)
    }
  }

  /// Reads until the server has closed the connection.
  func readToEnd() async throws -> String {
    try await read(toEndOr: nil)
  }

  /// Reads until the text so far holds `mark`.
  func read(until mark: String) async throws -> String {
    try await read(toEndOr: mark)
  }

  private func read(toEndOr mark: String?) async throws -> String {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &part, part.count, 0)
      if count > 0 {
        bytes += part[..<count]
        guard let mark else { continue }
        let text = String(decoding: bytes, as: UTF8.self)
        if text.contains(mark) { return text }
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        await Task.yield()
      } else {
        return String(decoding: bytes, as: UTF8.self)
      }
      try Task.checkCancellation()
    }
  }
}
