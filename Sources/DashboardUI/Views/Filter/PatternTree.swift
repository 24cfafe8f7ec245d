/// A regular expression taken apart.
indirect enum PatternTree: Hashable, Sendable {
  /// One byte of the text, or one of its ends, out of a set.
  case symbol(Set<UInt16>)
  case sequence([PatternTree])
  case either([PatternTree])
  /// - Parameter most: nil for any number.
  case repeated(PatternTree, least: Int, most: Int?)

  /// Stands before the first byte of a text.
  static let start: UInt16 = 256
  /// Stands behind its last.
  static let end: UInt16 = 257
}

extension PatternTree {
  /// A character as it is; an ASCII letter in both cases.
  static func literal(_ character: Character) -> PatternTree {
    .sequence(
      character.utf8.map { byte in
        let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
        return .symbol(isLetter ? [UInt16(byte | 0x20), UInt16(byte & ~0x20)] : [UInt16(byte)])
      })
  }

  /// Any character but those of a set of ASCII.
  ///
  /// The bytes that follow the first of a character beyond ASCII go with it.
  static func any(but excluded: Set<UInt16> = []) -> PatternTree {
    let first = Set<UInt16>(0..<0x80).union(0xC0..<0x100).subtracting(excluded)
    return .sequence([
      .symbol(first), .repeated(.symbol(Set(0x80..<0xC0)), least: 0, most: nil),
    ])
  }

  /// A text in which `*` stands for any characters, or none.
  ///
  /// - Parameter anchored: whether it has to be the whole text it is looked for in.
  static func wildcards(_ text: String, anchored: Bool) -> PatternTree {
    let anything = repeated(symbol(Set(0..<256)), least: 0, most: nil)
    let parts = text.lowercased().map { $0 == "*" ? anything : literal($0) }
    return sequence(anchored ? [symbol([start])] + parts + [symbol([end])] : parts)
  }
}
