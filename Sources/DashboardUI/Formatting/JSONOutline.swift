/// Lays JSON out over lines, two spaces a level; numbers, texts and the order of members stay as they were sent.
enum JSONOutline {
  /// Deeper levels stay on the line of this one.
  private static let deepest = 32

  /// The same value over several lines; empty arrays and objects stay together.
  ///
  /// What is not JSON, or is cut short, comes out with nothing lost but blanks between its parts.
  static func text(of source: String) -> String {
    String(decoding: bytes(of: Array(source.utf8)), as: UTF8.self)
  }

  /// The same as bytes.
  static func bytes(of source: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(source.count * 2)
    var depth = 0
    var isInString = false
    var isEscaped = false
    var wasOpened = false
    for byte in source {
      if isInString {
        out.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      if byte.isJSONBlank { continue }
      let isClosing = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      if isClosing {
        if !wasOpened, depth <= deepest { breakLine(&out, depth - 1) }
        depth = max(0, depth - 1)
      } else if wasOpened, depth <= deepest {
        breakLine(&out, depth)
      }
      out.append(byte)
      wasOpened = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ","): if depth <= deepest { breakLine(&out, depth) }
      case UInt8(ascii: ":"): out.append(UInt8(ascii: " "))
      default: isInString = byte == UInt8(ascii: "\"")
      }
    }
    return out
  }

  private static func breakLine(_ out: inout [UInt8], _ depth: Int) {
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<max(0, 2 * depth) { out.append(UInt8(ascii: " ")) }
  }
}

extension UInt8 {
  /// Whether it is a blank that JSON allows between its parts.
  var isJSONBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
