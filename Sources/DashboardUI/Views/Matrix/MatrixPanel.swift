import QueryCore
import TextCanvas

/// The matrix: a row an account, a column a day or as many as were folded into one, in each cell the worst of its queries.
///
/// ```
/// ╭─ Matrix ───────────────────────────────────── 40 accounts × 20 days, failures first ─╮
/// │               Sep 2026                                                              │
/// │               11 12 13 14 15 16 17                                                  │
/// │ 103-221-3039  F  F  F  F  F  F  F                                              20/20 │
/// │ 100-200-3000  ✓  ✓  ✓  F  ✓  ▸  ·                                               1/20 │
/// │ failed         2  2  2 14  2  2  2                                                   │
/// │ F 48 failed  ▸ 48 running  · 251 waiting  ✓ 453 succeeded                           │
/// ╰──────────────────────────────────────────────────────────────────────────────────────╯
/// ```
struct MatrixPanel {
  let view: MatrixView
  let grid: MatrixGrid
  let facts: Facts

  private var glyphs: GlyphSet { facts.options.glyphs }
  private var layout: MatrixLayout { grid.layout }
  private var matrix: SplitMatrix { grid.matrix }

  /// The columns in view, in their order.
  private var shownColumns: [Int] {
    let last = min(grid.columnOrder.count, view.offset.column + layout.visibleColumns)
    return Array(grid.columnOrder[min(view.offset.column, last)..<last])
  }

  /// The rows in view, in their order.
  private var shownRows: [Int] {
    let last = min(grid.rowOrder.count, view.offset.row + layout.cells.height)
    return Array(grid.rowOrder[min(view.offset.row, last)..<last])
  }

  /// The cell under the cursor stands beside it where there is room.
  func draw(on frame: inout Frame) {
    if !layout.beside.isEmpty {
      MatrixCellPanel(view: view, grid: grid, facts: facts).draw(on: &frame, in: layout.beside)
    }
    if layout.hasBorder {
      PanelBox.draw(
        on: &frame, layout.panel, title: title, trailing: extent, bottomTrailing: position,
        borders: glyphs.borders, focused: true)
    } else {
      frame.fill(layout.panel, with: .blank)
    }
    guard !grid.rowOrder.isEmpty else {
      frame.put(
        "the batch lists no queries", x: layout.cells.x, y: layout.cells.y, style: Style(.muted))
      return
    }
    let (rows, columns) = (shownRows, shownColumns)
    drawHeading(columns, on: &frame)
    drawRows(rows, columns, on: &frame)
    drawTotals(columns, on: &frame)
    drawLegend(on: &frame)
    drawScrollbar(on: &frame)
  }

  // MARK: Border

  private var title: SafeText {
    guard let highlight = view.highlight else { return "Matrix" }
    let count = view.lit.count { $0 }
    return SafeText("Matrix: \(highlight.name), \(CountText.of(count, "query", "queries"))")
  }

  /// How much there is, and in what order.
  private var extent: SafeText {
    if grid.isSubmission {
      let share = grid.queriesPerCell
      let cell = share == 1 ? "a query a cell" : "\(CountText.grouped(share)) queries a cell"
      return SafeText("in the order of submission, \(cell)")
    }
    let isNarrow = layout.panel.width < 60
    let times = glyphs.isASCII ? "x" : "×"
    let (rows, columns) = (grid.rowOrder.count, grid.columnOrder.count)
    let unit = matrix.unit.plural
    if isNarrow { return SafeText("\(rows) \(times) \(columns) \(unit)") }
    let order = view.choice.rows == .failures ? "failures first" : "by name"
    let accounts = CountText.of(rows, "account", "accounts")
    return SafeText("\(accounts) \(times) \(CountText.grouped(columns)) \(unit), \(order)")
  }

  /// Which part of it is in view; nil where that is all.
  private var position: SafeText? {
    var parts: [String] = []
    func add(_ name: String, _ offset: Int, _ visible: Int, _ count: Int) {
      guard count > visible else { return }
      let last = min(count, offset + visible)
      parts.append(
        "\(name) \(CountText.grouped(offset + 1))\(glyphs.dash)\(CountText.grouped(last)) of "
          + CountText.grouped(count))
    }
    let isNarrow = layout.panel.width < 60
    add(
      isNarrow ? "rows" : grid.isSubmission ? "lines" : "accounts", view.offset.row,
      layout.cells.height, grid.rowOrder.count)
    add(
      isNarrow ? "" : matrix.unit.plural, view.offset.column, layout.visibleColumns,
      grid.columnOrder.count)
    return parts.isEmpty ? nil : SafeText(parts.joined(separator: glyphs.separator))
  }

  private func drawScrollbar(on frame: inout Frame) {
    guard grid.rowOrder.count > layout.cells.height, layout.hasBorder else { return }
    let table = TextTable(
      columns: [], rowCount: grid.rowOrder.count, offset: view.offset.row, glyphs: glyphs)
    table.drawScrollbar(
      on: &frame,
      in: Rect(
        x: layout.panel.maxX - 2, y: layout.cells.y - 1, width: 1, height: layout.cells.height + 1))
  }

  // MARK: Rows

  private func drawRows(_ rows: [Int], _ columns: [Int], on frame: inout Frame) {
    let names = matrix.splits.rows
    for (line, row) in rows.enumerated() {
      let y = layout.cells.y + line
      let isCursor = row == view.cursor.row
      let name = view.cut(names[row].name, to: layout.labels.width, facts)
        .padded(to: layout.labels.width, alignment: grid.isSubmission ? .right : .left)
      let style = nameStyle(matrix.rowTallies[row], .text, isCursor: isCursor)
      frame.put(name, x: layout.labels.x, y: y, style: style)
      drawCells(of: row, columns, y: y, on: &frame)
      drawRim(matrix.rowTallies[row], y: y, on: &frame)
    }
  }

  /// The names of accounts and days of which all but one in twenty failed are as loud as their cells.
  func nameStyle(_ tally: CellTally, _ usual: Role, isCursor: Bool) -> Style {
    let isBad = tally.failed > 0 && tally.failed * 20 >= tally.total * 19
    return Style(
      isBad ? .failed : isCursor ? .text : usual, isCursor ? [.bold, .selected] : [])
  }

  private func drawCells(of row: Int, _ columns: [Int], y: Int, on frame: inout Frame) {
    guard let first = columns.min(), let last = columns.max() else { return }
    let range = first..<last + 1
    let cells = matrix.cells(inRow: row, range)
    let lit = view.isLit.map { matrix.cells(inRow: row, range, where: $0) }
    let width = layout.cellWidth
    let letterX = width >= 3 ? 1 : 0
    for (index, column) in columns.enumerated() {
      let x = layout.cells.x + index * width
      let tally = cells[column - first]
      let isCursor = row == view.cursor.row && column == view.cursor.column
      if let worst = tally.worst {
        let style = worst.style(isLit: lit.map { !$0[column - first].isEmpty } ?? true)
        if worst == .failed {
          frame.fill(Rect(x: x, y: y, width: width, height: 1), with: Cell(" ", style))
        }
        frame[x + letterX, y] = Cell(worst.letter(glyphs), style)
        let count = SafeText(CountText.grouped(tally[worst]))
        if worst.isTrouble, tally[worst] > 1, count.width <= width - 2 {
          frame.put(count, x: x + letterX + 1, y: y, style: style)
        }
      }
      if isCursor {
        let cell = Rect(x: x, y: y, width: width, height: 1)
        frame.select(cell, as: [], showingCursor: glyphs.isPlain)
        frame.restyle(cell) { $0.emphasis.formSymmetricDifference(.reverse) }
      }
    }
  }

  /// Failed of all.
  private func drawRim(_ tally: CellTally, y: Int, on frame: inout Frame) {
    guard layout.rim.width > 0 else { return }
    let text = SafeText("\(CountText.grouped(tally.failed))/\(CountText.grouped(tally.total))")
      .padded(to: layout.rim.width, alignment: .right)
    frame.put(
      text, x: layout.rim.x, y: y, width: layout.rim.width,
      style: tally.failed > 0 ? Style(.failed) : Style(.muted))
  }

  // MARK: Legend

  /// Each letter there is, with its count and its word.
  private func drawLegend(on frame: inout Frame) {
    guard !layout.legend.isEmpty else { return }
    var line = matrix.total.line(glyphs, hasWords: true)
    if line.width > layout.legend.width { line = matrix.total.line(glyphs, hasWords: false) }
    line.draw(
      on: &frame, x: layout.legend.x, y: layout.legend.y, width: layout.legend.width)
  }
}
