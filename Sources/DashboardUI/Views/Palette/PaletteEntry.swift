import TextCanvas

/// One thing that can be done, as the palette lists it.
struct PaletteEntry: Hashable, Sendable {
  /// Of its binding.
  let name: String
  /// The key that does it without the palette; empty where it has none.
  let key: String
  /// What it does.
  let words: String
  /// The word the footer has for it.
  private let footer: String
  /// What other programs call it.
  private let synonyms: [String]

  init(_ line: KeyLine) {
    name = line.name
    key = line.keys.first?.name ?? ""
    words = line.help.isEmpty ? line.footer ?? line.name : line.help
    footer = line.footer ?? ""
    synonyms = [words, footer, name].flatMap { $0.split { !$0.isLetter } }
      .flatMap { PaletteSynonyms.words[String($0)] ?? [] }
  }

  /// How well what is typed fits, and the letters of ``words`` to be shown as found.
  ///
  /// Its key is found as well as its words, the footer's word, its name, and what other programs call it.
  func match(_ typed: String) -> FuzzyMatch? {
    let terms = typed.split(separator: " ").map(String.init)
    guard !terms.isEmpty else { return nil }
    if typed == key {
      return FuzzyMatch(score: .max, places: FuzzyMatch(typed, in: words)?.places ?? [])
    }
    var (score, places): (Int, Set<Int>) = (0, [])
    for term in terms {
      guard let found = match(term: term) else { return nil }
      score += found.score
      places.formUnion(found.places)
    }
    return FuzzyMatch(score: score, places: places.sorted())
  }

  private func match(term: String) -> FuzzyMatch? {
    let inWords = FuzzyMatch(term, in: words)
    let others = [footer, name].compactMap { FuzzyMatch(term, in: $0)?.score }
    // Begun as it is said elsewhere; what is written here comes before it.
    let begun = synonyms.first { term.count >= 3 && $0.hasPrefix(term.lowercased()) }
    let meant = begun.flatMap { FuzzyMatch(term, in: $0) }.map { $0.score - 1 }
    let score = (others + [inWords?.score, meant].compactMap(\.self)).max()
    return score.map { FuzzyMatch(score: $0, places: inWords?.places ?? []) }
  }
}

extension FuzzyMatch {
  fileprivate init(score: Int, places: [Int]) {
    (self.score, self.places) = (score, places)
  }
}
