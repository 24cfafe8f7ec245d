/// What a terminal has been told, so that a frame need not say it again.
///
/// ncurses sets both colours again wherever one changes, all attributes and both colours where an attribute ends, and none at
/// the end of a frame; it draws row by row. Here a sequence is written when something is drawn that looks otherwise than what
/// was drawn before it, in this frame or the last, and says just that; a blank has no letters whose colour could matter; and
/// pieces are drawn in the order that takes the fewest bytes.
nonisolated struct KnownTerminal {
  private let endsEach: Bool
  private let scrollsByCount: Bool
  private var reader: CursesReader
  private var order: DrawingOrder
  private var out: [UInt8] = []
  /// What the terminal has been told to draw with, and where its cursor is.
  private var told = GraphicRendition()
  private var cursor: KnownCursor
  /// Where in `out` the terminal was told a background alone, if only blanks were drawn since, and what it had been told before.
  private var lastBackground: (place: Range<Int>, before: GraphicRendition)?
  /// Whether the cursor is where ncurses left it before the piece that is written next.
  private var isInStep = true
  /// Whether something was drawn that was to stand where the cursor was left, and was not.
  private var isLost = false
  /// Whether another program may have left the terminal as it liked.
  private var isForgotten = true
  /// Whether the terminal has yet to be told to draw with its own colours and no attribute.
  private var resets = false

  /// - Parameters:
  ///   - endsEach: Whether the terminal has sequences that end one attribute or colour (22, 24, 27, 39, 49), as those with 256
  ///     colours do. The older ones also differ in where they leave the cursor at the end of a row.
  ///   - scrollsByCount: Whether it has those that scroll lines wherever the cursor is (SU and SD, ECMA-48 8.3.147 and 8.3.113).
  init(endsEach: Bool, scrollsByCount: Bool = false) {
    self.endsEach = endsEach
    self.scrollsByCount = scrollsByCount
    reader = CursesReader(rows: 1, columns: 1)
    order = DrawingOrder(endsEach: endsEach)
    cursor = reader.cursor
  }

  /// Takes nothing for told any more.
  mutating func forget() {
    isForgotten = true
  }

  /// Leaves out of a frame what makes no difference to the picture.
  ///
  /// - Parameters:
  ///   - rows: of the screen.
  ///   - columns: of the screen.
  ///   - entries: The entries of the palette of 256 that colours are, by red, green and blue in one number; the terminal knows
  ///     them as well, and they are said in fewer bytes.
  /// - Returns: the frame as it is, behind what it takes for granted, where anything in it is not understood.
  mutating func shorten(
    _ frame: [UInt8], rows: Int, columns: Int, entries: [Int32: UInt8] = [:]
  ) -> [UInt8] {
    guard !frame.isEmpty else { return [] }
    var next = self
    next.begin(rows: rows, columns: columns)
    guard let pieces = next.reader.read(frame, entries: entries) else { return plain(frame) }
    let inOrder =
      next.writing(pieces, scrollsByCount: scrollsByCount)
      ?? next.writing(pieces, scrollsByCount: false)
    let ordered = endsEach ? next.writing(inShortestOrder: pieces) : nil
    guard
      let shortest = [inOrder, ordered].compactMap(\.self).min(by: { $0.out.count < $1.out.count })
    else { return plain(frame) }
    self = shortest
    defer { out = [] }
    return out
  }

  private mutating func begin(rows: Int, columns: Int) {
    (out, lastBackground) = ([], nil)
    (isInStep, isLost) = (true, false)
    if !cursor.isOn(rows: rows, columns: columns) {
      cursor = KnownCursor(rows: rows, columns: columns)
      reader.forgetCursor(rows: rows, columns: columns)
    }
    guard isForgotten else { return }
    (isForgotten, resets) = (false, true)
    told = GraphicRendition()
    reader = CursesReader(rows: rows, columns: columns)
    cursor = reader.cursor
  }

  /// Every frame of ncurses' ends with the terminal's own colours and no attribute.
  private mutating func plain(_ frame: [UInt8]) -> [UInt8] {
    (out, lastBackground) = ([], nil)
    reset()
    tell(reader.look)
    reader = CursesReader(rows: cursor.rows, columns: cursor.columns)
    (cursor, told) = (reader.cursor, reader.look)
    defer { out = [] }
    return out + frame
  }

  // MARK: Pieces

  /// Writes as ncurses did; nil where it is not known what then stands where.
  private func writing(_ pieces: [DrawnPiece], scrollsByCount: Bool) -> KnownTerminal? {
    var next = self
    for piece in pieces { next.write(piece, scrollsByCount: scrollsByCount) }
    return next.settled()
  }

  /// Writes what may be drawn at any time in the order that takes the fewest bytes; nil where it is not known what then stands
  /// where.
  private func writing(inShortestOrder pieces: [DrawnPiece]) -> KnownTerminal? {
    guard pieces.count > 2 else { return nil }
    var next = self
    var rest = pieces[...]
    while !rest.isEmpty {
      let free = rest.prefix { $0.isMovable }
      for piece in next.order.order(free, from: next.cursor, look: next.told) {
        next.isInStep = false
        next.write(piece, scrollsByCount: scrollsByCount)
      }
      rest = rest.dropFirst(free.count)
      if free.count > 1 { next.isInStep = false }
      if let fixed = rest.popFirst() { next.write(fixed, scrollsByCount: scrollsByCount) }
    }
    return next.settled()
  }

  /// This with the cursor where ncurses takes it to be; nil where it was lost on the way.
  private func settled() -> KnownTerminal? {
    if isLost || !isInStep && !reader.cursor.isKnown { return nil }
    guard cursor != reader.cursor, let way = cursor.way(to: reader.cursor) else { return self }
    var next = self
    next.out += way.bytes
    (next.cursor, next.isInStep) = (reader.cursor, true)
    return next
  }

  /// Has the terminal draw with its own colours, once, where it is not known what with.
  private mutating func reset() {
    if resets { out += Array("\u{1B}[m".utf8) }
    resets = false
  }

  private mutating func write(_ piece: DrawnPiece, scrollsByCount: Bool) {
    // Within the marks of a frame that is shown at once.
    if piece.kind != .setting { reset() }
    if scrollsByCount, let final = piece.scrollsOne {
      tellBackground(of: piece.look)
      out += [0x1B, UInt8(ascii: "["), final]
      isInStep = false
      return
    }
    switch piece.kind {
    case .text: tell(piece.look)
    case .blanks, .scrolling: tellBackground(of: piece.look)
    case .margins, .setting: break
    }
    if piece.kind == .margins { isInStep = true } else { move(to: piece) }
    if piece.kind == .margins, piece.end.scrollsAll, endsEach {
      out += Self.allLines
    } else {
      out += piece.bytes
    }
    cursor = piece.end
    if piece.kind == .text { lastBackground = nil }
  }

  /// Has all lines scroll, however many there are.
  private static let allLines = Array("\u{1B}[r".utf8)

  /// Goes where a piece begins, as ncurses did if nothing is shorter.
  private mutating func move(to piece: DrawnPiece) {
    let way = endsEach || !isInStep ? cursor.way(to: piece.start) : nil
    if let way, !isInStep || way.count < piece.moves.count {
      out += way.bytes
    } else {
      out += piece.moves
    }
    if !isInStep, way == nil { isLost = true }
    isInStep = true
  }

  // MARK: Looks

  /// Has the terminal draw so from here on.
  private mutating func tell(_ look: GraphicRendition) {
    guard look != told else { return }
    if let (place, before) = lastBackground, look.background == told.background,
      !look.showsOnBlanks, !look.isInvisible
    {
      // Said before the blanks, which look the same with it: one sequence for two.
      out.replaceSubrange(
        place, with: look.sequence(from: before, endsEach: endsEach))
    } else {
      out += look.sequence(from: told, endsEach: endsEach)
    }
    lastBackground = nil
    told = look
  }

  /// Has the terminal draw blanks so from here on.
  private mutating func tellBackground(of wanted: GraphicRendition) {
    let look = told.forBlanks(of: wanted)
    guard look != told else { return }
    let (start, before) = (out.count, told)
    tell(look)
    // No more than the background was said.
    guard look.hasPlainBlanks, look == before.with(background: look.background) else { return }
    lastBackground = (start..<out.count, before)
  }
}
