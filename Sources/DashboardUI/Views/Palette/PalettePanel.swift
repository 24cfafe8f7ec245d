import TextCanvas

/// Where the parts of the palette lie: the same whatever is typed.
struct PaletteLayout: Hashable, Sendable {
  /// More rows than this are scrolled.
  private static let mostRows = 24
  /// Wider than this it is no easier to read.
  private static let mostColumns = 100

  let box: Rect
  /// The line that is typed in.
  let line: Rect
  let list: ListBox
  /// Where the chosen words stand whole, where they have no room in their row.
  let words: Rect
  /// Columns of the keys, with the blank behind them.
  let keyWidth: Int
  /// Columns of the names at the right; 0 where there is no room for them.
  let nameWidth: Int

  init(_ entries: [PaletteEntry], in area: Rect) {
    let width = min(area.width, Self.mostColumns)
    let hasBorder = width >= 3 && area.height >= 6
    keyWidth = min(12, (entries.map(\.key.count).max() ?? 0) + 2)
    let names = (entries.map(\.name.count).max() ?? 0) + 2
    let longest = entries.map(\.words.count).max() ?? 0
    let room = width - 4 - keyWidth
    nameWidth = room - longest >= names ? names : 0
    // A rule, and the lines the longest words take, one more since words are not cut.
    let below = room < longest && area.height >= 12 ? 2 + longest / max(1, width - 4) : 0
    let listed = min(entries.count, Self.mostRows)
    let height = min(area.height, listed + 1 + below + (hasBorder ? 2 : 0))
    box = Rect(
      x: area.x + (area.width - width) / 2, y: area.y + min(2, (area.height - height) / 2),
      width: width, height: height)
    let inside = hasBorder ? box.inset(dx: 2, dy: 1) : box
    let (line, rest) = inside.splitTop(1)
    let (rows, words) = rest.splitBottom(below)
    (self.line, self.words) = (line, words)
    // Its own side columns are those of the border.
    list = ListBox(
      Rect(x: rows.x - 1, y: rows.y, width: rows.width + 2, height: rows.height), hasHeader: false,
      isOpen: true)
  }
}

/// The palette as it is drawn.
struct PalettePanel {
  let view: PaletteView
  let layout: PaletteLayout
  let glyphs: GlyphSet

  func draw(on frame: inout Frame) {
    frame.fill(layout.box, with: .blank)
    if layout.line.y > layout.box.y {
      PanelBox.draw(
        on: &frame, layout.box, title: "Commands", trailing: count, borders: glyphs.borders,
        focused: true)
    }
    drawLine(on: &frame)
    let inside = layout.list.inside
    for row in 0..<max(0, min(inside.height, view.found.count - view.list.offset)) {
      draw(view.list.offset + row, on: &frame, y: inside.y + row)
    }
    if view.found.isEmpty {
      frame.put(
        "nothing here is called that", x: inside.x, y: inside.y, width: inside.width,
        style: Style(.muted))
    }
    drawWords(on: &frame)
    let edge = Rect(x: layout.box.maxX - 1, y: inside.y, width: 1, height: inside.height)
    Scrollbar(offset: view.list.offset, visible: inside.height, total: view.found.count)
      .draw(on: &frame, in: edge, glyphs: glyphs)
  }

  private var count: SafeText {
    let (found, all) = (view.found.count, view.entries.count)
    return SafeText(found == all ? "\(all)" : "\(found) of \(all)")
  }

  private func drawLine(on frame: inout Frame) {
    let line = layout.line
    guard !line.isEmpty else { return }
    let start = frame.put(": ", x: line.x, y: line.y, width: line.width, style: Style(.key))
    let (text, caret) = view.line(width: max(1, line.maxX - start))
    frame.put(text, x: start, y: line.y, width: line.maxX - start)
    frame.cursor = Frame.Cursor(x: min(start + caret, line.maxX - 1), y: line.y)
  }

  private func draw(_ index: Int, on frame: inout Frame, y: Int) {
    let (inside, entry) = (layout.list.inside, view.found[index].entry)
    frame.put(
      SafeText(entry.key), x: inside.x, y: y, width: layout.keyWidth - 1, style: Style(.key))
    words(of: view.found[index]).draw(
      on: &frame, x: inside.x + layout.keyWidth, y: y,
      width: inside.width - layout.keyWidth - layout.nameWidth, ellipsis: glyphs.ellipsis)
    if layout.nameWidth > 0 {
      let name = SafeText(entry.name)
      frame.put(name, x: inside.maxX - name.width, y: y, style: Style(.muted))
    }
    guard index == view.list.index else { return }
    let row = Rect(x: inside.x - 1, y: y, width: inside.width + 2, height: 1)
    // The caret keeps the terminal's cursor.
    frame.restyle(row) { $0.emphasis.insert(.selected) }
  }

  /// The words with the letters found as a search shows its hits.
  private func words(of found: PaletteView.Found) -> StyledLine {
    var line = StyledLine()
    var run = ""
    var isHit = false
    let places = Set(found.places)
    for (place, character) in found.entry.words.enumerated() {
      if places.contains(place) != isHit {
        line.add(SafeText(run), isHit ? Style(.mark, .bold) : .text)
        (run, isHit) = ("", !isHit)
      }
      run.append(character)
    }
    line.add(SafeText(run), isHit ? Style(.mark, .bold) : .text)
    return line
  }

  /// The chosen words, under a line of their own.
  private func drawWords(on frame: inout Frame) {
    let rect = layout.words
    guard rect.height >= 2, view.found.indices.contains(view.list.index) else { return }
    let rule = SafeText(String(repeating: glyphs.rule.string, count: rect.width))
    frame.put(rule, x: rect.x, y: rect.y, style: Style(.border))
    let text = SafeText(view.found[view.list.index].entry.words)
    for (row, line) in text.wrapped(width: rect.width).prefix(rect.height - 1).enumerated() {
      frame.put(line, x: rect.x, y: rect.y + 1 + row)
    }
  }
}
