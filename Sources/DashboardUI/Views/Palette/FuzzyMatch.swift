/// How well letters typed one after another are found in a text, other letters between them.
///
/// From one word they go on to another only if each is begun at its start: in a sentence nearly any letters could be picked
/// together.
struct FuzzyMatch: Hashable, Sendable {
  /// The higher the better: letters side by side and at the starts of words count most.
  let score: Int
  /// Where the letters stand in the text, rising.
  let places: [Int]

  /// What a letter is worth, and what it is worth more at the start of a word, and right behind the one before it.
  private static let (letter, wordStart, neighbour) = (16, 8, 10)
  /// What a gap costs, and each letter in it but the first.
  private static let (gap, gapLetter) = (5, 1)

  /// Finds the best places of all letters, in any case.
  ///
  /// - Returns: nil where they do not stand in the text in this order.
  init?(_ typed: String, in text: String) {
    let wanted = Array(typed.lowercased())
    let letters = Array(text.lowercased())
    guard !wanted.isEmpty, wanted.count <= letters.count else { return nil }
    var table = Table(letters: letters.count)
    for character in wanted { table.add(character, letters) }
    guard let best = table.best else { return nil }
    (score, places) = best
  }

  /// The best place of a letter with others behind it.
  private struct Gap {
    private(set) var best: (score: Int, place: Int)?

    mutating func widen() { best?.score -= FuzzyMatch.gapLetter }

    mutating func offer(_ score: Int, at place: Int) {
      guard score - FuzzyMatch.gap > best?.score ?? .min else { return }
      best = (score - FuzzyMatch.gap, place)
    }
  }

  /// The best scores of the letters so far, by where the last of them stands; as Smith and Waterman align sequences.
  private struct Table {
    /// nil where the letter cannot stand.
    private var scores: [Int?]
    /// Whether the first letter began a word.
    private var isRooted: [Bool]
    /// For each letter where the one before it stands, by its own place.
    private var origins: [[Int]] = []

    init(letters: Int) {
      scores = Array(repeating: nil, count: letters)
      isRooted = Array(repeating: false, count: letters)
    }

    mutating func add(_ character: Character, _ letters: [Character]) {
      var next: [Int?] = Array(repeating: nil, count: letters.count)
      var origin = Array(repeating: -1, count: letters.count)
      let wasRooted = isRooted
      // The best of those that are not right before, what the gap costs taken off: anywhere, and in the same word.
      var (anywhere, within) = (Gap(), Gap())
      for place in letters.indices {
        let isStart = place == 0 || !letters[place - 1].isOfWord
        if isStart { within = Gap() }
        anywhere.widen()
        within.widen()
        if place >= 2, let score = scores[place - 2] {
          if wasRooted[place - 2] { anywhere.offer(score, at: place - 2) }
          if !isStart, letters[place - 2].isOfWord { within.offer(score, at: place - 2) }
        }
        guard letters[place] == character else { continue }
        let far = isStart ? anywhere.best : within.best
        let worth = FuzzyMatch.letter + (isStart ? FuzzyMatch.wordStart : 0)
        if origins.isEmpty {
          (next[place], isRooted[place]) = (worth, isStart)
          continue
        }
        let near = place > 0 ? scores[place - 1].map { $0 + FuzzyMatch.neighbour } : nil
        if let near, near >= far?.score ?? .min {
          (next[place], origin[place]) = (near + worth, place - 1)
          isRooted[place] = wasRooted[place - 1]
        } else if let far {
          (next[place], origin[place]) = (far.score + worth, far.place)
          isRooted[place] = wasRooted[far.place]
        }
      }
      scores = next
      origins.append(origin)
    }

    /// The best score with its places; the leftmost of equals.
    var best: (score: Int, places: [Int])? {
      guard let score = scores.compactMap(\.self).max(),
        var place = scores.firstIndex(of: score)
      else { return nil }
      var places: [Int] = []
      for origin in origins.reversed() {
        places.append(place)
        place = origin[place]
      }
      return (score, places.reversed())
    }
  }
}

extension Character {
  fileprivate var isOfWord: Bool { isLetter || isNumber }
}
