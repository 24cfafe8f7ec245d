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

  init(_ line: KeyLine) {
    name = line.name
    key = line.keys.first?.name ?? ""
    words = line.help.isEmpty ? line.footer ?? line.name : line.help
    footer = line.footer ?? ""
  }

  /// How well what is typed fits, and the letters of ``words`` to be shown as found.
  ///
  /// Its key is found as well as its words, the footer's word and its name.
  func match(_ typed: String) -> FuzzyMatch? {
    let terms = typed.split(separator: " ")
    guard !terms.isEmpty else { return nil }
    let found = FuzzyMatch(words: terms, in: words)
    if typed == key { return FuzzyMatch(score: .max, places: found?.places ?? []) }
    let other = [footer, name].compactMap { FuzzyMatch(words: terms, in: $0)?.score }.max()
    let score = [found?.score, other].compactMap(\.self).max()
    return score.map { FuzzyMatch(score: $0, places: found?.places ?? []) }
  }
}

extension FuzzyMatch {
  init(score: Int, places: [Int]) {
    (self.score, self.places) = (score, places)
  }
}
