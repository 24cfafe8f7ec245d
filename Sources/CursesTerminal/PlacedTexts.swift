import TextCanvas

/// Texts that a terminal may give other columns than the frame does, drawn so that nothing beside them moves.
///
/// ncurses is given cells of its own for them: a blank with two marks out of the private planes, which no text has. In the
/// bytes it draws, such cells are replaced by the text between a place kept and restored, so that the columns the terminal
/// gives it do not matter. What follows a text it may have drawn over is drawn again whenever that text is.
nonisolated struct PlacedTexts {
  /// One text at one place of a row.
  private struct Item: Hashable {
    let text: String
    let columns: Int
    /// The number of the text before it that may reach into its columns; 0 for none.
    let after: Int
    /// Whether it takes the row's last column, and not its first.
    let endsRow: Bool
  }

  private var items: [Item] = []
  private var numbers: [Item: Int] = [:]

  /// Two planes of private scalars: one tells the item, one the column in it.
  private static let firstItem: UInt32 = 0xF0000
  private static let firstColumn: UInt32 = 0x100000
  private static let mostItems = 0xFFF0

  /// Whether some were drawn.
  var isUsed: Bool { !items.isEmpty }

  /// Whether there may soon be no numbers left: the whole screen is then to be drawn anew.
  var isFull: Bool { items.count > Self.mostItems / 2 }

  mutating func removeAll() {
    items = []
    numbers = [:]
  }

  /// The number of a text in so many columns after another; the same whenever the same stands there.
  ///
  /// - Returns: 0 when there are too many.
  mutating func number(_ text: String, columns: Int, after: Int, endsRow: Bool = false) -> Int {
    let item = Item(text: text, columns: columns, after: after, endsRow: endsRow)
    if let number = numbers[item] { return number }
    guard items.count < Self.mostItems else { return 0 }
    items.append(item)
    numbers[item] = items.count
    return items.count
  }

  /// The marks of the cell that stands for a column of a text.
  static func marks(of number: Int, column: Int) -> (UInt32, UInt32) {
    (firstItem + UInt32(number), firstColumn + UInt32(column))
  }
}

// MARK: - Bytes

nonisolated extension PlacedTexts {
  /// Puts the texts where their cells stand in what ncurses drew.
  func write(into bytes: inout [UInt8]) {
    guard isUsed else { return }
    var out: [UInt8] = []
    var index = 0
    var copied = 0
    while let (number, column) = Self.cell(in: bytes, from: &index) {
      out += bytes[copied..<(index - Self.cellLength)]
      var end = column
      // The cells of one text follow each other.
      while let next = Self.cell(in: bytes, at: index), next == (number, end + 1) {
        end += 1
        index += Self.cellLength
      }
      copied = index
      if items.indices.contains(number - 1) {
        Self.write(items[number - 1], from: column, to: end, into: &out)
      }
    }
    guard copied > 0 else { return }
    bytes = out + bytes[copied...]
  }

  private static func write(
    _ item: Item, from column: Int, to end: Int, into out: inout [UInt8]
  ) {
    let (keep, restore): ([UInt8], [UInt8]) = ([0x1B, 0x37], [0x1B, 0x38])
    if column > 0 { out += Array("\u{1B}[\(column)D".utf8) }
    out += keep
    out += Array(repeating: 0x20, count: item.columns)
    out += restore
    // A blank in the last column leaves some terminals (libvterm) about to wrap, and a cursor restored is no cure there: one moved is.
    if item.endsRow { out += Array("\u{1B}[D\u{1B}[C".utf8) }
    out += Array(item.text.utf8)
    out += restore
    out += Array("\u{1B}[\(end + 1)C".utf8)
  }

  /// A blank and two scalars of four bytes each.
  private static let cellLength = 9

  /// Looks for the next cell of a text; `index` is then behind it.
  private static func cell(in bytes: [UInt8], from index: inout Int) -> (number: Int, column: Int)?
  {
    while index + cellLength <= bytes.count {
      if let found = cell(in: bytes, at: index) {
        index += cellLength
        return found
      }
      index += 1
    }
    return nil
  }

  private static func cell(in bytes: [UInt8], at index: Int) -> (number: Int, column: Int)? {
    guard index + cellLength <= bytes.count, bytes[index] == 0x20, bytes[index + 1] == 0xF3,
      bytes[index + 2] >= 0xB0, bytes[index + 5] == 0xF4
    else { return nil }
    func scalar(_ start: Int) -> UInt32 {
      bytes[start..<(start + 4)].reduce(0) { $0 << 6 | UInt32($1 & 0x3F) } & 0x1F_FFFF
    }
    let number = Int(scalar(index + 1)) - Int(firstItem)
    let column = Int(scalar(index + 5)) - Int(firstColumn)
    return number > 0 && column >= 0 ? (number, column) : nil
  }
}
