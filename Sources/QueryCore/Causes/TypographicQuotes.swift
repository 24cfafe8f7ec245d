/// Quoted literals in the quotes that writing has and keyboards do not: “ ”, „ “, « », ‹ ›, ‘ ’, 「 」, 『 』.
struct TypographicQuotes {
  /// Those known to open nothing more, so that a closing one is not looked for again and again.
  private var exhausted: Set<Int> = []

  /// The place after the closing quote where the text opens one with its first byte.
  mutating func end(of text: ArraySlice<UInt8>) -> Int? {
    guard
      let pair = Self.pairs.indices.first(where: { text.starts(with: Self.pairs[$0].opening) }),
      !exhausted.contains(pair)
    else { return nil }
    var rest = text.dropFirst(Self.pairs[pair].opening.count)
    while let start = rest.firstIndex(where: { $0 >= 0x80 }) {
      rest = rest[start...]
      if let mark = Self.pairs[pair].closing.first(where: { rest.starts(with: $0) }) {
        rest = rest.dropFirst(mark.count)
        // An apostrophe inside a word closes nothing.
        guard rest.first.map(TokenKind.isPart) == true else { return rest.startIndex }
      } else {
        rest = rest.dropFirst()
      }
    }
    exhausted.insert(pair)
    return nil
  }

  private static let pairs: [(opening: [UInt8], closing: [[UInt8]])] = [
    ("“", ["”"]), ("„", ["“", "”"]), ("«", ["»"]), ("‹", ["›"]), ("‘", ["’"]), ("「", ["」"]),
    ("『", ["』"]),
  ].map { (Array($0.0.utf8), $0.1.map { Array($0.utf8) }) }
}
