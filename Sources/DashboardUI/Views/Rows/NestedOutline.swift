/// Lays compact JSON out over lines, two spaces a level.
enum NestedOutline {
  /// Deeper levels are not indented further.
  private static let deepest = 32

  /// The same value over several lines; empty arrays and objects stay together.
  ///
  /// What is not JSON, or is cut short, comes out with nothing lost.
  static func text(of compact: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(compact.utf8)
    out.reserveCapacity(bytes.count * 2)
    var depth = 0
    var isInString = false
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
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
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        out.append(byte)
        depth += 1
        if !isClosing(bytes, at: index + 1) { breakLine(&out, depth) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth = max(0, depth - 1)
        if index > 0, !isOpening(bytes[index - 1]) { breakLine(&out, depth) }
        out.append(byte)
      case UInt8(ascii: ","):
        out.append(byte)
        breakLine(&out, depth)
      case UInt8(ascii: ":"):
        out += [byte, UInt8(ascii: " ")]
      default:
        out.append(byte)
        isInString = byte == UInt8(ascii: "\"")
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func breakLine(_ out: inout [UInt8], _ depth: Int) {
    out.append(UInt8(ascii: "\n"))
    out += [UInt8](repeating: UInt8(ascii: " "), count: 2 * min(depth, deepest))
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  private static func isClosing(_ bytes: [UInt8], at index: Int) -> Bool {
    index < bytes.count
      && (bytes[index] == UInt8(ascii: "}") || bytes[index] == UInt8(ascii: "]"))
  }
}
