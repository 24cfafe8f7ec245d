import QueryCore
import TextCanvas

/// The queries of the cell under the cursor beside the matrix, where a screen is wide enough: each with its state and its
/// error, as whole as there is room for.
struct MatrixCellPanel {
  let view: MatrixView
  let grid: MatrixGrid
  let facts: Facts

  private var glyphs: GlyphSet { facts.options.glyphs }

  func draw(on frame: inout Frame, in rect: Rect) {
    let places = view.places
    let inside = PanelBox.draw(
      on: &frame, rect, title: "Cell",
      trailing: SafeText(CountText.of(places.count, "query", "queries")), borders: glyphs.borders
    ).inset(dx: 1, dy: 0)
    guard let queries = facts.batch(view.target)?.queries, !inside.isEmpty else { return }
    var lines = heading(width: inside.width)
    let shown = places.filter(queries.indices.contains)
    for (index, place) in shown.enumerated() {
      let next = self.lines(of: queries[place], width: inside.width)
      // The last line is for how many there are beyond.
      let room = inside.height - lines.count - (index + 1 < shown.count ? 1 : 0)
      guard next.count <= room else {
        let more = CountText.of(shown.count - index, "more query", "more queries")
        lines.append(
          StyledLine(
            SafeText(
              "and \(more): \(facts.options.keyName("matrix.open")), then \(facts.options.keyName("query.next"))"
            ), Style(.muted)))
        break
      }
      lines += next
    }
    for (row, line) in lines.prefix(inside.height).enumerated() {
      line.draw(on: &frame, x: inside.x, y: inside.y + row, width: inside.width)
    }
  }

  /// Account and day, whole.
  private func heading(width: Int) -> [StyledLine] {
    guard !grid.isSubmission else { return [] }
    let name = SafeText(grid.matrix.splits.rows[view.cursor.row].name).adapted(to: glyphs)
    let days = grid.matrix.columns[view.cursor.column].name(grid.matrix.unit, isShort: false)
    return name.wrapped(width: width).map { StyledLine($0, Style(.title)) }
      + [StyledLine(SafeText(days).adapted(to: glyphs)), StyledLine()]
  }

  private func lines(of query: BatchQuery, width: Int) -> [StyledLine] {
    let state = CellState(query.state)
    var first = StyledLine(
      SafeText(String(state.letter(glyphs))),
      state == .failed ? Style(.failed, .bold) : state.style())
    first.add(SafeText(" " + view.target.shortName(of: query.id)))
    first.add(SafeText("  " + query.state.word), Style(state.state.role))
    var lines = [first]
    guard let failure = query.failure else { return lines }
    func add(_ text: String?, _ style: Style) {
      guard let text, !text.isEmpty else { return }
      for line in SafeText(text).adapted(to: glyphs).wrapped(width: max(1, width - 2)) {
        var indented = StyledLine("  ")
        indented.add(line, style)
        lines.append(indented)
      }
    }
    add(failure.code, Style(.failed))
    add(failure.message ?? failure.description, .text)
    return lines + [StyledLine()]
  }
}
