/// Where what is in view stands among all there is: a thumb in a column of its own, for pages and lists that scroll.
package struct Scrollbar: Hashable, Sendable {
  /// What lies above the view.
  package let offset: Int
  /// What is in view; `total` counts in the same unit: lines, rows, fields.
  package let visible: Int
  package let total: Int

  package init(offset: Int, visible: Int, total: Int) {
    self.total = max(0, total)
    self.visible = max(0, min(visible, self.total))
    self.offset = max(0, min(offset, self.total - self.visible))
  }

  /// Whether there is anything out of view; else nothing is drawn.
  package var isNeeded: Bool { total > visible }

  /// The lines of the thumb in a track of so many.
  ///
  /// It touches an end of the track only where the view does, as far as the track has room to say so.
  package func thumb(height: Int) -> Range<Int> {
    guard isNeeded, height > 0 else { return 0..<max(0, height) }
    let length = max(1, min(height - 1, Int(Double(height) * Double(visible) / Double(total))))
    let travel = height - length
    let share = Double(offset) / Double(total - visible)
    var top = Int((share * Double(travel)).rounded())
    if travel >= 2, offset > 0, offset < total - visible { top = max(1, min(travel - 1, top)) }
    return top..<min(height, top + length)
  }

  /// Draws it in the first column of a rectangle.
  package func draw(on frame: inout Frame, in rect: Rect, glyphs: GlyphSet) {
    guard isNeeded, !rect.isEmpty, !glyphs.isPlain else { return }
    let bar: Character = glyphs.isASCII ? "#" : "┃"
    for line in thumb(height: rect.height) {
      frame[rect.x, rect.y + line] = Cell(bar, Style(.muted))
    }
  }
}
