/// Writes bytes into memory known to be large enough.
///
/// Unsafe because a check and a call for each of some millions of cells cost more than the cells do.
/// Every caller reckons first how much its rows can take, and `array(atMost:)` stops the program rather
/// than give back an array that grew beyond that.
struct ByteWriter {
  private(set) var next: UnsafeMutablePointer<UInt8>

  /// What may be written beyond a text's end, by which the memory is longer than asked for.
  private static let block = 16

  /// An array of what `body` writes, at most so many bytes.
  static func array(atMost count: Int, _ body: (inout ByteWriter) -> Void) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count + block) { buffer, written in
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
    _ = put(bytes, unlessMarked: { _ in 0 })
  }

  /// Copies a text unless a byte of it has a mark, in which case the writer stays where it was; says which.
  ///
  /// A text is copied and looked through by words, the last of which may overlap the one before: most cells are short, and a
  /// call for each costs more than they do.
  ///
  /// - Parameter marks: of eight bytes, not 0 where one has a mark; bytes of the letter a have none.
  @inline(__always)
  mutating func put(
    _ text: UnsafeBufferPointer<UInt8>, unlessMarked marks: (UInt64) -> UInt64
  ) -> Bool {
    guard let base = text.baseAddress else { return true }
    let count = text.count
    let from = UnsafeRawPointer(base)
    let to = UnsafeMutableRawPointer(next)
    if count >= 8 {
      var found: UInt64 = 0
      func copy(_ place: Int) {
        let word = from.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        to.storeBytes(of: word, toByteOffset: place, as: UInt64.self)
        found |= marks(word)
      }
      for place in stride(from: 0, to: count - 8, by: 8) { copy(place) }
      copy(count - 8)
      guard found == 0 else { return false }
    } else if count >= 4 {
      let first = from.loadUnaligned(as: UInt32.self)
      let last = from.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      guard marks(UInt64(first) | UInt64(last) << 32) == 0 else { return false }
      to.storeBytes(of: first, as: UInt32.self)
      to.storeBytes(of: last, toByteOffset: count - 4, as: UInt32.self)
    } else if count > 0 {
      let (first, middle, last) = (text[0], text[count / 2], text[count - 1])
      let word = UInt64(first) | UInt64(middle) << 8 | UInt64(last) << 16
      guard marks(word | 0x6161_6161_6100_0000) == 0 else { return false }
      next[0] = first
      next[count / 2] = middle
      next[count - 1] = last
    }
    next += count
    return true
  }

  /// The same for a text of an arena, of which one block is copied whole where there is so much of it behind the text's start:
  /// lengths of cells are as good as random, and each branch on one is a wrong guess half the time.
  ///
  /// - Parameter end: of the arena.
  @inline(__always)
  mutating func put(
    _ text: UnsafeBufferPointer<UInt8>, before end: UnsafePointer<UInt8>?,
    unlessMarked marks: (UInt64) -> UInt64
  ) -> Bool {
    guard let base = text.baseAddress, let end, text.count <= Self.block, end - base >= Self.block
    else { return put(text, unlessMarked: marks) }
    let from = UnsafeRawPointer(base)
    let low = from.loadUnaligned(as: UInt64.self)
    let high = from.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    let bits = text.count * 8
    // What stands behind the text marks nothing: of two shifts by 64 or more nothing is left.
    let found = marks(low) & ~(.max << min(bits, 64)) | marks(high) & ~(.max << max(bits - 64, 0))
    guard found == 0 else { return false }
    let to = UnsafeMutableRawPointer(next)
    to.storeBytes(of: low, as: UInt64.self)
    to.storeBytes(of: high, toByteOffset: 8, as: UInt64.self)
    next += text.count
    return true
  }

  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { put($0) }
  }
}
