/// Whether a text holds any byte that its format must write in another way, eight bytes at a time.
///
/// The tests for a byte below a bound and for an equal byte are those of Mycroft (1987); they err only
/// on bytes above one found, never on whether there is one.
enum ByteMarks {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Not 0 where one of eight bytes is a quote, the separator or a line end: what RFC 4180 quotes a field for.
  @inline(__always)
  static func inTable(_ word: UInt64, separator: UInt8) -> UInt64 {
    equal(word, 0x22) | equal(word, separator) | equal(word, 0x0A) | equal(word, 0x0D)
  }

  /// Not 0 where one of eight bytes is a quote, a backslash, a control or what may begin a control beyond ASCII.
  @inline(__always)
  static func inJSON(_ word: UInt64) -> UInt64 {
    equal(word, 0x22) | equal(word, 0x5C) | below(word, 0x20) | equal(word, 0x7F)
      | equal(word, 0xC2)
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
