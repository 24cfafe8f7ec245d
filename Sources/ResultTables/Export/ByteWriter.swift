/// Writes bytes into memory known to be large enough.
///
/// Unsafe because a check and a call for each of some millions of cells cost more than the cells do.
/// Every caller reckons first how much its rows can take, and `array(atMost:)` stops the program rather
/// than give back an array that grew beyond that.
struct ByteWriter {
  private(set) var next: UnsafeMutablePointer<UInt8>

  /// An array of what `body` writes, at most so many bytes.
  static func array(atMost count: Int, _ body: (inout ByteWriter) -> Void) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      guard let start = buffer.baseAddress else { return }
      var writer = ByteWriter(next: start)
      body(&writer)
      written = writer.next - start
      precondition(written <= count, "rows grew beyond what was reckoned")
    }
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    next.pointee = byte
    next += 1
  }

  @inline(__always)
  mutating func put(_ scalar: Unicode.Scalar) {
    put(UInt8(ascii: scalar))
  }

  /// Copies bytes.
  @inline(__always)
  mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    next.update(from: base, count: bytes.count)
    next += bytes.count
  }

  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { put($0) }
  }
}
