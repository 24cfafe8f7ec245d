import TextCanvas

/// Where the list of causes and the page of one lie: side by side from 100 columns on, else one above the other.
struct CausesLayout: Hashable, Sendable {
  /// Empty on screens too low for both.
  private(set) var list: Rect
  /// The page's lines; beside them are a blank column and one for the scrollbar.
  let page: Rect
  /// The page and what frames it.
  private let frame: Rect
  /// Whether there are no boxes.
  let isOpen: Bool

  init(in area: Rect, causes count: Int) {
    isOpen = ListBox.isOpen(area)
    if area.height < 10 {
      (list, frame) = area.splitTop(0)
    } else if area.width >= 100 {
      (list, frame) = area.splitLeft(max(52, min(70, area.width * 2 / 5)))
    } else {
      let rows = max(1, min(count, max(3, area.height / 5)))
      (list, frame) = area.splitTop(rows + (isOpen ? 1 : 3))
    }
    let inside =
      isOpen
      ? Rect(x: frame.x, y: frame.y + 1, width: frame.width, height: frame.height - 1)
      : frame.inset(dx: 1, dy: 1)
    page = Rect(x: inside.x + 1, y: inside.y, width: inside.width - 3, height: inside.height)
  }

  /// Draws the box of the page, or the line above it.
  func drawFrame(on canvas: inout Frame, title: SafeText, _ glyphs: GlyphSet) {
    guard isOpen else {
      PanelBox.draw(on: &canvas, frame, title: title, borders: glyphs.borders)
      return
    }
    let line = String(repeating: glyphs.borders.horizontal, count: frame.width)
    canvas.put(SafeText(line), x: frame.x, y: frame.y, width: frame.width, style: Style(.border))
    guard !title.isEmpty else { return }
    canvas.put(" " + title + " ", x: frame.x + 1, y: frame.y, style: Style(.title))
  }
}
