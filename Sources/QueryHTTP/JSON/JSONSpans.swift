/// Where the parts of a JSON document stand, so that some can be replaced and all others stay byte for byte.
package enum JSONSpans {
  /// One member of an object.
  package struct Member: Hashable, Sendable {
    package let key: String
    /// The bytes of its value.
    package let value: Range<Int>
  }

  /// The members of the object at a place, in order.
  ///
  /// - Parameter range: the bytes of the object alone.
  /// - Throws: `JSONError`, `duplicateKey` among it.
  package static func members(of bytes: [UInt8], in range: Range<Int>) throws -> [Member] {
    var members: [Member] = []
    var keys: Set<String> = []
    var reader = JSONReader(Array(bytes[range]))
    try reader.readObject { reader, key in
      let start = reader.offset
      try reader.skipValue()
      let name = String(decoding: key.bytes, as: UTF8.self)
      guard keys.insert(name).inserted else {
        throw JSONError(.duplicateKey, at: range.lowerBound + start)
      }
      members.append(
        Member(key: name, value: range.lowerBound + start..<range.lowerBound + reader.offset))
    }
    try reader.finish()
    return members
  }

  /// The elements of the array at a place, in order.
  ///
  /// - Throws: `JSONError`.
  package static func elements(of bytes: [UInt8], in range: Range<Int>) throws -> [Range<Int>] {
    var elements: [Range<Int>] = []
    var reader = JSONReader(Array(bytes[range]))
    try reader.readArray { reader in
      let start = reader.offset
      try reader.skipValue()
      elements.append(range.lowerBound + start..<range.lowerBound + reader.offset)
    }
    try reader.finish()
    return elements
  }

  /// A text between quotes, escaped as JSON has it.
  package static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
