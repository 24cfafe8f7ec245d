/// Where the cursor is and which lines scroll, as far as frames have said it, and the shortest way to somewhere else.
///
/// Rows and columns are counted from 1, as in the sequences (ECMA-48 8.3; DECSTBM of the VT100).
nonisolated struct KnownCursor: Equatable {
  let rows: Int
  let columns: Int
  /// Nil where it is not known.
  private(set) var row: Int?
  /// Nil where it is not known, and behind the last column, where terminals differ.
  private(set) var column: Int?
  private var scrolled: ClosedRange<Int>

  init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (max(1, rows), max(1, columns))
    scrolled = 1...self.rows
  }

  /// Whether it is on a screen of this size.
  func isOn(rows: Int, columns: Int) -> Bool { (self.rows, self.columns) == (rows, columns) }

  var isKnown: Bool { row != nil && column != nil }

  // MARK: Moving

  /// It is where it was when it was saved; the lines that scroll are not saved with it.
  mutating func goBack(to saved: KnownCursor) {
    (row, column) = (saved.row, saved.column)
  }

  mutating func returnToFirstColumn() { column = 1 }

  mutating func goBackOne() { column = column.map { max(1, $0 - 1) } }

  mutating func forgetColumn() { column = nil }

  /// A new line was written.
  ///
  /// - Returns: Whether it only moved; else lines scroll, or may.
  mutating func goDown() -> Bool {
    guard let row, row != scrolled.upperBound else { return false }
    self.row = min(rows, row + 1)
    return true
  }

  /// The line above is gone to.
  ///
  /// - Returns: Whether it only moved; else lines scroll, or may.
  mutating func goUp() -> Bool {
    guard let row, row != scrolled.lowerBound else { return false }
    self.row = max(1, row - 1)
    return true
  }

  /// So many columns were drawn on.
  mutating func pass(_ count: Int) {
    guard let column, column + count <= columns + 1 else {
      (row, column) = (nil, nil)
      return
    }
    self.column = column + count > columns ? nil : column + count
  }

  /// Takes a sequence that moves it.
  ///
  /// - Returns: false where this is none.
  mutating func move(_ final: Unicode.Scalar, _ parameters: ArraySlice<UInt8>) -> Bool {
    let (first, second) = Self.numbers(parameters)
    let count = max(1, first ?? 1)
    switch final {
    // It stops at the lines that scroll, or does not.
    case "A", "B":
      row = scrollsAll ? row.map { max(1, min(rows, $0 + (final == "A" ? -count : count))) } : nil
    case "C", "D":
      column = column.map { max(1, min(columns, $0 + (final == "D" ? -count : count))) }
    case "G": column = min(columns, count)
    case "Z": column = nil
    case "d": row = min(rows, count)
    case "H": (row, column) = (min(rows, count), min(columns, max(1, second ?? 1)))
    default: return false
    }
    return true
  }

  /// The lines that scroll are set, which puts it at the top left of most terminals.
  mutating func setScrolledLines(_ parameters: ArraySlice<UInt8>) {
    let (first, second) = Self.numbers(parameters)
    let (top, bottom) = (max(1, first ?? 1), min(rows, second ?? rows))
    scrolled = top <= bottom ? top...bottom : 1...rows
    (row, column) = (nil, nil)
  }

  /// Whether all lines scroll.
  var scrollsAll: Bool { scrolled == 1...rows }

  private static func numbers(_ parameters: ArraySlice<UInt8>) -> (Int?, Int?) {
    var parts = SequenceParameters(parameters)
    return (parts.nextNumber(), parts.nextNumber())
  }
}

// MARK: - The shortest way

nonisolated extension KnownCursor {
  /// How a place is gone to: within the row, then to another, or at once.
  struct Way {
    fileprivate enum Across {
      case none, back(Int), left(Int), start(right: Int), right(Int), to(Int)
    }
    fileprivate enum Down { case none, lines(Int), linesUp(Int), steps(Int), to(Int) }
    fileprivate var across = Across.none
    fileprivate var down = Down.none
    fileprivate var both: (row: Int, column: Int)?
    /// Bytes it takes.
    fileprivate(set) var count = 0
  }

  /// The shortest way to a place; nil where the place is not known.
  func way(to other: KnownCursor) -> Way? {
    guard let toRow = other.row, let toColumn = other.column else { return nil }
    var absolute = Way()
    absolute.both = (toRow, toColumn)
    absolute.count =
      Self.length(of: toRow)
      + (toColumn == 1 ? 3 : 4 + Self.length(of: toColumn))
    guard let row else { return absolute }
    var way = Way()
    let (across, width) = self.across(to: toColumn)
    let (down, height) = self.down(from: row, to: toRow)
    (way.across, way.down, way.count) = (across, down, width + height)
    return way.count <= absolute.count ? way : absolute
  }

  private func across(to other: Int) -> (Way.Across, Int) {
    if column == other { return (.none, 0) }
    if other == 1 { return (.start(right: 0), 1) }
    var best = (Way.Across.to(other), 3 + Self.length(of: other))
    func offer(_ way: Way.Across, _ count: Int) { if count < best.1 { best = (way, count) } }
    offer(.start(right: other - 1), 1 + Self.length(ofStep: other - 1))
    guard let column else { return best }
    if other > column {
      offer(.right(other - column), Self.length(ofStep: other - column))
    } else {
      offer(.left(column - other), Self.length(ofStep: column - other))
      offer(.back(column - other), column - other)
    }
    return best
  }

  private func down(from row: Int, to other: Int) -> (Way.Down, Int) {
    if row == other { return (.none, 0) }
    var best = (Way.Down.to(other), 3 + Self.length(of: other))
    func offer(_ way: Way.Down, _ count: Int) { if count <= best.1 { best = (way, count) } }
    let lines = abs(other - row)
    if scrollsAll { offer(.steps(other - row), Self.length(ofStep: lines)) }
    // A new line at the last line that scrolls would scroll, as one above the first would.
    if other > row, other <= scrolled.upperBound || row > scrolled.upperBound {
      offer(.lines(lines), lines)
    }
    if other < row, other >= scrolled.lowerBound || row < scrolled.lowerBound {
      offer(.linesUp(lines), 2 * lines)
    }
    return best
  }

  private static func length(of number: Int) -> Int {
    number < 10 ? 1 : number < 100 ? 2 : number < 1_000 ? 3 : 5
  }

  private static func length(ofStep count: Int) -> Int { count == 1 ? 3 : 3 + length(of: count) }
}

nonisolated extension KnownCursor.Way {
  var bytes: [UInt8] {
    if let both {
      return Self.sequence("H", both.row, both.column == 1 ? nil : both.column)
    }
    var bytes: [UInt8] = []
    switch across {
    case .none: break
    case .back(let count): bytes = Array(repeating: 0x08, count: count)
    case .left(let count): bytes = Self.step(count, "D")
    case .start(let right): bytes = [0x0D] + (right == 0 ? [] : Self.step(right, "C"))
    case .right(let count): bytes = Self.step(count, "C")
    case .to(let column): bytes = Self.sequence("G", column)
    }
    switch down {
    case .none: break
    case .lines(let count): bytes += Array(repeating: 0x0A, count: count)
    case .linesUp(let count): for _ in 0..<count { bytes += [0x1B, UInt8(ascii: "M")] }
    case .steps(let count): bytes += Self.step(abs(count), count > 0 ? "B" : "A")
    case .to(let row): bytes += Self.sequence("d", row)
    }
    return bytes
  }

  private static func step(_ count: Int, _ final: Unicode.Scalar) -> [UInt8] {
    sequence(final, count == 1 ? nil : count)
  }

  private static func sequence(
    _ final: Unicode.Scalar, _ first: Int?, _ second: Int? = nil
  ) -> [UInt8] {
    var bytes: [UInt8] = [0x1B, UInt8(ascii: "[")]
    func add(_ number: Int) {
      if number > 9 { add(number / 10) }
      bytes.append(0x30 + UInt8(number % 10))
    }
    if let first { add(first) }
    if let second {
      bytes.append(UInt8(ascii: ";"))
      add(second)
    }
    bytes.append(UInt8(truncatingIfNeeded: final.value))
    return bytes
  }
}
