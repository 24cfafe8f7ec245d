import TextCanvas

/// An answer as its view shows it: laid out if it is JSON, as it came if not, and broken into rows; all of that once for an
/// answer and a width, not once a frame.
struct AnswerText: Hashable, Sendable {
  /// What the server sent, as far as it is kept.
  let source: String
  /// Whether it is whole and not JSON.
  let isOddText: Bool
  private(set) var rows: TextRows

  /// - Parameter isCut: whether only the start of the answer is kept: its outline breaks off then.
  init(_ source: String, isCut: Bool, width: Int) {
    self.source = source
    let bytes = Array(source.utf8)
    let isJSON = JSONCheck.isJSON(bytes)
    isOddText = !isJSON && !isCut
    rows = TextRows(isJSON || isCut ? JSONOutline.bytes(of: bytes) : bytes, width: width)
  }

  /// Breaks the same text for another width.
  mutating func wrap(width: Int) {
    if rows.width != width { rows = TextRows(rows.bytes, width: width) }
  }
}

/// What is looked for in a text, and where it is.
struct TextHits: Hashable, Sendable {
  let needle: String
  /// Where each hit begins, rising; the first `most`.
  let places: [Int]
  /// The hit last gone to.
  var current: Int?
  /// Bytes a hit has.
  private let length: Int

  /// More than anybody steps through.
  static let most = 10_000

  /// Finds a text without regard to the case of ASCII letters.
  init(_ needle: String, in bytes: [UInt8]) {
    self.needle = needle
    let pattern = needle.utf8.map(\.lowerASCII)
    length = pattern.count
    var places: [Int] = []
    if let first = pattern.first, bytes.count >= pattern.count {
      var index = 0
      let last = bytes.count - pattern.count
      while index <= last, places.count < Self.most {
        if bytes[index].lowerASCII == first, Self.isHit(pattern, in: bytes, at: index) {
          places.append(index)
          index += pattern.count
        } else {
          index += 1
        }
      }
    }
    self.places = places
  }

  private static func isHit(_ pattern: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
    for (offset, byte) in pattern.enumerated() where bytes[start + offset].lowerASCII != byte {
      return false
    }
    return true
  }

  /// Goes to the next hit, from the start again after the last; `backwards` the other way.
  ///
  /// - Returns: where it begins; nil where there is none.
  mutating func step(backwards: Bool) -> Int? {
    guard !places.isEmpty else { return nil }
    let from = current ?? (backwards ? 0 : -1)
    let next = (from + (backwards ? -1 : 1) + places.count) % places.count
    current = next
    return places[next]
  }

  /// Goes to the first hit at a place or behind it; the first of all where there is none.
  mutating func go(from place: Int) -> Int? {
    current = places.firstIndex { $0 >= place } ?? (places.isEmpty ? nil : 0)
    return current.map { places[$0] }
  }

  /// A range in parts: which of them belong to a hit.
  func parts(of range: Range<Int>) -> [(range: Range<Int>, isHit: Bool)] {
    var parts: [(range: Range<Int>, isHit: Bool)] = []
    var start = range.lowerBound
    for place in places[firstIndex(endingAfter: start)...] {
      guard place < range.upperBound else { break }
      let hit = max(start, place)..<min(range.upperBound, place + length)
      if hit.lowerBound > start { parts.append((start..<hit.lowerBound, false)) }
      parts.append((hit, true))
      start = hit.upperBound
    }
    if start < range.upperBound { parts.append((start..<range.upperBound, false)) }
    return parts
  }

  private func firstIndex(endingAfter place: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] + length <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension UInt8 {
  /// The lower case of an ASCII letter; all else as it is.
  fileprivate var lowerASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
