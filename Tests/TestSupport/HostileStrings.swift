import Foundation

/// Strings a server may send to steer a terminal, shift cells or fool a reader: those of `Tests/HostileStrings/strings.jsonl`, each
/// of which belongs in every field of every answer.
package struct HostileStrings: Sendable {
  /// JSON texts without their quotes, as a server writes them: a lone surrogate is an escape.
  package let written: [String]

  package init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "HostileStrings/strings.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    // Each line is ["name", "string"], ASCII alone.
    written = lines.map { line in
      let start = line.firstRange(of: #"", ""#)?.upperBound ?? line.startIndex
      return String(line[start...].dropLast(2))
    }
  }

  /// Each at the start, in the middle, at the end, and doubled.
  package var placed: [String] {
    written.flatMap { ["\($0)end", "be\($0)gin", "start\($0)", "\($0)\($0)"] }
  }

  /// The strings as they are decoded; what is no Unicode becomes replacement characters.
  package static func decoded(_ written: String) -> String {
    var units: [UInt16] = []
    var rest = written.utf16[...]
    while let unit = rest.popFirst() {
      guard unit == 0x5C, let letter = rest.popFirst() else {
        units.append(unit)
        continue
      }
      switch Character(Unicode.Scalar(UInt8(truncatingIfNeeded: letter))) {
      case "u":
        units.append(UInt16(String(Substring(rest.prefix(4))), radix: 16) ?? 0xFFFD)
        rest = rest.dropFirst(4)
      case "n": units.append(0x0A)
      case "r": units.append(0x0D)
      case "t": units.append(0x09)
      case "b": units.append(0x08)
      case "f": units.append(0x0C)
      default: units.append(letter)
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
