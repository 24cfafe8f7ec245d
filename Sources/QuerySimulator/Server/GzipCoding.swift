import CZlib
import HTTPTypes

/// Answers packed for those who ask for it (RFC 9110 §12.5.3).
enum GzipCoding {
  /// Shorter bodies stay as they are: there is nothing to save.
  static let shortest = 1024

  /// Whether `Accept-Encoding` names gzip, or all codings, and does not forbid it by `q=0`.
  static func isAccepted(by fields: HTTPFields) -> Bool {
    let items: [[String]] = fields[values: .acceptEncoding].joined(separator: ",").lowercased()
      .split(separator: ",").map { item in
        item.split(separator: ";").map { part in String(part.filter { $0 != " " }) }
      }
    let named = items.first { $0.first == "gzip" } ?? items.first { $0.first == "*" }
    guard let named else { return false }
    let weight = named.first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
    return (weight ?? 1) > 0
  }

  /// One gzip member that holds the bytes; nil where zlib has no room.
  static func member(of bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // 16 more than the window's bits means gzip's wrapping.
    let code = deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    // The pointers serve for these calls alone; zlib only reads where it takes a mutable pointer to its input.
    return bytes.withUnsafeBufferPointer { input in
      let packed = [UInt8](unsafeUninitializedCapacity: room) { output, count in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(room)
        count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? room - Int(stream.avail_out) : 0
      }
      return packed.isEmpty ? nil : packed
    }
  }
}

extension SimulatorResponse {
  /// The answer with its body packed, where that is worth it and has not been done.
  package var packed: SimulatorResponse {
    guard body.count >= GzipCoding.shortest, header("Content-Encoding") == nil,
      let member = GzipCoding.member(of: body)
    else { return self }
    return SimulatorResponse(
      status: status,
      headers: headers.filter { $0.name.lowercased() != "content-length" }
        + [SimulatorHeader(name: "Content-Encoding", value: "gzip")], body: member)
  }
}
