/// A rectangle of character cells; `x` and `y` count from the frame's top left.
package struct Rect: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  /// Takes negative sides as zero.
  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package init(_ size: Size) {
    self.init(x: 0, y: 0, width: size.columns, height: size.rows)
  }

  package var isEmpty: Bool { width == 0 || height == 0 }
  package var maxX: Int { x + width }
  package var maxY: Int { y + height }

  package func contains(x: Int, y: Int) -> Bool {
    x >= self.x && x < maxX && y >= self.y && y < maxY
  }

  package func inset(dx: Int, dy: Int) -> Rect {
    Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
  }

  /// The first row and what is left below it.
  package func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let height = min(max(0, rows), self.height)
    return (
      Rect(x: x, y: y, width: width, height: height),
      Rect(x: x, y: y + height, width: width, height: self.height - height)
    )
  }

  /// What is above, and the last `rows` rows.
  package func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
    let (rest, bottom) = splitTop(height - min(max(0, rows), height))
    return (rest, bottom)
  }

  /// The first `columns` columns and what is right of them.
  package func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let width = min(max(0, columns), self.width)
    return (
      Rect(x: x, y: y, width: width, height: height),
      Rect(x: x + width, y: y, width: self.width - width, height: height)
    )
  }
}

/// A size in character cells.
///
/// Negative sides count as zero.
package struct Size: Hashable, Sendable {
  package let columns: Int
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}
