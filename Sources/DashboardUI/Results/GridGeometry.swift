import QueryCore
import TextCanvas

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
