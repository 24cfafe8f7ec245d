import QueryCore
import TextCanvas

/// Where the parts of a matrix lie.
///
/// ```
///            ┌ heading ┐
///  labels    │  cells  │  rim      rows that scroll
///  failed    └ totals ─┘  rim      stands still
///  legend
/// ```
struct MatrixLayout: Hashable, Sendable {
  /// The whole panel, and whether a border is drawn around it.
  let panel: Rect
  let hasBorder: Bool
  /// Where months and days of the columns are written; no lines on a low screen, and where columns are no days.
  let heading: Rect
  let labels: Rect
  let cells: Rect
  /// Each row's total.
  let rim: Rect
  /// Each column's total; no line on a low screen.
  let totals: Rect
  let legend: Rect
  /// Where the cell under the cursor is shown in full; empty on all but wide screens.
  let beside: Rect
  /// Columns of the screen each cell takes.
  let cellWidth: Int

  private static let besideWidth = 60
  /// Wider cells say no more.
  private static let widestCell = 5

  /// What is drawn, as far as it takes room.
  struct Content: Hashable, Sendable {
    var longestLabel: Int
    /// Columns of the widest total of a row.
    var rim: Int
    var columns: Int
    /// Whether the columns are days, or in their place.
    var hasHeading: Bool
    /// Whether the columns are in the order of days, so that months can be written over them.
    var isByDate: Bool
  }

  init(in area: Rect, _ content: Content) {
    panel = Self.panel(area)
    beside = Rect(
      x: panel.maxX, y: area.y, width: area.width - panel.width, height: area.height)
    let area = panel
    hasBorder = Self.hasBorder(area)
    let inside = Self.inside(area)
    let needed = Self.labels(inside, content.longestLabel)
    let rim = Self.rim(inside, content.rim)
    let room = Self.room(inside, longestLabel: content.longestLabel, rim: content.rim)
    cellWidth = max(1, min(Self.widestCell, room / max(1, content.columns)))
    let used = min(room / cellWidth, content.columns) * cellWidth
    // What the cells leave over shows more of the names.
    let label = needed == 0 ? 0 : min(content.longestLabel, needed + room - used)
    let lines =
      content.hasHeading && inside.height >= 7
      ? cellWidth >= 3 ? 2 : content.isByDate ? 3 : 4 : 0
    let (top, rest) = inside.splitTop(lines)
    let (above, legend) = rest.splitBottom(inside.height >= 8 ? 1 : 0)
    let (body, totals) = above.splitBottom(content.hasHeading && inside.height >= 9 ? 1 : 0)
    let cellsX = inside.x + label + (label > 0 ? 1 : 0)
    func columns(_ rect: Rect) -> Rect {
      Rect(x: cellsX, y: rect.y, width: used, height: rect.height)
    }
    heading = columns(top)
    labels = Rect(x: inside.x, y: body.y, width: label, height: body.height)
    cells = columns(body)
    self.totals = columns(totals)
    self.rim = Rect(x: cells.maxX + 1, y: body.y, width: rim, height: body.height)
    self.legend = legend
  }

  /// Columns of the screen there are for cells.
  static func room(in area: Rect, longestLabel: Int, rim: Int) -> Int {
    room(inside(panel(area)), longestLabel: longestLabel, rim: rim)
  }

  private static func room(_ inside: Rect, longestLabel: Int, rim: Int) -> Int {
    let label = labels(inside, longestLabel)
    let total = Self.rim(inside, rim)
    return max(1, inside.width - label - (label > 0 ? 1 : 0) - (total > 0 ? total + 1 : 0))
  }

  /// Lines there are for cells that have no heading and no totals.
  static func lines(in area: Rect) -> Int {
    let inside = inside(area)
    return max(1, inside.height - (inside.height >= 8 ? 1 : 0))
  }

  private static func panel(_ area: Rect) -> Rect {
    area.splitLeft(area.width - (area.width >= 160 ? besideWidth : 0)).left
  }

  private static func hasBorder(_ area: Rect) -> Bool { area.width >= 30 && area.height >= 9 }

  /// A column at the right is kept for the scrollbar.
  private static func inside(_ area: Rect) -> Rect {
    guard hasBorder(area) else { return area }
    let margin = area.width >= 60 ? 1 : 0
    return Rect(
      x: area.x + 1 + margin, y: area.y + 1, width: area.width - 3 - margin,
      height: area.height - 2)
  }

  /// Columns the totals of rows take; none on a narrow screen.
  private static func rim(_ inside: Rect, _ needed: Int) -> Int {
    inside.width < 30 ? 0 : needed
  }

  /// Columns a label takes at first: a quarter, or what the longest needs.
  private static func labels(_ inside: Rect, _ longest: Int) -> Int {
    inside.width < 16 ? 0 : min(longest, max(8, inside.width / 4))
  }

  /// Columns of the matrix that can be seen.
  var visibleColumns: Int { cells.width / cellWidth }

  /// The row and the column drawn at a place of the screen, counted from the first in view: one alone on a name, a heading
  /// or a total.
  func hit(x: Int, y: Int) -> (row: Int?, column: Int?) {
    guard panel.contains(x: x, y: y) else { return (nil, nil) }
    return (
      y >= cells.y && y < cells.maxY ? y - cells.y : nil,
      x >= cells.x && x < cells.maxX ? (x - cells.x) / cellWidth : nil
    )
  }
}
