/// A box with a title in its upper border and room for two short texts at the right.
package enum PanelBox {
  /// Draws the box, blank inside.
  ///
  /// Under 3 rows or columns there is no border and the whole rectangle is the inside.
  ///
  /// The title has precedence over `trailing`, which is left out where both do not fit. `trailing`
  /// stands at the right of the upper border (a count, a rate), `bottomTrailing` of the lower one
  /// (a position, an age). `focused` says whether the keys go to this panel.
  ///
  /// - Returns: the inside, at least empty, never outside `rect`.
  @discardableResult
  package static func draw(
    on frame: inout Frame, _ rect: Rect, title: SafeText, trailing: SafeText? = nil,
    bottomTrailing: SafeText? = nil, borders: BorderSet = .rounded, focused: Bool = false
  ) -> Rect {
    draw(
      on: &frame, rect, (title, trailing, []), bottomTrailing: bottomTrailing, borders: borders,
      focused: focused)
  }

  /// The same with notes in the upper border: they stand left of `trailing`, the first rightmost; those without room are
  /// left out, and where the first has none it takes the place of `trailing`.
  @discardableResult
  package static func draw(
    on frame: inout Frame, _ rect: Rect,
    _ top: (title: SafeText, trailing: SafeText?, notes: [PanelNote]),
    bottomTrailing: SafeText? = nil, borders: BorderSet = .rounded, focused: Bool = false
  ) -> Rect {
    frame.fill(rect, with: .blank)
    guard rect.width >= 3, rect.height >= 3 else { return rect }
    let style = Style(focused ? .focus : .border)
    drawLines(on: &frame, rect, borders, style)
    // Two corners, and a line's end beside each.
    let room = rect.width - 4
    let titleStyle = Style(.title, focused ? .bold : [])
    let used = label(
      top.title, on: &frame, x: rect.x + 2, y: rect.y, room: room, borders, titleStyle)
    drawNotes(
      (top.trailing.map { [PanelNote($0, Style(.muted))] } ?? [], top.notes), on: &frame, rect,
      room: room - used, borders)
    if let text = bottomTrailing?.adapted(to: borders.glyphs).clipped(
      to: room - 2, ellipsis: borders.glyphs.ellipsis)
    {
      label(
        text, on: &frame, x: rect.maxX - 4 - text.width, y: rect.maxY - 1, room: room, borders,
        Style(.muted))
    }
    return rect.inset(dx: 1, dy: 1)
  }

  /// Draws texts into the upper border from the right, a piece of the line between them.
  private static func drawNotes(
    _ texts: (trailing: [PanelNote], notes: [PanelNote]), on frame: inout Frame, _ rect: Rect,
    room: Int, _ borders: BorderSet
  ) {
    var shown = texts.trailing + texts.notes
    func width(_ note: PanelNote) -> Int { note.text.adapted(to: borders.glyphs).width + 3 }
    if let first = texts.notes.first, shown.prefix(2).reduce(0, { $0 + width($1) }) > room,
      width(first) <= room
    {
      shown = texts.notes
    }
    var x = rect.maxX - 1
    var left = room
    for note in shown where width(note) <= left {
      let text = note.text.adapted(to: borders.glyphs)
      label(
        text, on: &frame, x: x - width(note), y: rect.y, room: text.width + 2, borders, note.style)
      x -= width(note)
      left -= width(note)
    }
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
    let horizontal = Cell(borders.horizontal, style)
    let vertical = Cell(borders.vertical, style)
    for y in [top, bottom] {
      frame.fill(Rect(x: left + 1, y: y, width: right - left - 1, height: 1), with: horizontal)
    }
    for x in [left, right] {
      frame.fill(Rect(x: x, y: top + 1, width: 1, height: bottom - top - 1), with: vertical)
    }
    frame[left, top] = Cell(borders.topLeft, style)
    frame[right, top] = Cell(borders.topRight, style)
    frame[left, bottom] = Cell(borders.bottomLeft, style)
    frame[right, bottom] = Cell(borders.bottomRight, style)
  }
}

/// A short text in a panel's upper border.
package struct PanelNote: Hashable, Sendable {
  package let text: SafeText
  package let style: Style

  package init(_ text: SafeText, _ style: Style) {
    self.text = text
    self.style = style
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

  /// No lines at all; titles stand where they stand in a border.
  package static func blank(_ glyphs: GlyphSet) -> BorderSet {
    BorderSet(
      topLeft: " ", topRight: " ", bottomLeft: " ", bottomRight: " ", horizontal: " ",
      vertical: " ", glyphs: glyphs)
  }

  package static let ascii = BorderSet(
    topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
    vertical: "|", glyphs: .ascii)
}
