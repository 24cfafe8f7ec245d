/// Which two bytes may follow one another in a token's spellings: what a text is looked through by before anything is compared.
struct PairTable: Sendable {
  private static let start: UInt8 = 1
  private static let inside: UInt8 = 2

  /// By two bytes, the first of them counting 256: whether a match may start with them, and whether one may hold them.
  private var marks = [UInt8](repeating: 0, count: 65_536)
  /// The fewest bytes of a match.
  private var shortest = Int.max

  /// Takes a token's spellings in.
  mutating func learn(_ matcher: TokenMatcher) {
    shortest = min(shortest, matcher.shortestMatch)
    for one in matcher.starts {
      for two in UInt8.min ... .max where matcher.canStart(one, two) { mark(one, two, Self.start) }
    }
    for pair in matcher.pairs { mark(pair.one, pair.two, Self.inside) }
  }

  private mutating func mark(_ one: UInt8, _ two: UInt8, _ mark: UInt8) {
    marks[Int(one) << 8 | Int(two)] |= mark
  }

  /// The next place where a match may start; the number of bytes where there is none.
  ///
  /// Two bytes that no match holds rule out every start from which a match would reach over them, so that most bytes of
  /// most texts are never looked at. Such a pair is looked for from the end of where a match would be, which rules out most;
  /// none is looked at twice.
  ///
  /// - Parameter seen: up to where, from the place on, every pair is known to be one that a match may hold.
  func nextStart(in bytes: [UInt8], from place: Int, seen: inout Int) -> Int {
    guard shortest > 1 else { return place }
    let (shortest, start, inside) = (shortest, Self.start, Self.inside)
    return bytes.withUnsafeBufferPointer { bytes in
      // Unchecked, since every byte of every answer passes here: all places are below the count, and two bytes are a
      // place in the table.
      marks.withUnsafeBufferPointer { marks in
        func mark(_ second: Int) -> UInt8 {
          marks[Int(bytes[second - 1]) << 8 | Int(bytes[second])]
        }
        var place = place
        seen = max(seen, place)
        while place + shortest <= bytes.count {
          let last = place + shortest - 1
          var second = last
          while second > seen, mark(second) & inside != 0 { second -= 1 }
          if second > seen {
            place = second
            seen = last
          } else if mark(place + 1) & start == 0 {
            place += 1
            seen = last
          } else {
            return place
          }
        }
        return bytes.count
      }
    }
  }
}
