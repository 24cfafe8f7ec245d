import TextCanvas

/// A framed list of names at the left of what it is about, each with a sign before it and a note at its right.
///
/// ```
/// ╭ Theme ─────────────────────╮
/// │ ● dark                dark │
/// │   dracula             dark │
/// ╰────────────────────────────╯
/// ```
struct NameList {
  /// One name.
  struct Row {
    /// One column, or empty.
    let sign: SafeText
    let signRole: Role
    let name: SafeText
    var nameStyle = Style.text
    let note: SafeText
  }

  let title: SafeText
  let rows: [Row]
  /// Columns of the frame where there is room.
  let width: Int

  /// As high as there are names, so that most of what they are about is seen.
  private func rect(in area: Rect) -> Rect {
    Rect(
      x: area.x, y: area.y, width: min(area.width, width), height: min(area.height, rows.count + 2))
  }

  /// Where the names lie.
  func box(in area: Rect) -> ListBox { ListBox(rect(in: area), hasHeader: false) }

  func draw(_ list: ListPanel, on frame: inout Frame, in area: Rect, _ glyphs: GlyphSet) {
    let rect = rect(in: area)
    PanelBox.draw(on: &frame, rect, title: title, borders: glyphs.borders, focused: true)
    let inside = box(in: area).inside
    for line in 0..<max(0, min(inside.height, rows.count - list.offset)) {
      let (row, y) = (rows[list.offset + line], inside.y + line)
      frame.put(row.sign, x: inside.x, y: y, style: Style(row.signRole))
      let room = max(0, inside.width - 4 - row.note.width)
      frame.put(
        row.name.clipped(to: room, ellipsis: glyphs.ellipsis), x: inside.x + 2, y: y, width: room,
        style: row.nameStyle)
      frame.put(row.note, x: rect.maxX - 2 - row.note.width, y: y, style: Style(.muted))
      if list.offset + line == list.index {
        frame.select(
          Rect(x: rect.x + 1, y: y, width: rect.width - 2, height: 1),
          showingCursor: glyphs.isPlain)
      }
    }
    Scrollbar(offset: list.offset, visible: inside.height, total: rows.count)
      .draw(on: &frame, in: inside.splitLeft(inside.width - 1).rest, glyphs: glyphs)
  }
}
