/// Texts that a spreadsheet would take for formulas (OWASP ASVS 1.2.10).
enum SpreadsheetFormula {
  /// Whether a text begins as a formula does, and is not wholly a plain decimal such as `-12.50`.
  static func isLike(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x00, 0x09, 0x0A, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isDecimal(text.dropFirst())
    case 0xEF: return text.count >= 3 && isFullWidthSign(text[1], text[2])
    default: return false
    }
  }

  /// U+FF1D, U+FF0B, U+FF0D and U+FF20, after their first byte.
  private static func isFullWidthSign(_ second: UInt8, _ third: UInt8) -> Bool {
    (second == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(third))
  }

  /// Digits, with a point among them or none.
  private static func isDecimal(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = text.first, let last = text.last, isDigit(first), isDigit(last) else {
      return false
    }
    var points = 0
    for byte in text where !isDigit(byte) {
      points += 1
      guard byte == UInt8(ascii: "."), points == 1 else { return false }
    }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
