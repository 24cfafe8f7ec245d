/// Tells whether bytes are one JSON value (RFC 8259) and nothing else, by one walk over them.
struct JSONCheck {
  /// Deeper values are taken for no JSON: nobody reads them as an outline.
  private static let deepest = 512

  private enum Expected {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
  }

  private let bytes: [UInt8]
  private var index = 0
  private var expected = Expected.value
  /// For each value that is open whether it is an object.
  private var open: [Bool] = []

  static func isJSON(_ bytes: [UInt8]) -> Bool {
    var check = JSONCheck(bytes)
    while check.index < bytes.count {
      if bytes[check.index].isJSONBlank {
        check.index += 1
      } else if !check.step() {
        return false
      }
    }
    return check.expected == .nothing
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads one part: a bracket, a sign between values, or a value without parts.
  private mutating func step() -> Bool {
    let byte = bytes[index]
    switch (expected, byte) {
    case (.valueOrEnd, UInt8(ascii: "]")), (.keyOrEnd, UInt8(ascii: "}")): return close()
    case (.commaOrEnd, UInt8(ascii: "]")): return open.last == false && close()
    case (.commaOrEnd, UInt8(ascii: "}")): return open.last == true && close()
    case (.commaOrEnd, UInt8(ascii: ",")):
      expected = open.last == true ? .key : .value
    case (.colon, UInt8(ascii: ":")): expected = .value
    case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
      expected = .colon
      return readString()
    case (.value, _), (.valueOrEnd, _): return readValue(byte)
    default: return false
    }
    index += 1
    return true
  }

  private mutating func readValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < Self.deepest else { return false }
      open.append(byte == UInt8(ascii: "{"))
      expected = byte == UInt8(ascii: "{") ? .keyOrEnd : .valueOrEnd
      index += 1
      return true
    case UInt8(ascii: "\""):
      endValue()
      return readString()
    case UInt8(ascii: "t"): return readWord("true")
    case UInt8(ascii: "f"): return readWord("false")
    case UInt8(ascii: "n"): return readWord("null")
    default: return readNumber()
    }
  }

  private mutating func close() -> Bool {
    open.removeLast()
    endValue()
    index += 1
    return true
  }

  private mutating func endValue() { expected = open.isEmpty ? .nothing : .commaOrEnd }

  private mutating func readWord(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index + length <= bytes.count,
      word.withUTF8Buffer({ $0.elementsEqual(bytes[index..<(index + length)]) })
    else { return false }
    index += length
    endValue()
    return true
  }

  /// Reads a text with its quotes.
  private mutating func readString() -> Bool {
    index += 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return true
      case UInt8(ascii: "\\"):
        guard readEscape() else { return false }
      case ..<0x20: return false
      default: index += 1
      }
    }
    return false
  }

  private mutating func readEscape() -> Bool {
    guard index + 1 < bytes.count else { return false }
    let sign = bytes[index + 1]
    index += 2
    guard sign == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(sign) }
    guard index + 4 <= bytes.count else { return false }
    let isHex = bytes[index..<(index + 4)].allSatisfy {
      Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80
    }
    index += 4
    return isHex
  }

  /// Reads `-1204.50e+3`: no sign in front but minus, no zero in front of other digits.
  private mutating func readNumber() -> Bool {
    skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) {
      guard readDigits() else { return false }
    }
    if skip(UInt8(ascii: ".")) {
      guard readDigits() else { return false }
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
      guard readDigits() else { return false }
    }
    endValue()
    return true
  }

  @discardableResult
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func readDigits() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") <= 9 { index += 1 }
    return index > start
  }
}
