/// A grid of dots, two across and four down in each cell.
struct BrailleCanvas {
  let columns: Int
  let rows: Int
  private var cells: [UInt8]

  init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    cells = Array(repeating: 0, count: self.columns * self.rows)
  }

  /// Sets the dot at `x` from the left and `y` from the top; one outside does nothing.
  mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < columns * 2, y < rows * 4 else { return }
    cells[y / 4 * columns + x / 2] |= Self.bit(x % 2, y % 4)
  }

  /// Clears the dot at `x` from the left and `y` from the top; one outside does nothing.
  mutating func clear(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < columns * 2, y < rows * 4 else { return }
    cells[y / 4 * columns + x / 2] &= ~Self.bit(x % 2, y % 4)
  }

  /// The dots of a cell, as the low byte of its braille pattern.
  subscript(column: Int, row: Int) -> UInt8 { cells[row * columns + column] }

  /// The braille pattern with these dots, U+2800 to U+28FF.
  static func glyph(_ dots: UInt8) -> Character {
    Character(Unicode.Scalar(0x2800 + UInt32(dots)) ?? " ")
  }

  /// Unicode numbers the dots down the left column, then down the right, but for the bottom pair,
  /// which came later.
  static func bit(_ x: Int, _ y: Int) -> UInt8 {
    y == 3 ? 0x40 << UInt8(x) : 1 << UInt8(y + x * 3)
  }
}
