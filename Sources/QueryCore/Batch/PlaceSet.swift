/// A set of places in a list, kept as a bit each: a walk over its members costs a sixty-fourth of one over the list.
package struct PlaceSet: Hashable, Sendable {
  private var words: [UInt64] = []
  package private(set) var count = 0

  package init() {}

  package var isEmpty: Bool { count == 0 }

  package mutating func insert(_ place: Int) {
    let (word, bit) = (place >> 6, UInt64(1) << UInt64(place & 63))
    while words.count <= word { words.append(0) }
    guard words[word] & bit == 0 else { return }
    words[word] |= bit
    count += 1
  }

  package mutating func remove(_ place: Int) {
    guard contains(place) else { return }
    words[place >> 6] &= ~(UInt64(1) << UInt64(place & 63))
    count -= 1
    // Sets with the same members are equal, however they came to be.
    while words.last == 0 { words.removeLast() }
  }

  package func contains(_ place: Int) -> Bool {
    place >> 6 < words.count && words[place >> 6] & (UInt64(1) << UInt64(place & 63)) != 0
  }

  /// The lowest member that is not below `place`; nil where there is none.
  package func first(from place: Int = 0) -> Int? {
    var word = place >> 6
    guard word < words.count else { return nil }
    var bits = words[word] & (UInt64.max << UInt64(place & 63))
    while bits == 0 {
      word += 1
      guard word < words.count else { return nil }
      bits = words[word]
    }
    return word << 6 + bits.trailingZeroBitCount
  }

  /// The highest member; nil where there is none.
  package var last: Int? {
    words.last.map { (words.count - 1) << 6 + 63 - $0.leadingZeroBitCount }
  }
}

extension PlaceSet: Sequence {
  /// Walks over the members, rising.
  package struct Iterator: IteratorProtocol {
    private let set: PlaceSet
    private var start = 0

    init(_ set: PlaceSet) { self.set = set }

    package mutating func next() -> Int? {
      guard let place = set.first(from: start) else { return nil }
      start = place + 1
      return place
    }
  }

  package func makeIterator() -> Iterator { Iterator(self) }
  package var underestimatedCount: Int { count }
}
