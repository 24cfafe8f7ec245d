import QueryCore
import TextCanvas

// Over the columns stand month and day, under them how many failed.
extension MatrixPanel {
  /// Writes months or years in one line and days below it: two digits side by side where cells are wide, one above the other
  /// where they are narrow.
  func drawHeading(_ columns: [Int], on frame: inout Frame) {
    let layout = grid.layout
    guard !layout.heading.isEmpty else { return }
    let headings = columns.map { ColumnHeading(grid.matrix.columns[$0], grid.matrix.unit) }
    let isByDate = view.choice.columns == .natural
    let bottom = layout.heading.maxY - 1
    let tallies = grid.matrix.columnTallies
    if isByDate { drawGroups(headings, on: &frame) }
    drawUnit(on: &frame)
    for (index, heading) in headings.enumerated() {
      let x = layout.heading.x + index * layout.cellWidth
      let isCursor = columns[index] == view.cursor.column
      let style = nameStyle(tallies[columns[index]], .muted, isCursor: isCursor)
      if layout.cellWidth >= 3 {
        let text = SafeText(layout.cellWidth >= 4 ? heading.word : heading.digits)
        frame.put(text, x: x + 1, y: bottom, width: layout.cellWidth - 1, style: style)
        if !isByDate {
          frame.put(
            SafeText(heading.month), x: x + 1, y: bottom - 1, width: layout.cellWidth - 1,
            style: style)
        }
      } else {
        let written = SafeText((isByDate ? "" : heading.month) + heading.digits)
        for line in 0..<min(written.width, layout.heading.height) {
          let digit = written.suffix(line + 1).prefix(1)
          frame.put(digit, x: x, y: bottom - line, width: 1, style: style)
        }
      }
    }
  }

  /// The month or year over the columns that share it, as long as there is room.
  private func drawGroups(_ headings: [ColumnHeading], on frame: inout Frame) {
    let layout = grid.layout
    var first = 0
    while first < headings.count {
      let heading = headings[first]
      let end = headings[first...].firstIndex { $0.group != heading.group } ?? headings.count
      let x = layout.heading.x + first * layout.cellWidth + (layout.cellWidth >= 3 ? 1 : 0)
      // The last may reach beyond its columns: nothing stands there.
      let edge =
        end == headings.count
        ? grid.layout.panel.maxX - 2 : layout.heading.x + end * layout.cellWidth
      let isLong = first == 0 || heading.longGroup != heading.group && heading.month == "01"
      let names = isLong ? [heading.longGroup, heading.group] : [heading.group]
      if let name = names.map({ SafeText($0) }).first(where: { x + $0.width < edge }) {
        frame.put(name, x: x, y: layout.heading.y, style: Style(.header))
      }
      first = end
    }
  }

  /// What a column stands for, where the names of the rows leave room.
  private func drawUnit(on frame: inout Frame) {
    let layout = grid.layout
    let word: SafeText =
      switch grid.matrix.unit {
      case .day: "day"
      case .week: "week of"
      case .month: "month"
      }
    guard word.width <= layout.labels.width else { return }
    frame.put(
      word, x: layout.labels.x, y: layout.heading.maxY - 1, style: Style(.muted))
  }

  /// How many of each column failed: the number where it has room, else a bar for its share, which any failure makes visible.
  func drawTotals(_ columns: [Int], on frame: inout Frame) {
    let layout = grid.layout
    guard !layout.totals.isEmpty else { return }
    let tallies = grid.matrix.columnTallies
    let y = layout.totals.y
    if layout.labels.width >= 6 {
      frame.put("failed", x: layout.labels.x, y: y, style: Style(.muted))
    }
    let digits = CountText.grouped(tallies.map(\.failed).max() ?? 0).count
    for (index, column) in columns.enumerated() {
      let x = layout.totals.x + index * layout.cellWidth
      let tally = tallies[column]
      guard tally.failed > 0 else { continue }
      if layout.cellWidth >= 3, digits < layout.cellWidth {
        frame.put(
          SafeText(CountText.grouped(tally.failed)), x: x + 1, y: y, width: layout.cellWidth - 1,
          style: Style(.failed))
      } else {
        frame[x, y] = Cell(bar(tally), Style(.failed))
      }
    }
  }

  /// The share that failed, in eighths; in ASCII in tenths, nine for all.
  private func bar(_ tally: CellTally) -> Character {
    let share = Double(tally.failed) / Double(tally.total)
    let signs = Array(
      facts.options.glyphs.isASCII || facts.options.glyphs.isPlain ? "123456789" : "▁▂▃▄▅▆▇█")
    return signs[max(0, min(signs.count - 1, Int(share * Double(signs.count))))]
  }
}
