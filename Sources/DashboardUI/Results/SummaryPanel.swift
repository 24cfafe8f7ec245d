import QueryCore
import ResultTables
import TextCanvas

/// What is known of one column, below the rows, in as many columns as fit.
///
/// ```
/// ╭ Statistics · Cost ──────────────────────────── of 3,000 rows loaded, A reads all ─╮
/// │ values    2,941    distinct   2,117    minimum   -3.10    sum   1,402,118.20      │
/// ```
enum SummaryPanel {
  /// Columns one fact takes: its name, its value and a gap.
  private static let factWidth = 36
  private static let nameWidth = 10

  private static func perLine(_ width: Int) -> Int { max(1, (width - 4) / factWidth) }

  /// Lines so many facts take.
  static func lines(of facts: Int, width: Int) -> Int {
    let perLine = perLine(width)
    return max(1, (facts + perLine - 1) / perLine)
  }

  static func draw(
    _ summary: ResultSummaryState, _ state: DashboardState, on frame: inout Frame, in rect: Rect
  ) {
    guard !rect.isEmpty else { return }
    let glyphs = state.options.glyphs
    let inside = PanelBox.draw(
      on: &frame, rect,
      title: SafeText("Statistics\(glyphs.separator)") + SafeText(summary.column.name).prefix(40),
      trailing: scope(of: summary, state), borders: glyphs.borders
    ).inset(dx: 1, dy: 0)
    let lines = lines(of: summary.facts.count, width: rect.width)
    for (number, fact) in summary.facts.enumerated() {
      let (line, block) = (number % lines, number / lines)
      guard line < inside.height else { continue }
      let x = inside.x + block * factWidth
      let room = min(factWidth - 2, inside.maxX - x)
      guard room > nameWidth + 2 else { continue }
      frame.put(SafeText(fact.name), x: x, y: inside.y + line, width: room, style: Style(.muted))
      let value = SafeText(fact.value).adapted(to: glyphs)
        .clipped(to: room - nameWidth - 1, ellipsis: glyphs.ellipsis)
      frame.put(value, x: x + nameWidth + 1, y: inside.y + line)
    }
  }

  private static func scope(of summary: ResultSummaryState, _ state: DashboardState) -> SafeText {
    let read = summary.statistics.rows
    let rows = CountText.of(read, "row", "rows")
    guard let report = summary.report else {
      let isAll = state.results?.window.map { $0.isEndKnown && $0.rowCount == read } ?? false
      return SafeText(isAll ? "of all \(rows)" : "of \(rows) loaded, A reads all")
    }
    let isAll = report.isDone && report.trouble == nil && read == report.totalRows ?? read
    return SafeText(isAll ? "of all \(rows)" : "of \(rows) read")
  }
}
