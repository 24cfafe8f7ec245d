package import FoundationEssentials

/// Readers for fields that a provider may leave out, null, or write as another type than it
/// promised.
extension JSONReader {
  /// Reads any value as text, cut at `limit` bytes on a character's edge; nil for null, objects and
  /// arrays, which are skipped.
  package mutating func readText(atMost limit: Int = 4096) throws -> String? {
    switch try nextKind() {
    case .object, .array:
      try skipValue()
      return nil
    case .string: return String.cut(try readStringBytes(), to: limit)
    case .number, .bool, .null: return try readScalar().text.map { String.cut($0.utf8, to: limit) }
    }
  }

  /// Reads any value as a whole number between 0 and `limit`; nil where it is none.
  ///
  /// Clamping keeps the sums made of a hostile server's counters from overflowing.
  package mutating func readCount(upTo limit: Int = 1_000_000_000) throws -> Int? {
    switch try nextKind() {
    case .object, .array:
      try skipValue()
      return nil
    case .string, .number, .bool, .null:
      return try readScalar().int.map { min(max(0, $0), limit) }
    }
  }

  /// Reads an ISO 8601 date and time; nil for anything else.
  package mutating func readInstant() throws -> Date? {
    guard try nextKind() == .string else {
      try skipValue()
      return nil
    }
    return ISO8601Instant.parse(try readStringBytes())
  }

  /// The most texts kept of one array.
  package static let mostTexts = 100

  /// Reads an array of texts, or one text as an array of one; elements that are no text are left
  /// out, and so are those after the first `mostTexts`.
  package mutating func readTexts(atMost limit: Int = 256) throws -> [String] {
    guard try nextKind() == .array else { return try readText(atMost: limit).map { [$0] } ?? [] }
    var texts: [String] = []
    try readArray { reader in
      guard texts.count < Self.mostTexts else { return try reader.skipValue() }
      if let text = try reader.readText(atMost: limit) { texts.append(text) }
    }
    return texts
  }

  /// Reads an object if one comes, calling `member` for each value; skips anything else.
  package mutating func readObjectIfPresent(
    _ member: (inout JSONReader, JSONKey) throws -> Void
  ) throws {
    guard try nextKind() == .object else { return try skipValue() }
    try readObject(member)
  }
}

extension String {
  /// Makes a string of at most `limit` bytes of UTF-8, never cutting a character's encoding in two.
  package static func cut(_ bytes: some BidirectionalCollection<UInt8>, to limit: Int) -> String {
    guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
    var end = bytes.index(bytes.startIndex, offsetBy: Swift.max(0, limit))
    // A byte 10xxxxxx continues the character before it; four are the most one character has.
    for _ in 0..<3 where end > bytes.startIndex && bytes[end] & 0xC0 == 0x80 {
      end = bytes.index(end, offsetBy: -1)
    }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
