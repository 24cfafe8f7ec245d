extension SafeText {
  /// What fills one cell, or two: a drawn scalar with the marks on it, and its columns, 1 or 2.
  package struct Clusters: Sequence, IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private var pending: Unicode.Scalar?

    init(_ string: String) {
      scalars = string.unicodeScalars.makeIterator()
      pending = scalars.next()
    }

    package mutating func next() -> (glyph: Character, width: Int)? {
      guard let base = pending else { return nil }
      let width = DisplayWidth.of(base)
      pending = scalars.next()
      guard let mark = pending, DisplayWidth.of(mark) == 0 else { return (Character(base), width) }
      var cluster = String(base)
      while let mark = pending, DisplayWidth.of(mark) == 0 {
        cluster.unicodeScalars.append(mark)
        pending = scalars.next()
      }
      return (cluster.first ?? "\u{FFFD}", width)
    }
  }

  /// The clusters as a terminal's cells take them.
  ///
  /// A grapheme of several spacing scalars (a consonant and its spacing vowel) fills as many cells
  /// as it has of them.
  package var clusters: Clusters { Clusters(string) }
}
