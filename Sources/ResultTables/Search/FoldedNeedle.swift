import QueryCore

/// A text made ready to be found in UTF-8, in any case, its letters with marks however they are written: as one scalar or as
/// several (Unicode's canonical equivalence).
struct FoldedNeedle: Hashable, Sendable {
  /// In lower case.
  private let bytes: [UInt8]
  /// The same, compared by canonical equivalence.
  private let characters: [Character]
  /// Whether it was ASCII before it was folded, too.
  let isASCII: Bool
  /// Whether it is not once it is folded.
  private let isBeyondASCII: Bool
  /// The places of the needle's two rarest letters, which stop the search the fewest times.
  private let pivot: Int
  private let partner: Int

  init(_ text: String) {
    let folded = Self.folded(text)
    let bytes = Array(folded.utf8)
    self.bytes = bytes
    characters = Array(folded)
    isBeyondASCII = bytes.contains { $0 >= 0x80 }
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let places = bytes.indices.sorted { Self.frequency(bytes[$0]) < Self.frequency(bytes[$1]) }
    pivot = places.first ?? 0
    partner = places.dropFirst().first ?? pivot
  }

  /// The bytes are read within the call only.
  @inline(__always)
  func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !bytes.isEmpty, text.count >= bytes.count || !isASCII, let base = text.baseAddress else {
      return false
    }
    return isASCII ? holds(base, text.count) : holdsFolded(text)
  }

  /// Looks at sixteen places at once for the two rarest letters in either case, then at the rest.
  private func holds(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let (first, second) = (bytes[pivot], bytes[partner])
    let (firstBit, secondBit) = (Self.bit(first), Self.bit(second))
    let raw = UnsafeRawPointer(text)
    // The first place of the needle, and the one behind its last.
    var place = 0
    let end = count - bytes.count + 1
    while end - place >= 16 {
      let left = raw.loadUnaligned(fromByteOffset: place + pivot, as: SIMD16<UInt8>.self)
      let right = raw.loadUnaligned(fromByteOffset: place + partner, as: SIMD16<UInt8>.self)
      // All bits of a lane are 0 where both letters are there.
      let differ = (left | firstBit) ^ first | (right | secondBit) ^ second
      if differ.min() == 0 {
        for lane in 0..<16 where differ[lane] == 0 {
          if isAt(text, place + lane, count) { return true }
        }
      }
      place += 16
    }
    while place < end {
      if text[place + pivot] | firstBit == first, isAt(text, place, count) { return true }
      place += 1
    }
    return false
  }

  /// What makes a letter small; nothing for what is no letter.
  private static func bit(_ byte: UInt8) -> UInt8 { isLetter(byte) ? 0x20 : 0 }

  private func isAt(_ text: UnsafePointer<UInt8>, _ place: Int, _ count: Int) -> Bool {
    for (index, byte) in bytes.enumerated() where Self.lower(text[place + index]) != byte {
      return false
    }
    return !Self.isMark(text, place + bytes.count, count)
  }

  /// Whether a letter's mark begins at a place: `e` with one on it is another letter than `e`, as `é` is.
  private static func isMark(_ text: UnsafePointer<UInt8>, _ place: Int, _ count: Int) -> Bool {
    // U+0300 to U+036F.
    guard place + 1 < count else { return false }
    return text[place] == 0xCC || text[place] == 0xCD && text[place + 1] < 0xB0
  }

  /// Folds a whole text, and looks for the needle in it.
  private func holdsFolded(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // No letter of ASCII folds to one beyond it.
    if isBeyondASCII, text.allSatisfy({ $0 < 0x80 }) { return false }
    var folded = Self.folded(String(decoding: text, as: UTF8.self))
    // By bytes first: a needle may end inside a cluster, as after a consonant of Devanagari.
    return folded.withUTF8(holdsBytes) || holdsCharacters(folded)
  }

  private func holdsBytes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= bytes.count, let base = text.baseAddress else { return false }
    for start in 0...(text.count - bytes.count) where base[start] == bytes[0] {
      if bytes.indices.allSatisfy({ base[start + $0] == bytes[$0] }),
        !Self.isMark(base, start + bytes.count, text.count)
      {
        return true
      }
    }
    return false
  }

  private func holdsCharacters(_ text: String) -> Bool {
    guard isBeyondASCII, let first = characters.first else { return false }
    var rest = text[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: characters) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  /// Upper case first, so that letters with more than one lower case, as ς and σ, or ß and SS, meet.
  private static func folded(_ text: String) -> String { text.uppercased().lowercased() }

  private static func lower(_ byte: UInt8) -> UInt8 { isLetter(byte | 0x20) ? byte | 0x20 : byte }

  private static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

  /// How often a byte is met in rows, roughly: digits, then letters in the order they are met in text.
  private static func frequency(_ byte: UInt8) -> Int {
    if byte.isASCIIDigit { return 100 }
    let order = Array("zqjxkvbpgyfwmculdrhsnioate".utf8)
    return order.firstIndex(of: byte).map { $0 + 20 } ?? 10
  }
}
