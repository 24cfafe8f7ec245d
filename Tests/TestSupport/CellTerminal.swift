/// A strict little terminal: cells, a cursor, colours and attributes, lines that scroll, and erasing with the background colour.
///
/// It knows what ncurses draws with and nothing else, and shares no code with what is tested by it.
package struct CellTerminal {
  package enum Paint: Hashable {
    case own
    case palette(Int)
    case rgb(Int, Int, Int)
  }

  /// What a cell shows, or what the terminal draws with.
  package struct Look: Hashable {
    var foreground = Paint.own
    var background = Paint.own
    var attributes: Set<Int> = []
    /// Whether letters are drawn as lines.
    var drawsLines = false
  }

  package struct Cell: Hashable {
    var glyph: String
    var look: Look

    /// Of a blank without a mark only the background is seen.
    init(_ glyph: String, _ look: Look) {
      self.glyph = glyph
      self.look = look
      guard glyph == " ", look.attributes.isDisjoint(with: [4, 5, 6, 7, 9]) else { return }
      self.look = Look()
      self.look.background = look.background
    }
  }

  /// Why bytes were not taken.
  package struct Unknown: Error {
    let bytes: [UInt8]
  }

  package let columns: Int
  package let rows: Int
  package private(set) var cells: [[Cell]]
  package internal(set) var look = Look()
  package private(set) var cursor = (x: 0, y: 0)
  /// The next glyph goes to the next row.
  private var isAtEnd = false
  /// What ESC 7 has saved.
  private var saved: (x: Int, y: Int, look: Look, isAtEnd: Bool)?
  private var scrolled: ClosedRange<Int>
  /// What may be repeated: what was drawn by the bytes right before.
  private var repeatable: String?
  /// What the last glyph was drawn with: a mark on it looks so too.
  private var lookOfLast = Look()

  package init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Array(
      repeating: Array(repeating: Cell(" ", Look()), count: columns), count: rows)
    scrolled = 0...(rows - 1)
  }

  // MARK: Bytes

  package mutating func feed(_ bytes: some Collection<UInt8>) throws {
    var rest = Array(bytes)[...]
    while let first = rest.first {
      let length: Int
      switch first {
      case 0x1B: length = try escape(rest)
      case 0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F:
        control(first)
        length = 1
      case 0x20...0x7E, 0xC2...0xF4: length = try draw(rest)
      default: throw Unknown(bytes: Array(rest.prefix(12)))
      }
      rest = rest.dropFirst(length)
    }
  }

  private mutating func control(_ byte: UInt8) {
    repeatable = nil
    switch byte {
    case 0x08: move(x: cursor.x - 1)
    case 0x09: move(x: (cursor.x / 8 + 1) * 8)
    case 0x0A: index()
    case 0x0D: move(x: 0)
    case 0x0E: look.drawsLines = true
    default: look.drawsLines = false
    }
  }

  private mutating func draw(_ rest: ArraySlice<UInt8>) throws -> Int {
    let lead = rest.first ?? 0
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard let text = String(validating: rest.prefix(length), as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { throw Unknown(bytes: Array(rest.prefix(4))) }
    if [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
      || scalar.value >= 0xF0000
    {
      // It goes onto what stands before the cursor.
      let x = isAtEnd ? cursor.x : max(0, cursor.x - 1)
      cells[cursor.y][x] = Cell(cells[cursor.y][x].glyph + text, lookOfLast)
      repeatable = nil
      return length
    }
    put(text)
    // The right half of a wide glyph.
    if (0x3000..<0xA000).contains(scalar.value) { put("") }
    repeatable = text
    return length
  }

  private mutating func put(_ text: String) {
    cells[cursor.y][cursor.x] = Cell(text, look)
    lookOfLast = look
    if cursor.x == columns - 1 { isAtEnd = true } else { cursor.x += 1 }
  }

  // MARK: Sequences

  private mutating func escape(_ rest: ArraySlice<UInt8>) throws -> Int {
    let (unknown, bytes) = (Unknown(bytes: Array(rest.prefix(16))), rest.dropFirst())
    let repeated = repeatable
    repeatable = nil
    switch bytes.first.map(Unicode.Scalar.init) {
    case "M":
      reverseIndex()
      return 2
    case "D":
      index()
      return 2
    case "=", ">": return 2
    case "7":
      saved = (cursor.x, cursor.y, look, isAtEnd)
      return 2
    case "8":
      guard let saved else { throw unknown }
      (cursor, look, isAtEnd) = ((saved.x, saved.y), saved.look, saved.isAtEnd)
      return 2
    case "]":
      let text = bytes.dropFirst().prefix { $0 != 0x07 && $0 != 0x1B }
      guard rest.count > text.count + 2, rest[text.endIndex] == 0x07 else { throw unknown }
      return text.count + 3
    case "(":
      look.drawsLines = bytes.dropFirst().first == UInt8(ascii: "0")
      return 3
    case "[": break
    default: throw unknown
    }
    let parameters = bytes.dropFirst().prefix { (0x30...0x3F).contains($0) }
    guard let final = bytes.dropFirst(1 + parameters.count).first else { throw unknown }
    let text = String(decoding: parameters, as: UTF8.self)
    switch Unicode.Scalar(final) {
    case "m": guard setLook(text) else { throw unknown }
    case "b":
      guard let repeated, let count = Int(text) else { throw unknown }
      for _ in 0..<count { put(repeated) }
      repeatable = repeated
    // Modes and titles leave the cells alone.
    case "h", "l": guard text.hasPrefix("?") || text == "4" || text == "8" else { throw unknown }
    case "t": break
    case let final:
      let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
      guard act(final, numbers) else { throw unknown }
    }
    return parameters.count + 3
  }

  private mutating func act(_ final: Unicode.Scalar, _ numbers: [Int?]) -> Bool {
    let first = numbers.first ?? nil
    let count = max(1, first ?? 1)
    switch final {
    case "A": move(y: cursor.y - count)
    case "B": move(y: cursor.y + count)
    case "C": move(x: cursor.x + count)
    case "D": move(x: cursor.x - count)
    case "G": move(x: count - 1)
    case "d": move(y: count - 1)
    case "H":
      move(x: (numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1)
      move(y: count - 1)
    case "r":
      let last = numbers.count > 1 ? numbers[1] ?? rows : rows
      guard count < last, last <= rows else { return false }
      scrolled = (count - 1)...(last - 1)
      move(x: 0)
      move(y: 0)
    case "J", "K", "X", "@", "P": return erase(final, first, count)
    case "L", "M", "S", "T": scroll(final, count)
    default: return false
    }
    return true
  }

  // MARK: What sequences do

  private mutating func move(x: Int? = nil, y: Int? = nil) {
    if let x { cursor.x = min(max(0, x), columns - 1) }
    if let y { cursor.y = min(max(0, y), rows - 1) }
    isAtEnd = false
  }

  private mutating func index() {
    isAtEnd = false
    if cursor.y == scrolled.upperBound {
      shift(scrolled, by: 1)
    } else if cursor.y < rows - 1 {
      cursor.y += 1
    }
  }

  private mutating func reverseIndex() {
    isAtEnd = false
    if cursor.y == scrolled.lowerBound {
      shift(scrolled, by: -1)
    } else if cursor.y > 0 {
      cursor.y -= 1
    }
  }

  /// What is blank is so in the present background, and with the marks that some terminals (Linux) give it.
  private var blank: Cell { Cell(" ", look) }

  private mutating func shift(_ lines: ClosedRange<Int>, by count: Int) {
    let empty = Array(repeating: blank, count: columns)
    for _ in 0..<min(abs(count), lines.count) {
      if count > 0 {
        cells.remove(at: lines.lowerBound)
        cells.insert(empty, at: lines.upperBound)
      } else {
        cells.remove(at: lines.upperBound)
        cells.insert(empty, at: lines.lowerBound)
      }
    }
  }

  private mutating func scroll(_ final: Unicode.Scalar, _ count: Int) {
    let isUp = final == "M" || final == "S"
    if final == "S" || final == "T" { return shift(scrolled, by: isUp ? count : -count) }
    guard scrolled.contains(cursor.y) else { return }
    shift(cursor.y...scrolled.upperBound, by: isUp ? count : -count)
    move(x: 0)
  }

  private mutating func clear(_ y: Int, _ range: Range<Int>) {
    for x in range { cells[y][x] = blank }
  }

  private mutating func erase(_ final: Unicode.Scalar, _ kind: Int?, _ count: Int) -> Bool {
    let (x, y) = cursor
    isAtEnd = false
    let rest = Array(cells[y][x...])
    switch (final, kind ?? 0) {
    case ("X", _): clear(y, x..<min(columns, x + count))
    case ("K", 0): clear(y, x..<columns)
    case ("K", 1): clear(y, 0..<(x + 1))
    case ("K", 2): clear(y, 0..<columns)
    case ("J", 0):
      clear(y, x..<columns)
      for y in (y + 1)..<max(y + 1, rows) { clear(y, 0..<columns) }
    case ("J", 2): for y in 0..<rows { clear(y, 0..<columns) }
    case ("@", _):
      let moved = Array(repeating: blank, count: min(count, rest.count)) + rest
      cells[y].replaceSubrange(x..., with: moved.prefix(rest.count))
    case ("P", _):
      let moved = rest.dropFirst(count) + Array(repeating: blank, count: min(count, rest.count))
      cells[y].replaceSubrange(x..., with: moved)
    default: return false
    }
    return true
  }
}
