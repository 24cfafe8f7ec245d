import QueryCore
import TextCanvas

/// Where the rows view shows its rows, and what is known of a column below them.
struct RowsLayout: Hashable, Sendable {
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

  /// Whether a page of text has room for a border.
  static func hasBox(_ rect: Rect) -> Bool { rect.width >= 40 && rect.height >= 7 }

  /// Where a page's text stands in its panel, a column at the right kept for the scrollbar; a panel too small for a
  /// border is all text.
  static func text(in rect: Rect) -> Rect {
    hasBox(rect)
      ? Rect(x: rect.x + 2, y: rect.y + 1, width: rect.width - 4, height: rect.height - 2)
      : rect.splitLeft(rect.width - 1).left
  }

  /// The scrollbar's column, beside the part of the page that scrolls.
  static func scrollbar(in rect: Rect, beside body: Rect) -> Rect {
    Rect(
      x: hasBox(rect) ? rect.maxX - 2 : rect.maxX - 1, y: body.y, width: 1, height: body.height)
  }
}

/// Where the parts of the grid lie in its rectangle: the box, the row numbers, the columns, the scrollbar.
struct GridGeometry: Hashable, Sendable {
  let rect: Rect
  /// Header and rows, without the box.
  let inside: Rect
  let hasBox: Bool
  /// Columns the row numbers take, with the gap behind them; 0 where there is no room for them.
  let gutter: Int
  let hasScrollbar: Bool

  /// - Parameter rowCount: the highest row number there will be, as far as that is known.
  init(in rect: Rect, rowCount: Int, rowsShown: Int) {
    self.rect = rect
    hasBox = rect.width >= 40 && rect.height >= 7
    inside =
      hasBox
      ? Rect(x: rect.x + 2, y: rect.y + 1, width: rect.width - 4, height: rect.height - 2) : rect
    let digits = CountText.grouped(max(rowCount, 1)).count
    gutter = hasBox && digits + 16 < inside.width ? max(3, digits) + GridColumns.gap : 0
    hasScrollbar = rowsShown > TextTable.bodyHeight(inside.height) && inside.width > 3
  }

  /// Rows there is room for below the header.
  var height: Int { TextTable.bodyHeight(inside.height) }

  /// The area of the columns, header and all.
  var columns: Rect {
    let room = inside.width - gutter - (hasScrollbar ? 2 : 0)
    return Rect(x: inside.x + gutter, y: inside.y, width: room, height: inside.height)
  }
}
