import FoundationEssentials
import QueryCore
import TextCanvas

/// Every target watched, a row each, with the one thing to know of it.
///
/// ```
/// ╭─ Targets ▾ trouble first ─────────────────────────────────────────────── 46 ─╮
/// │   TARGET                  DONE           FAILED   LEFT WHY                   │
/// │ ▲ badkey:batch/qrb_mock1                               credential refused    │
/// │ ▸ prod:batch/qrb_mock1    █▓░░░░  1.5 %       0   19m+                       │
/// ╰──────────────────────────────────────────────────────────────────────────────╯
/// ```
struct TargetsPanel {
  let view: TargetsView
  let facts: Facts

  private enum Column: Int, CaseIterable {
    case glyph, state, target, done, queries, failed, left, elapsed, age, why
  }

  private var glyphs: GlyphSet { facts.options.glyphs }

  static func box(in rect: Rect) -> ListBox { ListBox(rect) }

  /// The columns the names have in a panel.
  static func nameWidth(_ facts: Facts, rows: Int, in rect: Rect) -> Int {
    let inside = box(in: rect).inside
    let spans = TextTable(columns: columns(facts, width: inside.width), rowCount: rows)
      .spans(in: inside)
    return spans.first { $0.column == Column.target.rawValue }?.width ?? 0
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    let visible = view.visible
    let title: SafeText = glyphs.isASCII ? "Targets v trouble first" : "Targets ▾ trouble first"
    PanelBox.draw(
      on: &frame, rect, title: title,
      trailing: SafeText(CountText.grouped(facts.snapshot.targets.count)),
      borders: glyphs.borders, focused: true)
    let inside = Self.box(in: rect).inside
    let table = TextTable(
      columns: Self.columns(facts, width: inside.width), rowCount: visible.indices.count,
      offset: view.list.offset, selected: view.list.index, glyphs: glyphs)
    let spans = table.spans(in: inside)
    var widths: [Int: Int] = [:]
    for span in spans { widths[span.column] = span.width }
    table.draw(on: &frame, in: inside) { row, column in
      guard let kind = Column(rawValue: column) else { return ("", .text) }
      let place = visible.indices[row]
      let row = Row(
        place: place, target: facts.snapshot.targets[place], standing: visible.standings[place])
      return cell(
        kind, of: row, width: widths[column] ?? 0, isAlone: widths[Column.left.rawValue] == nil)
    }
    guard let done = spans.first(where: { $0.column == Column.done.rawValue }) else { return }
    drawBars(done, table, on: &frame, in: inside)
  }

  /// A target with its place in the snapshot.
  private struct Row {
    let place: Int
    let target: TargetSnapshot
    let standing: TargetStanding
  }

  /// Columns of a share behind its bar.
  private static let shareWidth = 7

  private func drawBars(
    _ span: ColumnSpan, _ table: TextTable, on frame: inout Frame, in inside: Rect
  ) {
    let rows = view.visible.indices.dropFirst(table.offset).prefix(Self.box(in: inside).height)
    for (line, place) in rows.prefix(TextTable.bodyHeight(inside.height)).enumerated() {
      guard let progress = facts.snapshot.targets[place].detail.batch?.progress else { continue }
      progress.bar(glyphs: glyphs).draw(
        on: &frame,
        in: Rect(
          x: inside.x + span.x, y: inside.y + 1 + line, width: span.width - Self.shareWidth,
          height: 1))
    }
  }

  /// - Parameter width: of the table; names have the more the wider it is, and no column comes at their cost.
  private static func columns(_ facts: Facts, width: Int) -> [TableColumn] {
    let isNarrow = width < 60
    return Column.allCases.map { column in
      switch column {
      case .glyph: TableColumn("", minimum: 1, priority: 10)
      case .state: TableColumn("STATE", minimum: width >= 150 ? 11 : .max / 2, priority: 0)
      case .target:
        TableColumn(
          "TARGET", minimum: isNarrow ? 14 : 22, ideal: isNarrow ? 14 : 24,
          maximum: 56, flex: 3, priority: 9)
      case .done: TableColumn("DONE", minimum: 13, ideal: 14, maximum: 60, flex: 2, priority: 6)
      case .queries:
        TableColumn(
          "QUERIES", minimum: width >= 150 ? 13 : .max / 2, alignment: .right, priority: 0)
      case .failed: TableColumn("FAILED", minimum: 6, alignment: .right, priority: 7)
      case .left: TableColumn("LEFT", minimum: 6, ideal: 13, alignment: .right, priority: 5)
      case .elapsed: TableColumn("ELAPSED", minimum: 7, alignment: .right, priority: 4)
      case .age: TableColumn("AGE", minimum: 6, alignment: .right, priority: 3)
      case .why: TableColumn("WHY", minimum: 18, ideal: 21, flex: 5, priority: 8)
      }
    }
  }

  /// - Parameter isAlone: whether why is the only place left for how far it is and how long it takes.
  private func cell(_ column: Column, of row: Row, width: Int, isAlone: Bool) -> (SafeText, Style) {
    let target = row.target
    let progress = target.detail.batch?.progress
    switch column {
    case .glyph: return glyph(of: row)
    case .state:
      let word = target.observedAt == nil ? "" : target.state.word
      return (SafeText(word), Style(target.state.role))
    case .target: return (view.names[row.place], .text)
    case .done:
      if let percent = target.shownPercent { return (right("\(percent) %", width), Style(.text)) }
      guard let progress else { return ("", .text) }
      return (right(PercentText.of(progress.finished, progress.total), width), Style(.text))
    case .queries:
      guard let progress else { return ("", .text) }
      let text = "\(CountText.grouped(progress.finished))/\(CountText.grouped(progress.total))"
      return (SafeText(text), Style(.muted))
    case .failed:
      guard let failed = progress?.failed else { return ("", .text) }
      return (SafeText(CountText.grouped(failed)), Style(failed > 0 ? .failed : .muted))
    case .left: return (left(of: target, width: width), .text)
    case .elapsed:
      let elapsed = target.elapsed(at: facts.drawnAt).map(DurationText.short)
      return (SafeText(elapsed ?? ""), Style(.muted))
    case .age:
      guard let at = target.observedAt, !target.state.isTerminal else { return ("", .text) }
      let age = Duration.seconds(max(0, facts.drawnAt.timeIntervalSince(at)))
      return (SafeText(DurationText.short(age)), Style(target.problem == nil ? .muted : .warning))
    case .why:
      if let reason = TargetReason.of(target, facts) {
        return (reason.text(width: width, glyphs: glyphs), Style(reason.role))
      }
      return (isAlone ? course(of: target, width: width) : "", Style(.muted))
    }
  }

  private func glyph(of row: Row) -> (SafeText, Style) {
    switch row.standing {
    case .needsYou, .waiting:
      (row.standing.glyph(glyphs), Style(row.standing.role, row.standing == .needsYou ? .bold : []))
    case .failed, .running, .done:
      (glyphs.glyph(row.target.state), Style(row.target.state.role))
    }
  }

  private func right(_ text: String, _ width: Int) -> SafeText {
    SafeText(text).padded(to: width, alignment: .right)
  }

  /// The range in which it will end; where that is too wide the earliest end, with a plus.
  private func left(of target: TargetSnapshot, width: Int) -> SafeText {
    guard !target.state.isTerminal,
      case .range(let earliest, let latest) = facts.estimate(of: target)
    else { return "" }
    let range = SafeText(DurationText.range(earliest, latest, dash: glyphs.dash))
    return range.width <= width ? range : SafeText(DurationText.coarse(earliest) + "+")
  }

  /// How far it is and how long it will take.
  private func course(of target: TargetSnapshot, width: Int) -> SafeText {
    guard !target.state.isTerminal, target.observedAt != nil else { return "" }
    let share =
      target.shownPercent.map { "\($0) %" }
      ?? target.detail.batch.map { PercentText.of($0.progress.finished, $0.progress.total) }
    let left = left(of: target, width: 6)
    guard let share else { return left }
    return left.isEmpty ? SafeText(share) : SafeText("\(share)  ") + left + " left"
  }
}

extension DurationText {
  /// The largest whole unit alone, rounded down, at least a second: `42s`, `19m`, `2h`.
  fileprivate static func coarse(_ duration: Duration) -> String {
    let seconds = max(1, duration.components.seconds)
    return switch seconds {
    case ..<60: "\(seconds)s"
    case ..<3600: "\(seconds / 60)m"
    case ..<86_400: "\(seconds / 3600)h"
    default: "\(seconds / 86_400)d"
    }
  }
}
