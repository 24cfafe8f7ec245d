import QueryCore
import ResultTables
import TextCanvas

/// One cell, all of its text: lines as they are, nested values laid out.
enum CellPanel {
  /// Lines there is room for.
  static func height(in rect: Rect) -> Int { max(1, ResultsLayout.text(in: rect).height) }

  /// Columns there is room for.
  static func width(in rect: Rect) -> Int { max(1, ResultsLayout.text(in: rect).width) }

  static func draw(
    _ results: ResultsState, _ state: DashboardState, on frame: inout Frame, in rect: Rect
  ) {
    let glyphs = state.options.glyphs
    let area = ResultsLayout.text(in: rect)
    if area != rect {
      PanelBox.draw(
        on: &frame, rect, title: ResultsTitle.text(results, glyphs),
        bottomTrailing: results.cellText.map { position(of: $0, results, area) },
        borders: glyphs.borders, focused: true)
    }
    guard let text = results.cellText else {
      frame.put(
        "this row has not come yet", x: area.x, y: area.y, width: area.width, style: Style(.muted))
      return
    }
    for (line, shown) in text.lines.dropFirst(results.scroll).prefix(area.height).enumerated() {
      frame.put(
        shown.adapted(to: glyphs), x: area.x, y: area.y + line, width: area.width,
        style: Style(text.isSign ? .muted : .text))
    }
  }

  private static func position(of text: CellText, _ results: ResultsState, _ area: Rect)
    -> SafeText
  {
    let bytes = CountText.of(text.byteCount, "byte", "bytes")
    let cut = text.isCut ? ", the first \(CountText.grouped(SafeText.longestField)) shown" : ""
    guard text.lines.count > area.height else { return SafeText(bytes + cut) }
    let last = min(text.lines.count, results.scroll + area.height)
    return SafeText(
      "lines \(results.scroll + 1) to \(last) of \(CountText.grouped(text.lines.count)), \(bytes)\(cut)"
    )
  }
}

extension ResultsState {
  /// Breaks the cell under the cursor into lines, unless that has been done, and scrolls within them.
  mutating func breakCell(in rect: Rect) {
    let room = CellPanel.width(in: rect)
    guard case .loaded(let row) = state(of: row) else {
      cellText = nil
      return
    }
    if cellText?.isOf(self.row, column, width: room) != true {
      if cellText != nil { scroll = 0 }
      cellText = CellText(row, column, at: self.row, width: room)
    }
    let lines = cellText?.lines.count ?? 0
    scroll = max(0, min(scroll, lines - CellPanel.height(in: rect)))
  }
}
