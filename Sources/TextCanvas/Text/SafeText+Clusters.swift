extension SafeText {
  /// What fills one cell, or two: a drawn scalar with the marks on it, or a sign of several scalars; and its columns, 1 or 2.
  package struct Clusters: Sequence, IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private var pending: Unicode.Scalar?

    init(_ text: String) {
      scalars = text.unicodeScalars.makeIterator()
      pending = scalars.next()
    }

    package mutating func next() -> (glyph: Character, width: Int)? {
      guard let base = take() else { return nil }
      guard let mark = pending, mark.value >= 0x300 else {
        return (Character(base), DisplayWidth.of(base))
      }
      return cluster(of: base)
    }

    private mutating func cluster(of base: Unicode.Scalar) -> (glyph: Character, width: Int) {
      var width = DisplayWidth.of(base)
      var cluster = String(base)
      if TextFilter.isFlagLetter(base), let second = take() {
        cluster.unicodeScalars.append(second)
        width = 2
      }
      while let scalar = pending {
        if TextFilter.makesSign(scalar) {
          width = 2
        } else if DisplayWidth.of(scalar) > 0 || TextFilter.isFlagLetter(scalar) {
          break
        }
        cluster.unicodeScalars.append(scalar)
        pending = scalars.next()
        if scalar == TextFilter.joiner, let joined = take() {
          cluster.unicodeScalars.append(joined)
        }
      }
      return (cluster.first ?? "\u{FFFD}", width)
    }

    private mutating func take() -> Unicode.Scalar? {
      let scalar = pending
      pending = scalars.next()
      return scalar
    }
  }

  /// The clusters as a terminal's cells take them.
  ///
  /// A grapheme of several spacing scalars (a consonant and its spacing vowel) fills as many cells
  /// as it has of them.
  package var clusters: Clusters { Clusters(text) }
}
