import TextCanvas

/// Where the rows of a list lie in its panel; a panel too small for a border is all list.
struct ListBox: Hashable, Sendable {
  /// Header and rows, without the border.
  let inside: Rect
  private let hasHeader: Bool

  /// - Parameters:
  ///   - isOpen: whether there is no border, and all of it is list but a blank column at the left.
  ///   - margin: blank columns kept at the right border.
  ///   - below: lines at the bottom that are not the list's.
  init(_ rect: Rect, hasHeader: Bool = true, isOpen: Bool = false, margin: Int = 0, below: Int = 0)
  {
    self.hasHeader = hasHeader
    let box =
      isOpen
      ? rect.splitLeft(1).rest
      : rect.width >= 3 && rect.height >= 3
        ? Rect(
          x: rect.x + 2, y: rect.y + 1, width: rect.width - 3 - margin, height: rect.height - 2)
        : rect
    inside = box.splitBottom(below).rest
  }

  /// Whether an area is too narrow to spend columns on the sides of boxes: lists stand under their headers alone.
  static func isOpen(_ area: Rect) -> Bool { area.width < 72 }

  /// Rows that can be seen.
  var height: Int { hasHeader ? TextTable.bodyHeight(inside.height) : inside.height }

  /// The row drawn at a line of the screen.
  func row(atY y: Int, offset: Int) -> Int? {
    let line = y - inside.y - (hasHeader ? 1 : 0)
    return line >= 0 && line < height ? line + offset : nil
  }
}
