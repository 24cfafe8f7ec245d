import CZlib

/// Bytes packed as servers pack them.
enum Packed {
  /// The wrapping around what deflate makes.
  enum Form: Int32 {
    case gzip = 31
    case zlib = 15
    case bare = -15
  }

  /// Packs bytes whole.
  static func bytes(_ bytes: [UInt8], _ form: Form = .gzip) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 9, Z_DEFLATED, form.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 10 + 64)
    let capacity = output.count
    let made = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(capacity)
        deflate(&stream, Z_FINISH)
        return capacity - Int(stream.avail_out)
      }
    }
    return Array(output[..<made])
  }
}
