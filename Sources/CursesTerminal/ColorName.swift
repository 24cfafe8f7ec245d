/// A colour as SGR names it (`38;5;247`): in place, since looks are copied and compared for every piece of a frame.
nonisolated struct ColorName: Equatable {
  /// The bytes, each word's first the lowest; 0 behind the last.
  private var words: (first: UInt64, second: UInt64, third: UInt64) = (0, 0, 0)
  private var count = 0

  /// More bytes than any name has that terminals know.
  static let most = 24

  /// The terminal's own.
  static let own = ColorName()

  private init() {}

  /// - Returns: nil for more than ``most`` bytes.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count <= Self.most else { return nil }
    for byte in bytes {
      let bits = UInt64(byte) << (UInt64(count) % 8 * 8)
      switch count / 8 {
      case 0: words.first |= bits
      case 1: words.second |= bits
      default: words.third |= bits
      }
      count += 1
    }
  }

  var isEmpty: Bool { count == 0 }

  static func == (left: ColorName, right: ColorName) -> Bool {
    left.words == right.words && left.count == right.count
  }

  /// Whether it names the same colour, letters' or background's: the names differ in their first byte alone.
  func isSameColor(as other: ColorName) -> Bool {
    words.first >> 8 == other.words.first >> 8 && words.second == other.words.second
      && words.third == other.words.third && count == other.count
  }
}

nonisolated extension ColorName: Sequence {
  func makeIterator() -> Iterator { Iterator(name: self) }

  struct Iterator: IteratorProtocol {
    fileprivate let name: ColorName
    private var place = 0

    fileprivate init(name: ColorName) { self.name = name }

    mutating func next() -> UInt8? {
      guard place < name.count else { return nil }
      defer { place += 1 }
      let words = name.words
      let word = place < 8 ? words.first : place < 16 ? words.second : words.third
      return UInt8(truncatingIfNeeded: word >> (UInt64(place) % 8 * 8))
    }
  }
}
