/// The bytes of a frame with fewer of the sequences that set colours and attributes, and the same picture.
///
/// ncurses sets both colours again wherever one changes, and all attributes and both colours where an attribute ends. Here a
/// sequence is written when something is drawn that looks otherwise than what was drawn before it, and says just that; a blank
/// has no letters whose colour could matter.
nonisolated struct MergedStyles {
  private let endsEach: Bool
  private var out: [UInt8] = []
  /// What was asked for, and what the terminal has been told.
  private var wanted = GraphicRendition()
  private var told = GraphicRendition()
  /// Whether the terminal draws letters as letters, not as lines.
  private var drawsLetters = true
  /// Whether the last byte was part of something drawn.
  private var hasJustDrawn = false

  private init(endsEach: Bool) {
    self.endsEach = endsEach
  }

  /// The bytes of a frame that leaves the same picture.
  ///
  /// Before it and after it the terminal draws with its own colours and no attribute, as ncurses takes for granted as well.
  ///
  /// - Parameter endsEach: Whether the terminal has sequences that end one attribute or colour (22, 24, 27, 39, 49), as those
  ///   with 256 colours do.
  /// - Returns: `bytes` where anything in them is not understood.
  static func of(_ bytes: [UInt8], endsEach: Bool) -> [UInt8] {
    var merged = MergedStyles(endsEach: endsEach)
    merged.out.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let first = rest.first {
      guard let length = merged.take(first, rest) else { return bytes }
      rest = rest.dropFirst(length)
    }
    merged.tell(merged.wanted)
    return merged.out
  }

  /// Takes what stands at the start of `rest`.
  ///
  /// - Returns: its length; nil where it is not understood.
  private mutating func take(_ first: UInt8, _ rest: ArraySlice<UInt8>) -> Int? {
    switch first {
    case 0x1B: return takeEscape(rest)
    case 0x20: return takeBlank(rest)
    case 0x21...0x7E, 0x80...:
      tell(wanted)
      let length = pass(rest, rest.prefix { $0 > 0x20 && $0 != 0x7F }.count)
      hasJustDrawn = true
      return length
    // Back, tab and return move the cursor; a new line may scroll one in.
    case 0x08, 0x09, 0x0D: return pass(rest, 1)
    case 0x0A: return fill(rest, 1)
    case 0x0E, 0x0F: return chooseLetters(first == 0x0F, rest, 1)
    default: return nil
    }
  }

  // MARK: What is drawn

  /// Passes on what looks the same with whatever colours.
  private mutating func pass(_ rest: ArraySlice<UInt8>, _ count: Int) -> Int {
    hasJustDrawn = false
    out += rest.prefix(count)
    return count
  }

  /// Passes on what leaves blank cells.
  private mutating func fill(_ rest: ArraySlice<UInt8>, _ count: Int) -> Int {
    var look = told
    look.background = wanted.background
    tell(wanted.showsOnBlanks || look.showsOnBlanks || look.isInvisible ? wanted : look)
    return pass(rest, count)
  }

  /// A blank is a letter when a mark stands on it.
  private mutating func takeBlank(_ rest: ArraySlice<UInt8>) -> Int {
    if !Self.isAlone(rest.dropFirst().prefix(2)) { tell(wanted) }
    defer { hasJustDrawn = true }
    return fill(rest, 1)
  }

  /// Whether what follows a blank is surely no mark: ASCII, Latin-1, or lines, blocks and Braille (U+2500 to U+28FF).
  private static func isAlone(_ next: ArraySlice<UInt8>) -> Bool {
    guard let first = next.first, let second = next.last else { return true }
    return first < 0x80 || first == 0xC2 || first == 0xC3
      || first == 0xE2 && (0x94...0xA3).contains(second)
  }

  // MARK: Sequences

  private mutating func takeEscape(_ rest: ArraySlice<UInt8>) -> Int? {
    let bytes = rest.dropFirst()
    switch bytes.first {
    case UInt8(ascii: "["): return takeControl(rest)
    case UInt8(ascii: "("):
      guard let set = bytes.dropFirst().first else { return nil }
      return chooseLetters(set == UInt8(ascii: "B"), rest, 3)
    case UInt8(ascii: "M"), UInt8(ascii: "D"): return fill(rest, 2)
    case UInt8(ascii: "="), UInt8(ascii: ">"): return pass(rest, 2)
    default: return nil
    }
  }

  /// Leaves out what would have letters be letters that are.
  private mutating func chooseLetters(
    _ isLetters: Bool, _ rest: ArraySlice<UInt8>, _ count: Int
  ) -> Int {
    defer { drawsLetters = isLetters }
    hasJustDrawn = false
    return isLetters && drawsLetters ? count : pass(rest, count)
  }

  private mutating func takeControl(_ rest: ArraySlice<UInt8>) -> Int? {
    let parameters = rest.dropFirst(2).prefix { (0x20...0x3F).contains($0) }
    guard let final = rest.dropFirst(2 + parameters.count).first else { return nil }
    let length = parameters.count + 3
    switch Unicode.Scalar(final) {
    case "m":
      hasJustDrawn = false
      return wanted.apply(parameters) ? length : nil
    // The cursor moves, or the lines that scroll are set.
    case "A"..."H", "Z", "d", "f", "r": return pass(rest, length)
    case "h", "l":
      // Of synchronized output among others: nothing is to be said after it.
      tell(wanted)
      return pass(rest, length)
    case "J" where parameters.elementsEqual("2".utf8):
      beginAnew()
      return fill(rest, length)
    case "J", "K", "X", "@", "P", "L", "M", "S", "T": return fill(rest, length)
    case "b":
      // It draws again what stands right before it.
      defer { hasJustDrawn = true }
      return hasJustDrawn ? pass(rest, length) : nil
    default: return nil
    }
  }

  /// Where the whole screen is drawn, another program may have left the terminal as it liked.
  private mutating func beginAnew() {
    out += Array("\u{1B}(B\u{1B}[m".utf8)
    (told, drawsLetters) = (GraphicRendition(), true)
  }

  /// Has the terminal draw so from here on.
  private mutating func tell(_ look: GraphicRendition) {
    guard look != told else { return }
    out += look.sequence(from: told, endsEach: endsEach)
    told = look
  }
}
