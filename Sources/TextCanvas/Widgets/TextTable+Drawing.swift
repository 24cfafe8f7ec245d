extension TextTable {
  /// What rows are drawn from, for a table whose rows are taken over from the frame before as far as they are the same.
  package struct Origin {
    /// What all rows are drawn from, beside what each one shows.
    let inputs: any Hashable & Sendable
    /// A number for what a row shows: the same number, the same cells.
    let content: (_ row: Int) -> Int

    package init(_ inputs: any Hashable & Sendable, content: @escaping (_ row: Int) -> Int) {
      self.inputs = inputs
      self.content = content
    }
  }

  /// All that rows have in common, whatever stands in them.
  private struct RowInputs<Inputs: Hashable & Sendable>: Hashable, Sendable {
    let spans: [ColumnSpan]
    let columns: [TableColumn]
    let glyphs: GlyphSet
    let inputs: Inputs
  }

  /// Draws header, rows in view and, if there are more, a scrollbar at the right edge.
  ///
  /// `isMarked` says whether a row is marked; marks stand in the column left of the rectangle, which is the panel's margin.
  /// `cell` gives the text and style of a cell by row and column.
  ///
  /// - Parameter origin: what the rows are drawn from; nil draws all of them anew.
  package func draw(
    on frame: inout Frame, in rect: Rect, from origin: Origin? = nil,
    isMarked: (Int) -> Bool = { _ in false },
    cell: (_ row: Int, _ column: Int) -> (SafeText, Style)
  ) {
    guard !rect.isEmpty else { return }
    let spans = spans(in: rect)
    drawHeader(on: &frame, in: rect, spans)
    let first = first(in: rect)
    let rows = first..<max(first, min(rowCount, first + Self.bodyHeight(rect.height)))
    func drawRow(_ row: Int, on frame: inout Frame) {
      let line = Rect(x: rect.x, y: rect.y + 1 + row - first, width: rect.width, height: 1)
      frame.fill(line, with: .blank)
      let isSelected = row == selected && isFocused
      if isMarked(row) {
        frame.put(glyphs.mark, x: line.x - 1, y: line.y, style: Style(.mark, .bold))
      } else if isSelected {
        frame.put(glyphs.pointer, x: line.x - 1, y: line.y, style: Style(.focus))
      }
      for span in spans {
        let (text, style) = cell(row, span.column)
        put(text, span, on: &frame, line, style)
      }
      // The cursor lies under the cells: what their colours say stays readable.
      if isSelected {
        frame.select(line, showingCursor: glyphs.isPlain)
      }
    }
    if let origin {
      func drawLines(from inputs: some Hashable & Sendable) {
        // With the margin that marks stand in, and without the scrollbar's column.
        let body = Rect(
          x: rect.x - 1, y: rect.y + 1, width: rect.width, height: Self.bodyHeight(rect.height))
        let lines = rows.map { row in
          LineKey(
            origin.content(row), isSelected: row == selected && isFocused, isMarked: isMarked(row))
        }
        frame.drawLines(
          body, from: RowInputs(spans: spans, columns: columns, glyphs: glyphs, inputs: inputs),
          lines
        ) { drawRow(first + $1, on: &$0) }
      }
      drawLines(from: origin.inputs)
    } else {
      for row in rows { drawRow(row, on: &frame) }
    }
    if isScrolling(in: rect) { drawScrollbar(on: &frame, in: rect) }
  }

  private func put(
    _ text: SafeText, _ span: ColumnSpan, on frame: inout Frame, _ line: Rect, _ style: Style
  ) {
    let fitted = text.adapted(to: glyphs).clipped(to: span.width, ellipsis: glyphs.ellipsis)
    let indent = columns[span.column].alignment == .right ? span.width - fitted.width : 0
    frame.put(fitted, x: line.x + span.x + indent, y: line.y, width: span.width, style: style)
  }

  private func drawHeader(on frame: inout Frame, in rect: Rect, _ spans: [ColumnSpan]) {
    let line = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
    frame.fill(line, with: Cell(" ", Style(.header)))
    for span in spans {
      var title = columns[span.column].title.adapted(to: glyphs)
      if let sort, sort.column == span.column {
        let arrow: SafeText =
          glyphs.isASCII
          ? sort.isAscending ? "^" : "v"
          : sort.isAscending ? "▲" : "▼"
        title = title.clipped(to: span.width - 1, ellipsis: glyphs.ellipsis) + arrow
      }
      put(title, span, on: &frame, line, Style(.header))
    }
  }

  /// Columns of the header that are free behind its last title and a blank, the scrollbar's not among them.
  package func headerRoom(in rect: Rect) -> Int {
    guard let last = spans(in: rect).last else { return rect.width }
    let column = columns[last.column]
    let arrow = sort?.column == last.column ? 1 : 0
    let title = column.alignment == .right ? last.width : column.title.width + arrow
    return max(0, rect.width - 1 - last.x - min(title, last.width) - 1)
  }

  /// Draws where the rows in view stand among all, in the last column below the header.
  package func drawScrollbar(on frame: inout Frame, in rect: Rect) {
    let body = Rect(
      x: rect.maxX - 1, y: rect.y + 1, width: 1, height: Self.bodyHeight(rect.height))
    Scrollbar(offset: first(in: rect), visible: body.height, total: rowCount)
      .draw(on: &frame, in: body, glyphs: glyphs)
  }
}
