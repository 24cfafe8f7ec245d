/// What a terminal has been told, so that a frame need not say it again.
///
/// ncurses sets both colours again wherever one changes, all attributes and both colours where an attribute ends, and none at
/// the end of a frame. Here a sequence is written when something is drawn that looks otherwise than what was drawn before it,
/// in this frame or the last, and says just that; a blank has no letters whose colour could matter.
nonisolated struct KnownTerminal {
  private struct Saved {
    let wanted: GraphicRendition
    let told: GraphicRendition
    let drawsLetters: Bool
    let cursor: KnownCursor
  }

  private let endsEach: Bool
  private var out: [UInt8] = []
  /// What ncurses takes for told, and what the terminal has been told.
  private var wanted = GraphicRendition()
  private var told = GraphicRendition()
  /// Where in `out` the terminal was told a background alone, if only blanks were drawn since, and what it had been told before.
  private var lastBackground: (place: Range<Int>, before: GraphicRendition)?
  private var entries: [Int32: UInt8] = [:]
  private var cursor = KnownCursor()
  /// What a saved cursor brings back.
  private var saved: Saved?
  /// Where in `out` the cursor was put at the top left by setting the lines that scroll.
  private var homePlace: Int?
  /// Whether the terminal draws letters as letters, not as lines.
  private var drawsLetters = false
  /// Whether the last byte was part of something drawn.
  private var hasJustDrawn = false
  /// Whether another program may have left the terminal as it liked.
  private var isForgotten = true

  /// - Parameter endsEach: Whether the terminal has sequences that end one attribute or colour (22, 24, 27, 39, 49), as those
  ///   with 256 colours do.
  init(endsEach: Bool) {
    self.endsEach = endsEach
  }

  /// Takes nothing for told any more.
  mutating func forget() {
    isForgotten = true
  }

  /// Leaves out of a frame what makes no difference to the picture.
  ///
  /// - Parameters:
  ///   - rows: of the screen.
  ///   - entries: The entries of the palette of 256 that colours are, by red, green and blue in one number; the terminal knows
  ///     them as well, and they are said in fewer bytes.
  /// - Returns: the frame as it is, behind what it takes for granted, where anything in it is not understood.
  mutating func shorten(_ frame: [UInt8], rows: Int, entries: [Int32: UInt8] = [:]) -> [UInt8] {
    guard !frame.isEmpty else { return [] }
    var next = self
    next.begin(frame.count, rows: rows)
    next.entries = entries
    var rest = frame[...]
    while let first = rest.first {
      guard let length = next.take(first, rest) else { return plain(frame) }
      rest = rest.dropFirst(length)
    }
    let shortened = next.out
    next.out = []
    self = next
    return shortened
  }

  private mutating func begin(_ count: Int, rows: Int) {
    out.reserveCapacity(count)
    cursor = KnownCursor(rows: rows)
    (lastBackground, homePlace, hasJustDrawn, saved) = (nil, nil, false, nil)
    guard isForgotten else { return }
    isForgotten = false
    out += Array("\u{1B}[m".utf8)
    (wanted, told, drawsLetters) = (GraphicRendition(), GraphicRendition(), false)
  }

  /// Every frame of ncurses' ends with the terminal's own colours and no attribute.
  private mutating func plain(_ frame: [UInt8]) -> [UInt8] {
    let before = told == wanted ? [] : wanted.sequence(from: told, endsEach: endsEach)
    (wanted, told, drawsLetters) = (GraphicRendition(), GraphicRendition(), false)
    return before + frame
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
      (hasJustDrawn, lastBackground) = (true, nil)
      return length
    // Back, tab and return move the cursor; a new line may scroll one in.
    case 0x08, 0x09, 0x0D: return pass(rest, 1)
    case 0x0A:
      cursor.goDown()
      return fill(rest, 1)
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
    if wanted.showsOnBlanks || look.showsOnBlanks || look.isInvisible {
      tell(wanted)
      lastBackground = nil
    } else if look != told {
      let (start, before) = (out.count, told)
      tell(look)
      lastBackground = (start..<out.count, before)
    }
    return pass(rest, count)
  }

  /// A blank is a letter when a mark stands on it.
  private mutating func takeBlank(_ rest: ArraySlice<UInt8>) -> Int {
    if !Self.isAlone(rest.dropFirst().prefix(2)) {
      tell(wanted)
      lastBackground = nil
    }
    defer { hasJustDrawn = true }
    return fill(rest, 1)
  }

  /// Whether what follows a blank is surely no mark: ASCII, Latin-1, or lines, blocks and Braille (U+2500 to U+28FF).
  private static func isAlone(_ next: ArraySlice<UInt8>) -> Bool {
    guard let first = next.first, let second = next.last else { return true }
    return first < 0x80 || first == 0xC2 || first == 0xC3
      || first == 0xE2 && (0x94...0xA3).contains(second)
  }

  /// Has the terminal draw so from here on.
  private mutating func tell(_ look: GraphicRendition) {
    guard look != told else { return }
    if let (place, before) = lastBackground, look.background == told.background,
      !look.showsOnBlanks, !look.isInvisible
    {
      // Said before the blanks, which look the same with it: one sequence for two.
      out.replaceSubrange(place, with: look.sequence(from: before, endsEach: endsEach))
    } else {
      out += look.sequence(from: told, endsEach: endsEach)
    }
    lastBackground = nil
    told = look
  }

  // MARK: Sequences

  private mutating func takeEscape(_ rest: ArraySlice<UInt8>) -> Int? {
    let bytes = rest.dropFirst()
    switch bytes.first.map(Unicode.Scalar.init) {
    case "[": return takeControl(rest)
    case "]":
      let text = bytes.prefix { $0 != 0x07 && $0 != 0x1B }
      return text.endIndex < rest.endIndex && rest[text.endIndex] == 0x07
        ? pass(rest, text.count + 2) : nil
    case "(":
      guard let set = bytes.dropFirst().first else { return nil }
      return chooseLetters(set == UInt8(ascii: "B"), rest, 3)
    case "M":
      cursor.goUp()
      return fill(rest, 2)
    case "=", ">": return pass(rest, 2)
    case "7":
      saved = Saved(wanted: wanted, told: told, drawsLetters: drawsLetters, cursor: cursor)
      lastBackground = nil
      return pass(rest, 2)
    case "8":
      guard let saved else { return nil }
      (wanted, told, drawsLetters) = (saved.wanted, saved.told, saved.drawsLetters)
      cursor.goBack(to: saved.cursor)
      (lastBackground, homePlace) = (nil, nil)
      return pass(rest, 2)
    default: return nil
    }
  }

  /// Leaves out what would have letters be letters that are.
  private mutating func chooseLetters(
    _ isLetters: Bool, _ rest: ArraySlice<UInt8>, _ count: Int
  ) -> Int {
    defer { drawsLetters = isLetters }
    guard isLetters, drawsLetters else { return pass(rest, count) }
    hasJustDrawn = false
    return count
  }

  private mutating func takeControl(_ rest: ArraySlice<UInt8>) -> Int? {
    let parameters = rest.dropFirst(2).prefix { (0x20...0x3F).contains($0) }
    guard let final = rest.dropFirst(2 + parameters.count).first.map(Unicode.Scalar.init) else {
      return nil
    }
    let length = parameters.count + 3
    switch final {
    case "m":
      hasJustDrawn = false
      return wanted.apply(parameters, entries: entries) ? length : nil
    case "A", "B", "C", "D", "G", "H", "Z", "d", "r":
      move(final, parameters, rest.prefix(length))
      return length
    case "J", "K", "X", "@", "P", "L", "M", "S", "T": return fill(rest, length)
    case "b":
      // It draws again what stands right before it.
      defer { hasJustDrawn = true }
      return hasJustDrawn ? pass(rest, length) : nil
    case "h", "l", "t": return pass(rest, length)
    default: return nil
    }
  }

  /// The cursor moves, or the lines that scroll are set.
  private mutating func move(
    _ final: Unicode.Scalar, _ parameters: ArraySlice<UInt8>, _ sequence: ArraySlice<UInt8>
  ) {
    let shorter = cursor.move(
      final, parameters, isAfterReturn: out.last == 0x0D, isHome: out.count == homePlace)
    // The oldest terminals differ in where they leave the cursor at the end of a row.
    if let shorter, endsEach { out += shorter } else { out += sequence }
    if final == "r" { homePlace = out.count }
    hasJustDrawn = false
  }
}
