import TextCanvas

/// Where the results view shows its rows, and what is known of a column below them.
struct ResultsLayout: Hashable, Sendable {
  let grid: Rect
  /// Empty while no column is described, or where there is no room.
  let summary: Rect

  /// - Parameter facts: how many lines the description of a column has; nil for none.
  init(in area: Rect, facts: Int?) {
    guard let facts, area.width >= 40, area.height >= 14 else {
      grid = area
      summary = Rect(x: area.x, y: area.maxY, width: area.width, height: 0)
      return
    }
    let lines = SummaryPanel.lines(of: facts, width: area.width)
    (grid, summary) = area.splitBottom(min(lines + 2, area.height / 2))
  }

  /// Where the text of one row or one cell stands in its panel; all of a panel too small for a border.
  static func text(in rect: Rect) -> Rect {
    rect.width >= 40 && rect.height >= 7
      ? Rect(x: rect.x + 2, y: rect.y + 1, width: rect.width - 4, height: rect.height - 2) : rect
  }
}
