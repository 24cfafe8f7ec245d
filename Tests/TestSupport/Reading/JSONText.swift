import FoundationEssentials

/// A strict reader of JSON text (RFC 8259) that keeps numbers as they are written, since no double holds
/// them all and the system's decoder refuses the rest.
struct JSONText {
  private struct Broken: Error {
    let byte: Int
  }

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws -> JSONValue {
    let value = try value()
    guard next == nil else { throw Broken(byte: place) }
    return value
  }

  /// The next byte that is no white space.
  private var next: UInt8? {
    mutating get {
      while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
      return place < bytes.count ? bytes[place] : nil
    }
  }

  private mutating func value() throws -> JSONValue {
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    default: break
    }
    let end = bytes[place...].firstIndex { !Self.isWordByte($0) }
    let word = String(decoding: bytes[place..<(end ?? bytes.count)], as: UTF8.self)
    place += word.utf8.count
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      let isNumber =
        word.first != "+" && word.last?.isNumber == true
        && word.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
      guard isNumber, Double(word) != nil else { throw Broken(byte: place) }
      return .number(word)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
      || "+-.".utf8.contains(byte)
  }

  private mutating func object() throws -> JSONValue {
    var members: [String: JSONValue] = [:]
    try list(until: UInt8(ascii: "}")) { text in
      guard text.next == UInt8(ascii: "\"") else { throw Broken(byte: text.place) }
      let name = try text.string()
      try text.take(UInt8(ascii: ":"))
      members[name] = try text.value()
    }
    return .object(members)
  }

  private mutating func array() throws -> JSONValue {
    var elements: [JSONValue] = []
    try list(until: UInt8(ascii: "]")) { elements.append(try $0.value()) }
    return .array(elements)
  }

  private mutating func list(until end: UInt8, _ element: (inout JSONText) throws -> Void) throws {
    place += 1
    if next == end {
      place += 1
      return
    }
    while true {
      try element(&self)
      guard next == UInt8(ascii: ",") else { return try take(end) }
      place += 1
    }
  }

  private mutating func take(_ byte: UInt8) throws {
    guard next == byte else { throw Broken(byte: place) }
    place += 1
  }

  /// A string, whose escapes are left to the system's decoder.
  private mutating func string() throws -> String {
    let start = place
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    try take(UInt8(ascii: "\""))
    let inside = bytes[(start + 1)..<(place - 1)]
    guard inside.contains(where: { $0 == UInt8(ascii: "\\") || $0 < 0x20 }) else {
      return String(decoding: inside, as: UTF8.self)
    }
    return try JSONDecoder().decode(String.self, from: Data(bytes[start..<place]))
  }
}
