/// Reads a regular expression.
///
/// What there is: characters as they are, `.`, `[a-z]`, `[^a-z]`, `\d \w \s` and their capitals, `( )`, `(?: )`, `|`, `* + ?`, `{2}`,
/// `{2,}`, `{2,5}`, `^` and `$`, and `\` before a sign that is to be itself. What there is not, backward references and looking
/// around, is what no walk over the text can do.
struct PatternParser {
  private let characters: [Character]
  private var place = 0
  /// Where the expression begins in the filter, counted from 1.
  private let column: Int

  init(_ text: String, column: Int) {
    // A text in which letters beyond ASCII are looked for is folded; so is what is looked for.
    characters = text.flatMap { $0.isASCII ? [$0] : Array($0.lowercased()) }
    self.column = column
  }

  /// - Throws: `FilterProblem` at the character that cannot be read.
  mutating func parse() throws(FilterProblem) -> PatternTree {
    let tree = try parseEither()
    guard place == characters.count else {
      throw problem(") without a ( before it; \\) is the sign")
    }
    return tree
  }

  private func problem(_ sentence: String, at place: Int? = nil) -> FilterProblem {
    FilterProblem(column + (place ?? self.place), sentence)
  }

  private func peek(_ character: Character) -> Bool {
    place < characters.count && characters[place] == character
  }

  private mutating func take(_ character: Character) -> Bool {
    guard peek(character) else { return false }
    place += 1
    return true
  }

  private mutating func parseEither() throws(FilterProblem) -> PatternTree {
    var branches = [try parseSequence()]
    while take("|") { branches.append(try parseSequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func parseSequence() throws(FilterProblem) -> PatternTree {
    var parts: [PatternTree] = []
    while place < characters.count, !peek("|"), !peek(")") {
      let start = place
      var part = try parseOne()
      let isEnd = place == start + 1 && ["^", "$"].contains(characters[start])
      let countStart = place
      if let (least, most) = try parseCount() {
        guard !isEnd else {
          throw problem(
            "an end of the text cannot be counted; \\\(characters[start]) is the sign", at: start)
        }
        part = .repeated(part, least: least, most: most)
        // Whether as few or as many as can be makes no difference to whether there is a match.
        _ = take("?")
        let second = place
        guard try parseCount() == nil else {
          throw problem(
            "\(String(characters[second..<place])) is a second count behind \(String(characters[countStart..<second])); \\\(characters[second]) is the sign",
            at: second)
        }
      }
      parts.append(part)
    }
    return .sequence(parts)
  }

  private mutating func parseCount() throws(FilterProblem) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = place
    guard isCount(at: place) else { return nil }
    place += 1
    let least = try parseNumber(in: start)
    var most = least
    if take(",") { most = try parseNumber(in: start) }
    guard let least, take("}") else {
      throw problem("a count is {2}, {2,} or {2,5}; \\{ is the sign", at: start)
    }
    guard least <= most ?? least else {
      throw problem("{\(least),\(most ?? 0)} is a range that ends before it begins", at: start)
    }
    return (least, most)
  }

  /// Whether a `{` stands here that begins a count: before anything but a number it is text.
  private func isCount(at place: Int) -> Bool {
    guard characters.indices.contains(place), characters[place] == "{" else { return false }
    let rest = characters[(place + 1)...].drop { $0 == "," }
    return rest.first.map(Self.isDigit) ?? false
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  /// A number of a count that begins at `start`; nil where there is none.
  private mutating func parseNumber(in start: Int) throws(FilterProblem) -> Int? {
    let digits = characters[place...].prefix(while: Self.isDigit)
    place += digits.count
    guard !digits.isEmpty else { return nil }
    guard digits.count <= 4, let number = Int(String(digits)) else {
      throw problem(
        "\(String(digits)) is too often: at most \(PatternMachine.most) characters, repetitions written out",
        at: start)
    }
    return number
  }

  private mutating func parseOne() throws(FilterProblem) -> PatternTree {
    let start = place
    let character = characters[place]
    place += 1
    switch character {
    case "(":
      if peek("?") {
        guard place + 1 < characters.count, characters[place + 1] == ":" else {
          throw problem("of groups that begin with (? only (?: is known")
        }
        place += 2
      }
      let tree = try parseEither()
      guard take(")") else { throw problem("this ( is never closed; \\( is the sign", at: start) }
      return tree
    case "[": return try parseSet(from: start)
    case ".": return .any()
    case "^": return .symbol([PatternTree.start])
    case "$": return .symbol([PatternTree.end])
    case "*", "+", "?":
      throw problem(
        "nothing stands before this \(character); \\\(character) is the sign", at: start)
    case "{" where isCount(at: start):
      throw problem("nothing stands before this count; \\{ is the sign", at: start)
    case "\\":
      if let (set, isNegated) = try parseClass() {
        return isNegated ? .any(but: set) : .symbol(set)
      }
      return .literal(try parseEscaped())
    default: return .literal(character)
    }
  }

  /// The sign behind a `\`.
  private mutating func parseEscaped() throws(FilterProblem) -> Character {
    guard place < characters.count else { throw problem("a sign is missing behind the \\") }
    let character = characters[place]
    guard !character.isLetter, !character.isNumber else {
      throw problem("\\\(character) is not known here: \\d \\w \\s \\D \\W \\S are", at: place - 1)
    }
    place += 1
    return character
  }

  /// The set that a letter behind a `\` stands for, and whether all but it is meant.
  private mutating func parseClass() throws(FilterProblem) -> (Set<UInt16>, Bool)? {
    guard place < characters.count else { throw problem("a sign is missing behind the \\") }
    let letter = characters[place]
    guard let set = Self.classes[Character(letter.lowercased())] else { return nil }
    place += 1
    return (set, letter.isUppercase)
  }

  private static let classes: [Character: Set<UInt16>] = {
    let digits = Set(UInt16(UInt8(ascii: "0"))...UInt16(UInt8(ascii: "9")))
    let letters = Set(
      (UInt8(ascii: "a")...UInt8(ascii: "z")).flatMap { [UInt16($0), UInt16($0 & ~0x20)] })
    return [
      "d": digits, "w": digits.union(letters).union([UInt16(UInt8(ascii: "_"))]),
      "s": Set([9, 10, 11, 12, 13, 32]),
    ]
  }()

  /// A set in brackets, the opening one of which has been read.
  private mutating func parseSet(from start: Int) throws(FilterProblem) -> PatternTree {
    let isNegated = take("^")
    var set: Set<UInt16> = []
    var others: [PatternTree] = []
    var holdsBeyondASCII = false
    let begin = place
    while !peek("]") || place == begin {
      guard place < characters.count else {
        throw problem("this [ is never closed; \\[ is the sign", at: start)
      }
      let at = place
      var character = characters[place]
      place += 1
      if character == "[", let sign = [":", ".", "="].first(where: peek) {
        throw problem("[\(sign) is not known here: \\d \\w \\s are; \\[ is the sign", at: at)
      }
      if character == "\\" {
        if let (part, isNegated) = try parseClass() {
          set.formUnion(isNegated ? Set(0..<128).subtracting(part) : part)
          holdsBeyondASCII = holdsBeyondASCII || isNegated
          continue
        }
        character = try parseEscaped()
      }
      guard peek("-"), place + 1 < characters.count, characters[place + 1] != "]" else {
        guard let byte = character.asciiValue else {
          guard !isNegated else { throw problem("[^ ] takes ASCII characters only", at: at) }
          others.append(.literal(character))
          continue
        }
        set.formUnion(Self.bothCases(byte...byte))
        continue
      }
      set.formUnion(Self.bothCases(try parseRange(from: character, at: at)))
    }
    place += 1
    if holdsBeyondASCII {
      let excluded = Set(0..<128).subtracting(set)
      return isNegated ? .symbol(excluded) : .any(but: excluded)
    }
    if isNegated { return .any(but: set) }
    return others.isEmpty ? .symbol(set) : .either([.symbol(set)] + others)
  }

  /// The range in a set whose first character, at `start`, has been read.
  private mutating func parseRange(from character: Character, at start: Int) throws(FilterProblem)
    -> ClosedRange<UInt8>
  {
    var end = characters[place + 1]
    place += 2
    if end == "\\" { end = try parseEscaped() }
    guard let low = character.asciiValue, let high = end.asciiValue, low <= high else {
      throw problem("this range has to rise, from one ASCII character to another", at: start)
    }
    return low...high
  }

  private static func bothCases(_ bytes: ClosedRange<UInt8>) -> Set<UInt16> {
    var set: Set<UInt16> = []
    for byte in bytes {
      set.insert(UInt16(byte))
      if (byte | 0x20) &- UInt8(ascii: "a") < 26 {
        set.formUnion([UInt16(byte | 0x20), UInt16(byte & ~0x20)])
      }
    }
    return set
  }
}
