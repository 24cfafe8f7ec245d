import QueryCore
import ResultTables
import TextCanvas

/// The rows of a result as typed columns: only the cells in view are touched.
///
/// ```
/// ╭ row 12,345 of 1,000,000 · column 3 of 12 Cost ──────────────────── expires in 42m ─╮
/// │         Date        Account               Cost  Clicks  Note                       │
/// │ 12,344  2026-09-11  100-200-3000      48320.50      12  ∅                        ┃ │
/// │ 12,345  2026-09-12  100-200-3000         17.00       9  {"a":1}                  │ │
/// ```
struct GridPanel {
  let view: RowsView
  let facts: Facts
  let geometry: GridGeometry
  private let spans: [ColumnSpan]

  /// - Parameter area: what grid and statistics have together.
  init(_ view: RowsView, _ facts: Facts, in area: Rect) {
    self.view = view
    self.facts = facts
    geometry = view.geometry(in: area)
    spans = view.columns.spans(width: geometry.columns.width)
  }

  private var glyphs: GlyphSet { facts.options.glyphs }

  func draw(on frame: inout Frame) {
    if geometry.hasBox {
      PanelBox.draw(
        on: &frame, geometry.rect, title: view.position(glyphs),
        borders: glyphs.borders, focused: true)
    }
    guard view.rowCount > 0, !spans.isEmpty || (view.table?.gapCount ?? 0) > 0 else {
      drawNothing(on: &frame)
      return
    }
    drawHeader(on: &frame)
    drawRows(on: &frame)
    if geometry.hasScrollbar {
      TextTable(columns: [], rowCount: view.rowCount, offset: view.topRow, glyphs: glyphs)
        .drawScrollbar(on: &frame, in: geometry.inside)
    }
  }

  /// What all rows are drawn from, where they follow one another as the server has them.
  private struct RowInputs: Hashable {
    let target: Target
    let geometry: GridGeometry
    let spans: [ColumnSpan]
    /// Of each span, whether its column's values stand at the right.
    let isNumeric: [Bool]
    let rows: LoadedRows
    let needle: String?
    let glyphs: GlyphSet
  }

  private func drawRows(on frame: inout Frame) {
    let last = min(view.rowCount, view.topRow + geometry.height)
    let rows = view.topRow..<max(view.topRow, last)
    guard view.table == nil, let loaded = view.window?.loaded(rows) else {
      for row in rows { draw(row, on: &frame) }
      return
    }
    let inputs = RowInputs(
      target: view.target, geometry: geometry, spans: spans,
      isNumeric: spans.map { view.columns.measures[$0.column].isNumeric }, rows: loaded,
      needle: view.search?.needle, glyphs: glyphs)
    let (inside, area) = (geometry.inside, geometry.columns)
    let body = Rect(
      x: inside.x, y: area.y + 1, width: area.maxX - inside.x, height: geometry.height)
    let lines = rows.map { LineKey($0, isSelected: $0 == view.row) }
    frame.drawLines(body, from: inputs, lines) { draw(view.topRow + $1, on: &$0) }
  }

  /// Before the first page, and where there is none.
  private func drawNothing(on frame: inout Frame) {
    let text: String
    if view.refusal != nil || view.window?.failureInView != nil {
      text = "no rows"
    } else if let table = view.table, table.lineCount == 0 {
      text = table.alive > 0 ? "no query has ended yet" : "no query has rows"
    } else if view.arrangement != nil {
      text = view.isOfAll ? "none of the rows" : "none of the rows loaded"
    } else if view.table == nil, view.rowCount > 0 {
      text = "\(CountText.of(view.rowCount, "row", "rows")) without columns"
    } else if view.table == nil, let window = view.window, window.isEndKnown {
      text = "the result has no rows"
    } else {
      text = "loading the first rows"
    }
    let area = geometry.inside
    let shown = SafeText(text).clipped(to: max(0, area.width), ellipsis: glyphs.ellipsis)
    frame.put(
      shown, x: area.x + max(0, (area.width - shown.width) / 2), y: area.y + area.height / 2,
      style: Style(.muted))
  }

  private func drawHeader(on frame: inout Frame) {
    let area = geometry.columns
    frame.fill(
      Rect(x: geometry.inside.x, y: area.y, width: geometry.inside.width, height: 1),
      with: Cell(" ", Style(.header)))
    for span in spans {
      let measure = view.columns.measures[span.column]
      let title = measure.title.adapted(to: glyphs)
        .clipped(to: span.width, ellipsis: glyphs.ellipsis)
      let isSorted = span.column == view.sortedColumn
      let style = Style(span.column == view.column ? .title : .header)
      frame.put(
        title, x: area.x + span.x + indent(of: title, in: span), y: area.y, width: span.width,
        style: style)
      if isSorted, let sort = view.arrangement?.sort {
        // Beside the title, in the gap where that fills its column.
        let x = span.x + indent(of: title, in: span) + title.width
        frame.put(
          glyphs.order(isDescending: sort.isDescending), x: area.x + min(x, area.width - 1),
          y: area.y, style: Style(.title))
      }
    }
    let cut = view.columns.isCut(width: area.width)
    if cut.left, geometry.gutter > 0 {
      frame.put(glyphs.isASCII ? "<" : "‹", x: area.x - 2, y: area.y, style: Style(.muted))
    }
    if cut.right, geometry.hasScrollbar {
      frame.put(glyphs.isASCII ? ">" : "›", x: area.maxX + 1, y: area.y, style: Style(.muted))
    }
  }

  private func draw(_ row: Int, on frame: inout Frame) {
    let area = geometry.columns
    let y = area.y + 1 + row - view.topRow
    let isCurrent = row == view.row
    let gap = view.gap(atLine: row)
    if geometry.gutter > 0, gap == nil {
      let place = view.table?.rows(beforeLine: row) ?? row
      let number = SafeText(CountText.grouped(place + 1))
      frame.put(
        number, x: area.x - GridColumns.gap - number.width, y: y,
        style: isCurrent ? Style(.title) : Style(.muted))
    }
    switch view.state(of: row) {
    case .loaded(let cells):
      for span in spans { draw(cells, span, y: y, on: &frame) }
    case .loading:
      for span in spans { put(glyphs.pending, span, y: y, Style(.muted), on: &frame) }
    case .failed:
      if let span = spans.first { put("?", span, y: y, Style(.warning), on: &frame) }
    case .beyond:
      if let gap {
        // The number's place is free for it where there is little room.
        let x = area.width < 60 ? geometry.inside.x : area.x
        let width = area.maxX - x
        gap.line(width: width, glyphs).draw(on: &frame, x: x, y: y, width: width)
      }
    }
    guard isCurrent else { return }
    let line = Rect(x: geometry.inside.x, y: y, width: area.maxX - geometry.inside.x, height: 1)
    frame.select(line, as: .band, showingCursor: glyphs.isPlain)
    // A gap has no cells.
    if gap == nil, let span = spans.first(where: { $0.column == view.column }) {
      let cell = Rect(x: area.x + span.x, y: y, width: span.width, height: 1)
      frame.select(cell, as: .reverse, showingCursor: glyphs.isPlain)
    }
  }

  private func draw(_ cells: ResultRow, _ span: ColumnSpan, y: Int, on frame: inout Frame) {
    var (text, style) = CellValue.make(
      cells, span.column, width: span.width, glyphs: glyphs)
    if let search = view.search, search.isIn(cells, span.column) { style = Style(.mark) }
    put(text, span, y: y, style, on: &frame)
  }

  private func put(
    _ text: SafeText, _ span: ColumnSpan, y: Int, _ style: Style, on frame: inout Frame
  ) {
    let x = geometry.columns.x + span.x + indent(of: text, in: span)
    frame.put(text, x: x, y: y, width: span.width, style: style)
  }

  private func indent(of text: SafeText, in span: ColumnSpan) -> Int {
    view.columns.measures[span.column].isNumeric ? max(0, span.width - text.width) : 0
  }

  // MARK: The mouse

  /// The row and column drawn at a place; a row is nil on the header.
  func cell(atX x: Int, y: Int) -> (row: Int?, column: Int?)? {
    guard geometry.inside.contains(x: x, y: y) else { return nil }
    let line = y - geometry.inside.y - 1
    let row = view.topRow + line
    let column = spans.first { (0..<$0.width).contains(x - geometry.columns.x - $0.x) }?.column
    return (line >= 0 && row < view.rowCount ? row : nil, column)
  }
}
