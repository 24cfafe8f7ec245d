/// A whole screen as a value: what a panel draws on, what the painter puts on the terminal, what a golden records.
package struct Frame: Hashable, Sendable {
  package let size: Size
  /// Row by row, `size.columns * size.rows` of them.
  package private(set) var cells: [Cell]

  package init(size: Size) {
    self.size = size
    self.cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  package subscript(x: Int, y: Int) -> Cell {
    get { cells[y * size.columns + x] }
    set {
      guard x >= 0, x < size.columns, y >= 0, y < size.rows else { return }
      cells[y * size.columns + x] = newValue
    }
  }

  /// Draws text from `(x, y)` rightwards, clipped to `width` columns and to the frame. A wide cluster that would cross
  /// the edge is left out.
  ///
  /// - Returns: the column after the last one drawn.
  @discardableResult
  package mutating func put(
    _ text: SafeText, x: Int, y: Int, width: Int = .max, style: Style = .text
  ) -> Int {
    guard y >= 0, y < size.rows else { return x }
    let limit = width > size.columns - x ? size.columns : x + width
    let row = y * size.columns
    var column = x
    if text.isASCII {
      for byte in text.string.utf8 where column < limit {
        if column >= 0 {
          cells[row + column] = Cell(Character(Unicode.Scalar(byte)), style)
        }
        column += 1
      }
      return column
    }
    for cluster in text.clusters {
      let span = cluster.width
      guard column + span <= limit else { break }
      if column >= 0 {
        cells[row + column] = Cell(cluster.glyph, style, width: UInt8(span))
        if span == 2 { cells[row + column + 1] = Cell(" ", style, width: 0) }
      }
      column += span
    }
    return column
  }

  /// Fills a rectangle with one cell, clipped to the frame.
  package mutating func fill(_ rect: Rect, with cell: Cell) {
    for y in max(0, rect.y)..<max(0, rect.y, min(rect.maxY, size.rows)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(rect.maxX, size.columns)) {
        cells[y * size.columns + x] = cell
      }
    }
  }

  /// Restyles what is already drawn in a rectangle, keeping the glyphs.
  package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    for y in max(0, rect.y)..<max(0, rect.y, min(rect.maxY, size.rows)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(rect.maxX, size.columns)) {
        change(&cells[y * size.columns + x].style)
      }
    }
  }
}
