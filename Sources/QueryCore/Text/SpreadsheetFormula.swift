/// Texts that a spreadsheet would take for formulas (OWASP ASVS 1.2.10): the one guard of all that is written as CSV.
package enum SpreadsheetFormula {
  /// Whether a text begins as a formula does, blanks before it or none, and is not wholly a plain decimal such as `-12.50`.
  ///
  /// Readers trim: what stands behind a space, a no-break space or a byte order mark may still be taken for a formula.
  @inlinable @inline(__always)
  package static func isLike(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, canStartOne(first) else { return false }
    return isFormula(text)
  }

  /// The same for a text whose first byte does not rule it out.
  @usableFromInline package static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = blanks(in: text)
    guard start < text.count else { return false }
    switch text[start] {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x00, 0x09, 0x0A, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      return start > 0 || !isDecimal(text.dropFirst())
    case 0xEF: return text.count >= start + 3 && isFullWidthSign(text[start + 1], text[start + 2])
    default: return false
    }
  }

  /// The same for a text at hand.
  package static func isLike(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isLike($0) }
  }

  /// Letters and digits, which begin nearly all texts, are ruled out by one look.
  @inlinable @inline(__always)
  package static func canStartOne(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: "-") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "@")
      || byte == 0xC2 || byte == 0xEF
  }

  /// Bytes of blanks at the start: space, U+00A0 and U+FEFF.
  private static func blanks(in text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    while count < text.count {
      let rest = text[count...]
      switch text[count] {
      case 0x20: count += 1
      case 0xC2 where rest.starts(with: [0xC2, 0xA0]): count += 2
      case 0xEF where rest.starts(with: [0xEF, 0xBB, 0xBF]): count += 3
      default: return count
      }
    }
    return count
  }

  /// U+FF1D, U+FF0B, U+FF0D and U+FF20, after their first byte.
  private static func isFullWidthSign(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(third)
  }

  /// Digits, with a point among them or none.
  private static func isDecimal(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = text.first, let last = text.last, first.isASCIIDigit, last.isASCIIDigit else {
      return false
    }
    var points = 0
    for byte in text where !byte.isASCIIDigit {
      points += 1
      guard byte == UInt8(ascii: "."), points == 1 else { return false }
    }
    return true
  }
}
