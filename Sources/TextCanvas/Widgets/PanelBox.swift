/// A box with a title in its upper border and room for two short texts at the right.
package enum PanelBox {
  /// Draws the box, blank inside.
  ///
  /// Under 3 rows or columns there is no border and the whole rectangle is the inside.
  ///
  /// The title has precedence over `trailing`, which is left out where both do not fit. `trailing`
  /// stands at the right of the upper border (a count, a rate), `bottomTrailing` of the lower one
  /// (a position, an age); `focused` says whether the keys go to this panel.
  ///
  /// - Returns: the inside, at least empty, never outside `rect`.
  @discardableResult
  package static func draw(
    on frame: inout Frame, _ rect: Rect, title: SafeText, trailing: SafeText? = nil,
    bottomTrailing: SafeText? = nil, borders: BorderSet = .rounded, focused: Bool = false
  ) -> Rect {
    frame.fill(rect, with: .blank)
    guard rect.width >= 3, rect.height >= 3 else { return rect }
    let style = Style(focused ? .focus : .border)
    drawLines(on: &frame, rect, borders, style)
    // Two corners, and a line's end beside each.
    let room = rect.width - 4
    let trailing = trailing?.adapted(to: borders.glyphs)
    let titleStyle = Style(.title, focused ? .bold : [])
    let used = label(
      title, on: &frame, x: rect.x + 2, y: rect.y, room: room, borders, titleStyle)
    if let trailing, trailing.width + 3 <= room - used {
      label(
        trailing, on: &frame, x: rect.maxX - 4 - trailing.width, y: rect.y, room: room, borders,
        Style(.muted))
    }
    if let text = bottomTrailing?.adapted(to: borders.glyphs).clipped(
      to: room - 2, ellipsis: borders.glyphs.ellipsis)
    {
      label(
        text, on: &frame, x: rect.maxX - 4 - text.width, y: rect.maxY - 1, room: room, borders,
        Style(.muted))
    }
    return rect.inset(dx: 1, dy: 1)
  }

  /// Draws a text with a space at both sides into a border.
  ///
  /// - Returns: the columns it took, 0 where there is no room for one character.
  @discardableResult
  private static func label(
    _ text: SafeText, on frame: inout Frame, x: Int, y: Int, room: Int, _ borders: BorderSet,
    _ style: Style
  ) -> Int {
    guard room >= 3, !text.isEmpty else { return 0 }
    let clipped =
      " "
      + text.adapted(to: borders.glyphs).clipped(to: room - 2, ellipsis: borders.glyphs.ellipsis)
      + " "
    frame.put(clipped, x: x, y: y, style: style)
    return clipped.width
  }

  private static func drawLines(
    on frame: inout Frame, _ rect: Rect, _ borders: BorderSet, _ style: Style
  ) {
    let (left, right, top, bottom) = (rect.x, rect.maxX - 1, rect.y, rect.maxY - 1)
    for x in (left + 1)..<right {
      frame[x, top] = Cell(borders.horizontal, style)
      frame[x, bottom] = Cell(borders.horizontal, style)
    }
    for y in (top + 1)..<bottom {
      frame[left, y] = Cell(borders.vertical, style)
      frame[right, y] = Cell(borders.vertical, style)
    }
    frame[left, top] = Cell(borders.topLeft, style)
    frame[right, top] = Cell(borders.topRight, style)
    frame[left, bottom] = Cell(borders.bottomLeft, style)
    frame[right, bottom] = Cell(borders.bottomRight, style)
  }
}

/// The characters of a box, each one column wide.
package struct BorderSet: Hashable, Sendable {
  package let topLeft: Character
  package let topRight: Character
  package let bottomLeft: Character
  package let bottomRight: Character
  package let horizontal: Character
  package let vertical: Character
  /// What texts in the border may be written with.
  package let glyphs: GlyphSet

  package static let rounded = BorderSet(
    topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─",
    vertical: "│", glyphs: .unicode)

  package static let ascii = BorderSet(
    topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
    vertical: "|", glyphs: .ascii)
}
