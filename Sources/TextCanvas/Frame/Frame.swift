import Glibc

/// A whole screen as a value: what a panel draws on, what the painter puts on the terminal, what a
/// golden records.
///
/// Everything drawn is clipped to it, and no half of a wide glyph is ever left alone.
package struct Frame: Sendable {
  package let size: Size
  /// Row by row, `size.columns * size.rows` of them.
  package internal(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil leaves it, hidden, wherever drawing has brought it.
  package var cursor: Cursor?

  /// A cell, counted from the top left.
  package struct Cursor: Hashable, Sendable {
    package let x: Int
    package let y: Int
    /// Whether it is seen; screen readers and magnifiers follow a hidden one too.
    package let isShown: Bool

    package init(x: Int, y: Int, isShown: Bool = true) {
      self.x = x
      self.y = y
      self.isShown = isShown
    }
  }

  /// What of it may be taken over by the frame after it.
  var parts = FrameParts()

  /// A blank frame.
  ///
  /// - Parameter earlier: a frame before it; parts of it that are drawn from the same are taken over, see `draw(_:from:_:)`.
  package init(size: Size, after earlier: Frame? = nil) {
    self.size = size
    self.cells = Array(repeating: .blank, count: size.columns * size.rows)
    if let earlier, earlier.size == size { parts.begin(after: earlier) }
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
    let line = Array(repeating: cell, count: min(max(0, rect.width), size.columns))
    forEachRow(in: rect) { frame, row in
      frame.makeRoom(row)
      frame.replaceCells(from: row.lowerBound, by: line.prefix(row.count))
    }
  }

  /// Shows what is already drawn in a rectangle as what the keys are about: the terminal's cursor stands at its beginning.
  ///
  /// - Parameters:
  ///   - emphasis: how it is shown.
  ///   - showsCursor: whether the cursor is seen there.
  package mutating func select(
    _ rect: Rect, as emphasis: Emphasis = .selected, showingCursor showsCursor: Bool
  ) {
    restyle(rect) { $0.emphasis.formUnion(emphasis) }
    guard !rect.isEmpty, contains(rect.x, rect.y) else { return }
    cursor = Cursor(x: rect.x, y: rect.y, isShown: showsCursor)
  }

  /// Restyles what is already drawn in a rectangle, keeping the glyphs.
  package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    forEachRow(in: rect) { frame, row in
      for index in row { change(&frame.cells[index].style) }
    }
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
    let end = min(limit, x + text.width)
    let start = max(0, x)
    guard start < end else { return max(x, end) }
    makeRoom(row + start..<row + end)
    var string = text.text
    // The buffers are used within the calls only, and within their bounds.
    cells.withUnsafeMutableBufferPointer { cells in
      string.withUTF8 { bytes in
        precondition(row + end <= cells.count && end - x <= bytes.count)
        for column in start..<end {
          cells[row + column] = Cell(ascii: bytes[column - x], style)
        }
      }
    }
    return end
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

  /// Puts cells in place of as many others, as memory.
  mutating func replaceCells(from start: Int, by line: ArraySlice<Cell>) {
    precondition(start >= 0 && start + line.count <= cells.count)
    // The buffer is written within the call only, and within its bounds.
    cells.withUnsafeMutableBufferPointer {
      _ = $0[start..<start + line.count].update(fromContentsOf: line)
    }
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

  /// Makes cells of one row free to be overwritten: of wide glyphs that lie across an end, the other half becomes blank.
  private mutating func makeRoom(_ range: Range<Int>) {
    if cells[range.lowerBound].width == 0, range.lowerBound > 0,
      cells[range.lowerBound - 1].width == 2
    {
      cells[range.lowerBound - 1].glyph = " "
      cells[range.lowerBound - 1].width = 1
    }
    if cells[range.upperBound - 1].width == 2, range.upperBound < cells.count,
      cells[range.upperBound].width == 0
    {
      cells[range.upperBound].width = 1
    }
  }

  /// The cells of a rectangle within the frame, row by row.
  private mutating func forEachRow(
    in rect: Rect, _ body: (inout Frame, Range<Int>) -> Void
  ) {
    let columns = max(0, rect.x)..<max(0, rect.x, min(rect.maxX, size.columns))
    guard !columns.isEmpty else { return }
    for y in max(0, rect.y)..<max(0, rect.y, min(rect.maxY, size.rows)) {
      let row = y * size.columns
      body(&self, row + columns.lowerBound..<row + columns.upperBound)
    }
  }
}

// MARK: - Comparing

extension Frame: Hashable {
  /// Whether they look the same; how they came to be makes no difference.
  package static func == (left: Frame, right: Frame) -> Bool {
    left.size == right.size && left.cursor == right.cursor
      && left.hasCells(left.cells.indices, of: right, from: 0)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(cells)
    hasher.combine(cursor)
  }

  /// Whether a row is the same in a frame of the same size.
  ///
  /// - Parameter place: the row there; nil for the same.
  package func hasRow(_ y: Int, of other: Frame, at place: Int? = nil) -> Bool {
    hasCells(
      y * size.columns..<(y + 1) * size.columns, of: other, from: (place ?? y) * size.columns)
  }

  /// Compared as memory, which plain bytes can be.
  ///
  /// - Parameter start: where the cells begin there.
  private func hasCells(_ range: Range<Int>, of other: Frame, from start: Int) -> Bool {
    // The buffers are read within the calls only, and their bounds checked.
    cells[range].withUnsafeBytes { mine in
      other.cells[start..<start + range.count].withUnsafeBytes { theirs in
        guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else { return true }
        return memcmp(mine, theirs, range.count * MemoryLayout<Cell>.stride) == 0
      }
    }
  }
}

extension Frame {
  /// Replaces every glyph outside ASCII by what stands for it there, a wide one by that and a space.
  package mutating func degradeToASCII() {
    for y in 0..<size.rows {
      for x in 0..<size.columns {
        let cell = self[x, y]
        if cell.width == 1, cell.scalar?.isASCII == true { continue }
        self[x, y] = Cell(cell.width == 0 ? " " : cell.glyph.asciiStandIn, cell.style)
      }
    }
  }

  /// Replaces every glyph that was given one column and that the terminal draws in two.
  package mutating func degradeAmbiguous() {
    for y in 0..<size.rows {
      for x in 0..<size.columns {
        let cell = self[x, y]
        guard cell.width == 1, let scalar = cell.scalar, !scalar.isASCII,
          DisplayWidth.of(scalar) > 1
        else { continue }
        self[x, y] = Cell(cell.glyph.asciiStandIn, cell.style)
      }
    }
  }
}
