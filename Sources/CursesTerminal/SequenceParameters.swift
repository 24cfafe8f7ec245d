/// The parameters of a control sequence that was written, between semicolons, from left to right; an empty one is one, too.
nonisolated struct SequenceParameters: IteratorProtocol {
  /// nil behind the last.
  private var rest: ArraySlice<UInt8>?

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func next() -> ArraySlice<UInt8>? {
    guard let bytes = rest else { return nil }
    guard let end = bytes.firstIndex(of: UInt8(ascii: ";")) else {
      rest = nil
      return bytes
    }
    rest = bytes[(end + 1)...]
    return bytes[..<end]
  }

  /// The next as a number; nil where there is none, or something else.
  mutating func nextNumber() -> Int? {
    guard let digits = next(), !digits.isEmpty, digits.count <= 9 else { return nil }
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }
}
