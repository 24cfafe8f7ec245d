/// What a person filters by, ready to be looked for in thousands of fields between two key presses.
struct FilterText: Hashable, Sendable {
  /// In lower case.
  private let text: String
  private let bytes: [UInt8]
  private let isASCII: Bool

  init(_ text: String) {
    self.text = text.lowercased()
    bytes = Array(self.text.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  /// Whether a field holds the text, in any case.
  ///
  /// An ASCII text is looked for byte by byte, without a copy of the field; any other by the slower rules of Unicode.
  func isIn(_ field: String) -> Bool {
    guard isASCII else { return field.lowercased().contains(text) }
    var field = field
    return field.withUTF8 { isIn($0) }
  }

  // The buffer is that of the string for as long as the call lasts.
  private func isIn(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    guard field.count >= bytes.count else { return false }
    for start in 0...(field.count - bytes.count) where Self.lower(field[start]) == first {
      var place = 1
      while place < bytes.count, Self.lower(field[start + place]) == bytes[place] { place += 1 }
      if place == bytes.count { return true }
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
