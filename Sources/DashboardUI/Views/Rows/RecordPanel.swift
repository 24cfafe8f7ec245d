import ResultTables
import TextCanvas

/// One row, a column a line and long values wrapped.
///
/// ```
/// ╭ row 12,345 of 1,000,000 · column 3 of 12 Cost ─╮
/// │ Date     2026-09-11                            │
/// │ Account  100-200-3000                          │
/// │ Note     a text that goes on                   │
/// │          for longer than a line                │
/// ```
enum RecordPanel {
  /// Lines a value takes at the most; Enter shows all of it.
  static let mostLines = 6
  private static let mostName = 28

  /// Lines there is room for.
  static func height(in rect: Rect) -> Int { max(1, RowsLayout.text(in: rect).height) }

  static func draw(
    _ view: RowsView, _ facts: Facts, on frame: inout Frame, in rect: Rect
  ) {
    let glyphs = facts.options.glyphs
    let area = RowsLayout.text(in: rect)
    if RowsLayout.hasBox(rect) {
      PanelBox.draw(
        on: &frame, rect, title: view.position(glyphs), borders: glyphs.borders,
        focused: true)
    }
    guard case .loaded(let row) = view.state(of: view.row) else {
      view.drawNoRow(facts, on: &frame, in: area)
      return
    }
    let shown = view.columns.shown
    var y = area.y
    var fields = 0
    for column in shown.dropFirst(view.topField) where y < area.maxY {
      let field = Field(row, column, view, width: area.width, glyphs: glyphs)
      let height = min(field.height, area.maxY - y)
      let isCurrent = column == view.column
      frame.put(
        field.name, x: area.x, y: y, style: isCurrent ? Style(.title) : Style(.muted))
      for line in field.lines.indices where field.top + line < height {
        frame.put(
          field.lines[line], x: area.x + field.indent, y: y + field.top + line, style: field.style)
      }
      if isCurrent {
        frame.select(
          Rect(x: area.x, y: y, width: area.width, height: height), showingCursor: glyphs.isPlain)
      }
      y += height
      if height == field.height { fields += 1 }
    }
    Scrollbar(offset: view.topField, visible: max(1, fields), total: shown.count)
      .draw(on: &frame, in: RowsLayout.scrollbar(in: rect, beside: area), glyphs: glyphs)
  }

  /// One column's name and value, ready to be drawn.
  struct Field {
    let name: SafeText
    let lines: [SafeText]
    let style: Style
    /// Columns before the value, and lines above it: a name stands over a long value where the screen is narrow.
    let indent: Int
    let top: Int

    var height: Int { top + lines.count }

    init(
      _ row: ResultRow, _ column: Int, _ view: RowsView, width: Int, glyphs: GlyphSet
    ) {
      let nameWidth = RecordPanel.nameWidth(view, width: width)
      let most = width * RecordPanel.mostLines
      let (text, style) = CellValue.make(row, column, width: most, glyphs: glyphs)
      let beside = text.wrapped(width: max(1, width - nameWidth - 2))
      top = LabelledValue.isNarrow(width) && beside.count > 1 ? 1 : 0
      indent = top > 0 ? 2 : nameWidth + 2
      let room = max(1, width - indent)
      let wrapped = top > 0 ? text.wrapped(width: room) : beside
      name = view.columns.measures[column].title.adapted(to: glyphs)
        .clipped(to: top > 0 ? width : nameWidth, ellipsis: glyphs.ellipsis)
      let isHit = view.search?.isIn(row, column) == true
      self.style = isHit ? Style(.mark) : style
      lines =
        wrapped.count <= RecordPanel.mostLines
        ? wrapped
        : wrapped.prefix(RecordPanel.mostLines - 1)
          + [
            (wrapped[RecordPanel.mostLines - 1].prefix(room - 1) + glyphs.ellipsis)
          ]
    }
  }

  private static func nameWidth(_ view: RowsView, width: Int) -> Int {
    let longest = view.columns.longestTitle
    return max(1, min(longest, mostName, width / 3))
  }
}

extension RowsView {
  /// Draws why there is no row at the cursor: a gap says all that is known of it.
  func drawNoRow(_ facts: Facts, on frame: inout Frame, in area: Rect) {
    guard let gap = gap(atLine: row) else {
      frame.put(
        "this row has not loaded yet", x: area.x, y: area.y, width: area.width,
        style: Style(.muted))
      return
    }
    let text = WrappedText(gap.text, width: max(1, area.width))
    for (line, shown) in text.lines.prefix(area.height).enumerated() {
      frame.put(
        shown.adapted(to: facts.options.glyphs), x: area.x, y: area.y + line, width: area.width)
    }
  }

  /// Scrolls so that the field under the cursor is wholly in view.
  mutating func followField(in rect: Rect) {
    let room = RecordPanel.height(in: rect)
    let index = columns.index(of: column)
    topField = max(0, min(topField, index))
    guard case .loaded(let row) = state(of: row), !columns.shown.isEmpty else { return }
    var used = 0
    var least = index
    for field in stride(from: index, through: topField, by: -1) {
      // A field is never lower than in ASCII, where each sign may take several columns.
      let lines = RecordPanel.Field(
        row, columns.shown[field], self, width: RowsLayout.text(in: rect).width, glyphs: .ascii
      ).height
      used += lines
      if used > room { break }
      least = field
    }
    topField = max(topField, least)
  }
}
