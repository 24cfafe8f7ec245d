/// A character in UTF-8 whose bytes come one by one, perhaps in several reads.
nonisolated struct PartialCharacter: Hashable, Sendable {
  enum Result: Hashable {
    case whole(UInt32)
    case more
    /// The byte begins no character, and none was begun.
    case invalid
    /// The character that was begun has no such byte in it.
    case broken
  }

  private var value: UInt32 = 0
  private var least: UInt32 = 0
  private var missing = 0

  var isEmpty: Bool { missing == 0 }

  mutating func take(_ byte: UInt8) -> Result {
    guard missing == 0 else {
      guard byte & 0xC0 == 0x80 else { return .broken }
      value = value << 6 | UInt32(byte & 0x3F)
      missing -= 1
      guard missing == 0 else { return .more }
      // A longer form than needed, half a pair, or past the last: nothing, and nothing is begun by its last byte.
      return value >= least && Unicode.Scalar(value) != nil ? .whole(value) : .whole(Self.nothing)
    }
    switch byte {
    case 0x00..<0x80: return .whole(UInt32(byte))
    case 0xC2..<0xE0: (value, least, missing) = (UInt32(byte & 0x1F), 0x80, 1)
    case 0xE0..<0xF0: (value, least, missing) = (UInt32(byte & 0x0F), 0x800, 2)
    case 0xF0..<0xF5: (value, least, missing) = (UInt32(byte & 0x07), 0x1_0000, 3)
    default: return .invalid
    }
    return .more
  }

  /// No character: the key of it is none.
  private static let nothing: UInt32 = .max
}
