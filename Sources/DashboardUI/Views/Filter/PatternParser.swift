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
      var part = try parseOne()
      while let (least, most) = try parseCount() {
        part = .repeated(part, least: least, most: most)
        // Whether as few or as many as can be makes no difference to whether there is a match.
        _ = take("?")
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
    guard take("{"), let least = parseNumber() else {
      place = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = parseNumber() }
    guard take("}") else {
      place = start
      return nil
    }
    guard least <= most ?? least else {
      throw problem("{\(least),\(most ?? 0)} is a range that ends before it begins", at: start)
    }
    return (least, most)
  }

  private mutating func parseNumber() -> Int? {
    let start = place
    while place < characters.count, characters[place].isASCII, characters[place].isNumber {
      place += 1
    }
    // More digits than any pattern can be repeated.
    return place - start > 4 ? nil : Int(String(characters[start..<place]))
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
    let begin = place
    while !peek("]") || place == begin {
      guard place < characters.count else {
        throw problem("this [ is never closed; \\[ is the sign", at: start)
      }
      let at = place
      var character = characters[place]
      place += 1
      if character == "\\" {
        if let (part, isNegated) = try parseClass() {
          set.formUnion(isNegated ? Set(0..<128).subtracting(part) : part)
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
      place += 1
      guard let low = character.asciiValue, let high = characters[place].asciiValue, low <= high
      else { throw problem("this range has to rise, from one ASCII character to another", at: at) }
      place += 1
      set.formUnion(Self.bothCases(low...high))
    }
    place += 1
    if isNegated { return .any(but: set) }
    return others.isEmpty ? .symbol(set) : .either([.symbol(set)] + others)
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
