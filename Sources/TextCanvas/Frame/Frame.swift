/// A whole screen as a value: what a panel draws on, what the painter puts on the terminal, what a
/// golden records.
///
/// Everything drawn is clipped to it, and no half of a wide glyph is ever left alone.
package struct Frame: Hashable, Sendable {
  package let size: Size
  /// Row by row, `size.columns * size.rows` of them.
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil hides it.
  package var cursor: Cursor?

  /// A cell, counted from the top left.
  package struct Cursor: Hashable, Sendable {
    package let x: Int
    package let y: Int

    package init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  package init(size: Size) {
    self.size = size
    self.cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The cell at a position; outside the frame there are blanks, and what is set there is lost.
  package subscript(x: Int, y: Int) -> Cell {
    get { contains(x, y) ? cells[y * size.columns + x] : .blank }
    set {
      guard contains(x, y) else { return }
      place(newValue, at: y * size.columns + x)
    }
  }

  /// Draws text from `(x, y)` rightwards, clipped to `width` columns and to the frame.
  ///
  /// A wide cluster that would cross an edge is left out; at the left edge a blank stands for its
  /// half.
  ///
  /// - Returns: the column after the last one drawn.
  @discardableResult
  package mutating func put(
    _ text: SafeText, x: Int, y: Int, width: Int = .max, style: Style = .text
  ) -> Int {
    guard y >= 0, y < size.rows, x < size.columns, x > Int.min / 2 else { return x }
    let limit = width > size.columns - x ? size.columns : x + max(0, width)
    return text.isASCII
      ? putBytes(text, x: x, row: y * size.columns, limit: limit, style)
      : putClusters(text, x: x, row: y * size.columns, limit: limit, style)
  }

  /// Fills a rectangle with one cell of one column, clipped to the frame.
  package mutating func fill(_ rect: Rect, with cell: Cell) {
    forEachIndex(in: rect) { frame, index in frame.place(cell, at: index) }
  }

  /// Restyles what is already drawn in a rectangle, keeping the glyphs.
  package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    forEachIndex(in: rect) { frame, index in change(&frame.cells[index].style) }
  }
}

// MARK: - Cells

extension Frame {
  private func contains(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && x < size.columns && y >= 0 && y < size.rows
  }

  private mutating func putBytes(
    _ text: SafeText, x: Int, row: Int, limit: Int, _ style: Style
  ) -> Int {
    var column = x
    for byte in text.text.utf8 {
      guard column < limit else { break }
      if column >= 0 { place(Cell(Character(Unicode.Scalar(byte)), style), at: row + column) }
      column += 1
    }
    return column
  }

  private mutating func putClusters(
    _ text: SafeText, x: Int, row: Int, limit: Int, _ style: Style
  ) -> Int {
    var column = x
    for (glyph, span) in text.clusters {
      guard column + span <= limit else { break }
      if column >= 0 {
        place(Cell(glyph, style, width: UInt8(clamping: span)), at: row + column)
        if span == 2 { place(Cell(" ", style, width: 0), at: row + column + 1) }
      } else if column + span > 0 {
        place(Cell(" ", style), at: row)
      }
      column += span
    }
    return column
  }

  /// Writes one cell; where it covers half a wide glyph, the other half becomes blank.
  private mutating func place(_ cell: Cell, at index: Int) {
    let old = cells[index].width
    if old == 2, index + 1 < cells.count, cells[index + 1].width == 0 {
      cells[index + 1].width = 1
    } else if old == 0, index > 0, cells[index - 1].width == 2, cell.width != 0 {
      cells[index - 1].glyph = " "
      cells[index - 1].width = 1
    }
    cells[index] = cell
  }

  private mutating func forEachIndex(
    in rect: Rect, _ body: (inout Frame, Int) -> Void
  ) {
    let columns = max(0, rect.x)..<max(0, rect.x, min(rect.maxX, size.columns))
    for y in max(0, rect.y)..<max(0, rect.y, min(rect.maxY, size.rows)) {
      for x in columns { body(&self, y * size.columns + x) }
    }
  }
}

/// One character position of a frame.
package struct Cell: Hashable, Sendable {
  /// One grapheme cluster, already made safe; a space where nothing stands, and where a wide cluster's right half lies.
  package var glyph: Character
  package var style: Style
  /// Columns the glyph takes: 1 or 2; 0 marks the right half of a wide glyph.
  package var width: UInt8

  package init(_ glyph: Character, _ style: Style, width: UInt8 = 1) {
    self.glyph = glyph
    self.style = style
    self.width = width
  }

  package static let blank = Cell(" ", .text)
}

extension Frame {
  /// Replaces every glyph outside ASCII by what stands for it there, a wide one by that and a space.
  package mutating func degradeToASCII() {
    for y in 0..<size.rows {
      for x in 0..<size.columns {
        let cell = self[x, y]
        if cell.width == 1, cell.glyph.isASCII { continue }
        self[x, y] = Cell(cell.width == 0 ? " " : cell.glyph.asciiStandIn, cell.style)
      }
    }
  }
}
