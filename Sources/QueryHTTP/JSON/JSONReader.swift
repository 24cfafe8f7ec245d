package import QueryCore

/// A pull reader over the bytes of one JSON document (RFC 8259): no tree, no recursion past 64
/// levels, strings made only where they are asked for.
///
/// It accepts exactly the grammar, but for what hides nothing but itself: inside a string, bytes that are
/// not UTF-8 read as U+FFFD and a control character as itself, and `repair` says where. A lone surrogate
/// escape reads as U+FFFD, and a key that comes twice is the caller's to judge.
package struct JSONReader {
  /// Objects and arrays may nest this deep.
  package static let deepest = 64

  private let bytes: [UInt8]
  /// The next byte to be read.
  package private(set) var offset = 0
  private var depth = 0
  /// What has been read so far that is no text; nil where there was nothing.
  package private(set) var repair: TextRepair?

  /// Starts before the first byte of `bytes`.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Looks at the next value without reading it.
  ///
  /// - Throws: `JSONError` when no value starts here.
  package mutating func nextKind() throws -> JSONKind {
    switch try peek() {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    default: throw JSONError(.unexpectedByte, at: offset)
    }
  }

  /// Reads an object, calling `member` with the reader before each value; a value `member` leaves
  /// is skipped.
  ///
  /// - Throws: `JSONError`, or whatever `member` throws.
  package mutating func readObject(
    _ member: (inout JSONReader, JSONKey) throws -> Void
  ) throws {
    try open(UInt8(ascii: "{"))
    if try peek() == UInt8(ascii: "}") { return close() }
    while true {
      guard try peek() == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: offset) }
      let key = JSONKey(bytes: try scanString())
      try expect(UInt8(ascii: ":"))
      _ = try peek()
      let before = offset
      try member(&self, key)
      if offset == before { try skipValue() }
      if try endsList(with: UInt8(ascii: "}")) { return close() }
    }
  }

  /// Reads an array, calling `element` with the reader before each element; an element left unread
  /// is skipped.
  ///
  /// - Throws: `JSONError`, or whatever `element` throws.
  package mutating func readArray(_ element: (inout JSONReader) throws -> Void) throws {
    try open(UInt8(ascii: "["))
    if try peek() == UInt8(ascii: "]") { return close() }
    while true {
      _ = try peek()
      let before = offset
      try element(&self)
      if offset == before { try skipValue() }
      if try endsList(with: UInt8(ascii: "]")) { return close() }
    }
  }

  /// Reads a string's bytes, escapes resolved: a view of the document where there were none.
  ///
  /// - Throws: `JSONError.wrongKind` when the next value is not a string.
  package mutating func readStringBytes() throws -> ArraySlice<UInt8> {
    guard try nextKind() == .string else { throw JSONError(.wrongKind, at: offset) }
    return try scanString()
  }

  /// Reads a string, number, boolean or null.
  ///
  /// - Throws: `JSONError.wrongKind` for an object or array, which is left unread.
  package mutating func readScalar() throws -> JSONScalar {
    switch try nextKind() {
    case .string: return .string(String(decoding: try scanString(), as: UTF8.self))
    case .number: return .number(String(decoding: bytes[try scanNumber()], as: UTF8.self))
    case .bool:
      let isTrue = bytes[offset] == UInt8(ascii: "t")
      try scanWord(isTrue ? "true" : "false")
      return .bool(isTrue)
    case .null:
      try scanWord("null")
      return .null
    case .object, .array: throw JSONError(.wrongKind, at: offset)
    }
  }

  /// Reads past one value of any kind, checking it as strictly as if it were kept.
  package mutating func skipValue() throws {
    switch try nextKind() {
    case .object: try readObject { reader, _ in try reader.skipValue() }
    case .array: try readArray { reader in try reader.skipValue() }
    case .string: _ = try scanString()
    case .number: _ = try scanNumber()
    case .bool: try scanWord(bytes[offset] == UInt8(ascii: "t") ? "true" : "false")
    case .null: try scanWord("null")
    }
  }

  /// Checks that nothing but white space is left.
  ///
  /// - Throws: `JSONError.trailingBytes`.
  package mutating func finish() throws {
    skipSpace()
    if offset < bytes.count { throw JSONError(.trailingBytes, at: offset) }
  }

  // MARK: Structure

  private mutating func skipSpace() {
    while offset < bytes.count {
      let byte = bytes[offset]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      offset += 1
    }
  }

  private mutating func peek() throws -> UInt8 {
    skipSpace()
    guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
    return bytes[offset]
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard try peek() == byte else { throw JSONError(.unexpectedByte, at: offset) }
    offset += 1
  }

  private mutating func open(_ bracket: UInt8) throws {
    guard try peek() == bracket else { throw JSONError(.wrongKind, at: offset) }
    guard depth < Self.deepest else { throw JSONError(.tooDeep, at: offset) }
    depth += 1
    offset += 1
  }

  private mutating func close() {
    depth -= 1
    offset += 1
  }

  /// Reads the comma before a further element, or stops at the closing bracket.
  private mutating func endsList(with bracket: UInt8) throws -> Bool {
    let byte = try peek()
    if byte == bracket { return true }
    guard byte == UInt8(ascii: ",") else { throw JSONError(.unexpectedByte, at: offset) }
    offset += 1
    return false
  }

  private mutating func scanWord(_ word: StaticString) throws {
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
    guard word.withUTF8Buffer({ $0.elementsEqual(bytes[offset..<end]) }) else {
      throw JSONError(.unexpectedByte, at: offset)
    }
    offset = end
  }

  // MARK: Numbers

  private mutating func scanNumber() throws -> Range<Int> {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    let leadingZero = offset < bytes.count && bytes[offset] == UInt8(ascii: "0")
    let whole = scanDigits()
    guard whole > 0, !leadingZero || whole == 1 else { throw JSONError(.badNumber, at: start) }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      guard scanDigits() > 0 else { throw JSONError(.badNumber, at: start) }
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count,
        bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-")
      {
        offset += 1
      }
      guard scanDigits() > 0 else { throw JSONError(.badNumber, at: start) }
    }
    return start..<offset
  }

  private mutating func scanDigits() -> Int {
    let start = offset
    while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
    return offset - start
  }

  // MARK: Strings

  /// Reads from the opening quote past the closing one.
  private mutating func scanString() throws -> ArraySlice<UInt8> {
    let start = offset + 1
    var index = start
    var isEscaped = false
    var seen: UInt8 = 0
    var hasControls = false
    // Unchecked reads, each below the count: a third of what a page costs to decode is walking through its strings.
    let isClosed = bytes.withUnsafeBytes { bytes in
      while index < bytes.count {
        if index + 8 <= bytes.count {
          let word = StringWord(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
          seen |= word.isASCII ? 0 : 0x80
          index += word.plainCount
          guard word.plainCount < 8 else { continue }
        }
        let byte = bytes[index]
        if byte == UInt8(ascii: "\"") { return true }
        if byte < 0x20 { hasControls = true }
        seen |= byte
        index += 1
        guard byte == UInt8(ascii: "\\") else { continue }
        isEscaped = true
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == byte {
          index += 1
        }
      }
      return false
    }
    if hasControls {
      for place in start..<index where bytes[place] < 0x20 { note(place) }
    }
    guard isClosed else { throw JSONError(.unexpectedEnd, at: bytes.count) }
    let text = bytes[start..<index]
    if seen >= 0x80 { noteBadBytes(of: text) }
    offset = index + 1
    guard isEscaped else { return text }
    return try JSONEscapes.resolve(text)[...]
  }

  private mutating func noteBadBytes(of text: ArraySlice<UInt8>) {
    guard String(validating: text, as: UTF8.self) == nil else { return }
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = text.makeIterator()
    var place = text.startIndex
    while true {
      switch parser.parseScalar(from: &bytes) {
      case .valid(let scalar): place += scalar.count
      case .error(let length):
        note(place)
        place += length
      case .emptyInput: return
      }
    }
  }

  private mutating func note(_ place: Int) {
    var repair = repair ?? TextRepair()
    repair.note(place)
    self.repair = repair
  }
}

/// Eight bytes of a string, looked at together.
private struct StringWord {
  private let bytes: UInt64

  /// - Parameter bytes: as they lie in memory.
  init(_ bytes: UInt64) {
    self.bytes = UInt64(littleEndian: bytes)
  }

  /// Whether none is above 0x7F.
  var isASCII: Bool { bytes & (0x80 * Self.each) == 0 }

  /// How many come before the first quote, backslash or control character.
  ///
  /// The highest bit of a byte that is zero, or below n, is what a subtraction borrows there ("Bit Twiddling Hacks", haszero and
  /// hasless): right for the first such byte, which is all that is asked.
  var plainCount: Int {
    let quotes = bytes ^ (0x22 * Self.each)
    let backslashes = bytes ^ (0x5C * Self.each)
    let ends =
      ((quotes &- Self.each) & ~quotes)
      | ((backslashes &- Self.each) & ~backslashes)
      | ((bytes &- 0x20 * Self.each) & ~bytes)
    return (ends & (0x80 * Self.each)).trailingZeroBitCount / 8
  }

  private static let each: UInt64 = 0x0101_0101_0101_0101
}
