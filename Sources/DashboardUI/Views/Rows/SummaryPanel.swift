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
    _ summary: SummaryState, of view: RowsView, _ facts: Facts, on frame: inout Frame, in rect: Rect
  ) {
    guard !rect.isEmpty else { return }
    let glyphs = facts.options.glyphs
    let inside = PanelBox.draw(
      on: &frame, rect,
      title: SafeText("Statistics\(glyphs.separator)") + SafeText(summary.column.name).prefix(40),
      trailing: scope(of: summary, view, facts), borders: glyphs.borders
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

  private static func scope(
    of summary: SummaryState, _ view: RowsView, _ facts: Facts
  ) -> SafeText {
    let read = summary.statistics.rows
    let rows = CountText.of(read, "row", "rows")
    guard let report = summary.report else {
      let isAll = view.allRows == read
      return SafeText(
        isAll
          ? "of all \(rows)"
          : "of \(rows) loaded, \(facts.options.keyName("rows.readAll")) reads all")
    }
    let isAll = report.isDone && report.trouble == nil && read == report.totalRows ?? read
    return SafeText(isAll ? "of all \(rows)" : "of \(rows) read")
  }
}

/// One line of what is known of a column: `distinct` and `40`.
struct SummaryFact: Hashable, Sendable {
  let name: String
  let value: String

  init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Everything worth a line: always as many for the same kind of values, so that the panel keeps its height.
  static func all(of statistics: ColumnStatistics) -> [SummaryFact] {
    let counts = [
      SummaryFact("values", CountText.grouped(statistics.values)),
      SummaryFact("distinct", text(statistics.distinct)),
      SummaryFact("null", CountText.grouped(statistics.nulls)),
      SummaryFact("missing", CountText.grouped(statistics.missing)),
      SummaryFact("empty", CountText.grouped(statistics.empty)),
    ]
    if let numbers = statistics.numbers {
      let sign = numbers.isExact ? "" : "about "
      return counts + [
        SummaryFact("minimum", numbers.minimum ?? ""),
        SummaryFact("maximum", numbers.maximum ?? ""),
        SummaryFact(
          "sum", numbers.sum.map { sign + CountText.grouped(decimal: $0) } ?? "too large"),
        SummaryFact(
          "mean", numbers.mean.map { sign + CountText.grouped(decimal: rounded($0)) } ?? "too large"
        ),
      ]
    }
    guard let texts = statistics.texts else { return counts }
    return counts + [
      SummaryFact("first", texts.minimum), SummaryFact("last", texts.maximum),
      SummaryFact("shortest", CountText.of(texts.shortest, "character", "characters")),
      SummaryFact("longest", CountText.of(texts.longest, "character", "characters")),
    ]
  }

  /// Four places behind the point, of numbers for which that is enough.
  private static func rounded(_ mean: Double) -> String {
    (0.01..<1e11).contains(abs(mean)) ? "\((mean * 10_000).rounded() / 10_000)" : "\(mean)"
  }

  private static func text(_ estimate: Estimate) -> String {
    (estimate.isApproximate ? "about " : "") + CountText.grouped(estimate.count)
  }
}
