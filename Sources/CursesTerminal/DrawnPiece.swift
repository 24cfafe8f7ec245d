import TextCanvas

/// A piece of what ncurses drew: what is drawn with one look from one place, or what changes the screen otherwise.
nonisolated struct DrawnPiece {
  enum Kind {
    /// Glyphs.
    case text
    /// Blanks, drawn or left by erasing, whose letters nobody sees.
    case blanks
    /// Lines or letters that move, and more than a line erased, all with the background.
    case scrolling
    /// Which lines scroll, said from anywhere.
    case margins
    /// Nothing that is seen.
    case setting
  }

  var kind: Kind
  /// Where it begins.
  let start: KnownCursor
  /// How ncurses came there; empty where it was there.
  let moves: ArraySlice<UInt8>
  let look: GraphicRendition
  var bytes: ArraySlice<UInt8> = []
  /// Where it leaves the cursor.
  var end: KnownCursor
  /// The columns it draws on, from its start; nil where it has to stay between what comes before it and after it.
  var columns: Range<Int>?

  /// Whether it may be drawn at another time.
  var isMovable: Bool { columns != nil && start.isKnown }

  /// The last byte of what scrolls one line in wherever the cursor is, where it does just that: SU or SD.
  var scrollsOne: UInt8? {
    guard kind == .scrolling, start.isKnown else { return nil }
    return bytes == [0x0A] ? UInt8(ascii: "S") : bytes == [0x1B, 0x4D] ? UInt8(ascii: "T") : nil
  }
}

nonisolated extension DrawnPiece {
  /// This and text behind it, where blanks of the one look the same with the look of the other; nil where they do not.
  fileprivate func joined(
    with run: TextRun, _ text: ArraySlice<UInt8>, _ look: GraphicRendition, at cursor: KnownCursor
  ) -> DrawnPiece? {
    guard kind == .text || kind == .blanks && bytes.last == 0x20, end == cursor, cursor.isKnown,
      run.isBlank || kind == .blanks, run.isSettled, columns != nil,
      self.look.hasPlainBlanks, look.hasPlainBlanks, self.look.background == look.background
    else { return nil }
    let isLetters = kind == .text || run.isBlank
    var piece = DrawnPiece(
      kind: kind == .text || !run.isBlank ? .text : .blanks, start: start, moves: moves,
      look: isLetters ? self.look : look, end: end, columns: columns)
    piece.bytes = bytes + text
    return piece
  }
}

/// Reads what ncurses draws with, frame by frame.
nonisolated struct CursesReader {
  /// What ncurses takes for told.
  private(set) var look = GraphicRendition()
  private(set) var cursor: KnownCursor
  /// What a saved cursor brings back.
  private var saved: (look: GraphicRendition, cursor: KnownCursor)?
  /// Whether letters are drawn as letters, not as lines.
  private var drawsLetters = false
  /// The moves since the last piece, and where they began.
  private var moves: ArraySlice<UInt8> = []
  private var pieces: [DrawnPiece] = []
  private var entries: [Int32: UInt8] = [:]

  /// As many as a key that moves a cursor makes.
  private static let usualPieces = 64

  init(rows: Int, columns: Int) {
    cursor = KnownCursor(rows: rows, columns: columns)
  }

  /// The screen has another size.
  mutating func forgetCursor(rows: Int, columns: Int) {
    cursor = KnownCursor(rows: rows, columns: columns)
  }

  /// The pieces of a frame.
  ///
  /// - Parameter entries: The entries of the palette of 256 that colours are, by red, green and blue in one number.
  /// - Returns: nil where anything in it is not understood.
  mutating func read(_ frame: [UInt8], entries: [Int32: UInt8]) -> [DrawnPiece]? {
    (self.entries, pieces, moves, saved) = (entries, [], [], nil)
    pieces.reserveCapacity(Self.usualPieces)
    var rest = frame[...]
    while let first = rest.first {
      guard let length = take(first, rest) else { return nil }
      rest = rest.dropFirst(length)
    }
    if !moves.isEmpty { add(.setting, []) }
    defer { pieces = [] }
    return pieces
  }

  /// - Returns: the length of what stands at the start of `rest`; nil where it is not understood.
  private mutating func take(_ first: UInt8, _ rest: ArraySlice<UInt8>) -> Int? {
    switch first {
    case 0x1B: return takeEscape(rest)
    case 0x20...0x7E, 0x80...: return takeText(rest)
    case 0x08: return move(rest.prefix(1)) { $0.goBackOne() }
    case 0x09: return move(rest.prefix(1)) { $0.forgetColumn() }
    case 0x0D: return move(rest.prefix(1)) { $0.returnToFirstColumn() }
    case 0x0A: return takeLine(rest.prefix(1)) { $0.goDown() }
    case 0x0E, 0x0F: return chooseLetters(first == 0x0F, rest.prefix(1))
    default: return nil
    }
  }

  // MARK: Pieces

  private mutating func move(
    _ sequence: ArraySlice<UInt8>, _ change: (inout KnownCursor) -> Void
  ) -> Int {
    change(&cursor)
    add(move: sequence)
    return sequence.count
  }

  private mutating func add(move sequence: ArraySlice<UInt8>) {
    // Of one alone, which is most of them, nothing is copied.
    if moves.isEmpty { moves = sequence } else { moves += sequence }
  }

  /// Adds a piece that leaves the cursor where it is.
  private mutating func add(
    _ kind: DrawnPiece.Kind, _ bytes: ArraySlice<UInt8>, columns: Range<Int>? = nil
  ) {
    pieces.append(
      DrawnPiece(
        kind: kind, start: cursor, moves: moves, look: look, bytes: bytes, end: cursor,
        columns: columns))
    moves = []
  }

  /// A new line, or the line above.
  private mutating func takeLine(
    _ sequence: ArraySlice<UInt8>, _ change: (inout KnownCursor) -> Bool
  ) -> Int {
    if change(&cursor) { add(move: sequence) } else { add(.scrolling, sequence) }
    return sequence.count
  }

  private mutating func takeText(_ rest: ArraySlice<UInt8>) -> Int? {
    let text = rest.prefix { $0 >= 0x20 && $0 != 0x7F }
    let run = TextRun(text)
    if let joined = pieces.last?.joined(with: run, text, look, at: cursor), moves.isEmpty {
      pieces[pieces.count - 1] = joined
    } else {
      let columns = cursor.column.map { $0..<$0 }
      add(run.isBlank ? .blanks : .text, text, columns: columns)
    }
    cursor.pass(run.columns)
    let last = pieces.count - 1
    pieces[last].end = cursor
    let isWithinRow = run.isSettled && cursor.row != nil
    pieces[last].columns = pieces[last].columns.flatMap {
      isWithinRow ? $0.lowerBound..<$0.upperBound + run.columns : nil
    }
    return text.count
  }

  /// What stands right before is drawn again.
  private mutating func `repeat`(_ sequence: ArraySlice<UInt8>, _ count: Int) -> Int? {
    guard var last = pieces.popLast(), moves.isEmpty, last.kind == .text || last.kind == .blanks,
      last.look == look, let byte = last.bytes.last, (0x20...0x7E).contains(byte), count > 0
    else { return nil }
    cursor.pass(count)
    (last.bytes, last.end) = (last.bytes + sequence, cursor)
    last.columns =
      cursor.row == nil ? nil : last.columns.map { $0.lowerBound..<$0.upperBound + count }
    pieces.append(last)
    return sequence.count
  }

  // MARK: Sequences

  private mutating func takeEscape(_ rest: ArraySlice<UInt8>) -> Int? {
    let bytes = rest.dropFirst()
    switch bytes.first.map(Unicode.Scalar.init) {
    case "[": return takeControl(rest)
    case "]":
      let text = bytes.prefix { $0 != 0x07 && $0 != 0x1B }
      guard text.endIndex < rest.endIndex, rest[text.endIndex] == 0x07 else { return nil }
      add(.setting, rest.prefix(text.count + 2))
      return text.count + 2
    case "(":
      guard let set = bytes.dropFirst().first else { return nil }
      return chooseLetters(set == UInt8(ascii: "B"), rest.prefix(3))
    case "M": return takeLine(rest.prefix(2)) { $0.goUp() }
    case "=", ">":
      add(.setting, rest.prefix(2))
      return 2
    case "7":
      // Where it is known it need not be saved.
      guard cursor.isKnown else { return nil }
      saved = (look, cursor)
      return 2
    case "8":
      guard let saved, let row = saved.cursor.row, let column = saved.cursor.column else {
        return nil
      }
      look = saved.look
      cursor.goBack(to: saved.cursor)
      add(move: Array("\u{1B}[\(row);\(column)H".utf8)[...])
      return 2
    default: return nil
    }
  }

  /// Leaves out what would have letters be letters that are.
  private mutating func chooseLetters(_ isLetters: Bool, _ sequence: ArraySlice<UInt8>) -> Int {
    if !isLetters || !drawsLetters { add(.setting, sequence) }
    drawsLetters = isLetters
    return sequence.count
  }

  private mutating func takeControl(_ rest: ArraySlice<UInt8>) -> Int? {
    let parameters = rest.dropFirst(2).prefix { (0x20...0x3F).contains($0) }
    guard let final = rest.dropFirst(2 + parameters.count).first.map(Unicode.Scalar.init) else {
      return nil
    }
    let sequence = rest.prefix(parameters.count + 3)
    // Read where it is looked at: most sequences are of looks.
    var number: Int? {
      var parts = SequenceParameters(parameters)
      return parts.nextNumber()
    }
    switch final {
    case "m": guard look.apply(parameters, entries: entries) else { return nil }
    case "A", "B", "C", "D", "G", "H", "Z", "d":
      add(move: sequence)
      _ = cursor.move(final, parameters)
    case "r":
      // It goes to the top left, wherever it would have gone.
      moves = []
      cursor.setScrolledLines(parameters)
      add(.margins, sequence)
    case "K" where (number ?? 0) == 0:
      add(.blanks, sequence, columns: cursor.column.map { $0..<Int.max })
    case "X":
      add(.blanks, sequence, columns: cursor.column.map { [number] in $0..<$0 + (number ?? 1) })
    case "J", "K", "@", "P", "S", "T": add(.scrolling, sequence)
    case "L", "M":
      add(.scrolling, sequence)
      // Some terminals go to the first column.
      cursor.forgetColumn()
      pieces[pieces.count - 1].end = cursor
    case "b": return `repeat`(sequence, number ?? 0)
    case "h", "l", "t": add(.setting, sequence)
    default: return nil
    }
    return sequence.count
  }
}

/// What can be said of text without knowing where it stands.
nonisolated private struct TextRun {
  private(set) var columns = 0
  private(set) var isBlank = true
  /// Whether the columns are those it takes on every terminal, and none but its own are touched.
  private(set) var isSettled = true

  init(_ bytes: ArraySlice<UInt8>) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      columns = bytes.count
      isBlank = bytes.allSatisfy { $0 == 0x20 }
      return
    }
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isBlank = scalar == " "
      // Marks on cells stand for texts that are put there later (PlacedTexts).
      let width = scalar.value >= 0xF0000 ? 0 : isBlank ? 1 : DisplayWidth.of(scalar)
      if width == 0, columns == 0 || scalar.value >= 0xF0000 { isSettled = false }
      columns += width
      self.isBlank = self.isBlank && isBlank
    }
  }
}
