/// Whether a text holds any byte that its format must write in another way, eight bytes at a time.
///
/// The tests for a byte below a bound and for an equal byte are those of Mycroft (1987); they err only
/// on bytes above one found, never on whether there is one.
enum ByteMarks {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Quotes, separators and line ends: what RFC 4180 quotes a field for.
  @inline(__always)
  static func areInTable(_ text: UnsafeBufferPointer<UInt8>, separator: UInt8) -> Bool {
    found(in: text) { word in
      equal(word, 0x22) | equal(word, separator) | equal(word, 0x0A) | equal(word, 0x0D)
    }
  }

  /// Quotes, backslashes and controls, with what may begin a control beyond ASCII.
  @inline(__always)
  static func areInJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    found(in: text) { word in
      equal(word, 0x22) | equal(word, 0x5C) | below(word, 0x20) | equal(word, 0x7F)
        | equal(word, 0xC2)
    }
  }

  @inline(__always)
  private static func found(
    in text: UnsafeBufferPointer<UInt8>, _ marks: (UInt64) -> UInt64
  ) -> Bool {
    guard let base = text.baseAddress else { return false }
    let bytes = UnsafeRawPointer(base)
    var rest = text.count
    var offset = 0
    while rest >= 8 {
      if marks(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) != 0 { return true }
      offset += 8
      rest -= 8
    }
    guard rest > 0 else { return false }
    // The last eight bytes again where there are so many, else what there is, filled up with a letter.
    if text.count >= 8 {
      return marks(bytes.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)) != 0
    }
    var word: UInt64 = 0x6161_6161_6161_6161
    for index in 0..<rest { word = word << 8 | UInt64(text[index]) }
    return marks(word) != 0
  }

  @inline(__always)
  private static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    below(word ^ (ones &* UInt64(byte)), 1)
  }

  @inline(__always)
  private static func below(_ word: UInt64, _ bound: UInt8) -> UInt64 {
    (word &- ones &* UInt64(bound)) & ~word & highs
  }
}
