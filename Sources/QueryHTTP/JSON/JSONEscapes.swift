/// The backslash escapes of a JSON string.
enum JSONEscapes {
  /// Resolves every escape of a string's inner bytes, to UTF-8.
  ///
  /// A surrogate without its pair becomes U+FFFD: one bad name must not make a whole answer
  /// unreadable.
  /// - Throws: `JSONError.badEscape` for an escape outside the grammar.
  static func resolve(_ text: ArraySlice<UInt8>) throws -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      guard index < text.endIndex else { throw JSONError(.badEscape, at: index) }
      let letter = text[index]
      index += 1
      if letter == UInt8(ascii: "u") {
        let scalar = try readScalar(text, &index)
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else if let plain = plainEscape(letter) {
        result.append(plain)
      } else if letter < 0x20 || letter >= 0x80 {
        // No more than a bad byte: what it is, is told where it is read.
        result.append(letter)
      } else {
        throw JSONError(.badEscape, at: index - 1)
      }
    }
    return result
  }

  private static func plainEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair where one follows.
  private static func readScalar(
    _ text: ArraySlice<UInt8>, _ index: inout Int
  ) throws -> Unicode.Scalar {
    let first = try readUnit(text, &index)
    if let scalar = Unicode.Scalar(first) { return scalar }
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard first < 0xDC00, index + 1 < text.endIndex, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u")
    else { return replacement }
    var ahead = index + 2
    let second = try readUnit(text, &ahead)
    guard (0xDC00...0xDFFF).contains(second) else { return replacement }
    index = ahead
    let combined = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00)
    return Unicode.Scalar(combined) ?? replacement
  }

  private static func readUnit(_ text: ArraySlice<UInt8>, _ index: inout Int) throws -> UInt16 {
    guard text.endIndex - index >= 4 else { throw JSONError(.badEscape, at: index) }
    var unit: UInt16 = 0
    for position in index..<(index + 4) {
      guard let digit = hexDigit(text[position]) else { throw JSONError(.badEscape, at: position) }
      unit = unit << 4 | UInt16(digit)
    }
    index += 4
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// A JSON value that is neither object nor array; a number stays the text its sender wrote.
package enum JSONScalar: Hashable, Sendable {
  case string(String)
  case number(String)
  case bool(Bool)
  case null

  /// The value as text: a string itself, a number's source, `true` or `false`; nil for null.
  package var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null: nil
    }
  }

  /// The value as a whole number, also where it was written `12.0`, `1e3` or `"12"`; nil if it is
  /// none or does not fit.
  package var int: Int? {
    switch self {
    case .number(let text), .string(let text):
      if let exact = Int(text) { return exact }
      guard let double = Double(text) else { return nil }
      return Int(exactly: double)
    case .bool, .null: return nil
    }
  }
}
