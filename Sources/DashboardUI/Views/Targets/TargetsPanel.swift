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

  private var glyphs: GlyphSet { facts.options.glyphs }

  static func box(in rect: Rect) -> ListBox { ListBox(rect) }

  /// Where the list stands on the screen.
  static func list(_ facts: Facts) -> Rect { TargetDetail.split(facts.area).list }

  /// The columns there is room for, from left to right.
  static func columns(of view: TargetsView, _ facts: Facts) -> [TargetColumn] {
    spans(of: view, facts, in: list(facts)).map(\.column)
  }

  /// The columns the names have.
  static func nameWidth(of view: TargetsView, _ facts: Facts) -> Int {
    spans(of: view, facts, in: list(facts)).first { $0.column == .target }?.width ?? 0
  }

  /// The column whose header lies under the pointer.
  static func header(of view: TargetsView, _ facts: Facts, atX x: Int, y: Int) -> TargetColumn? {
    let inside = box(in: list(facts)).inside
    guard y == inside.y else { return nil }
    return spans(of: view, facts, in: list(facts)).last { $0.x <= x - inside.x }?.column
  }

  private static func spans(of view: TargetsView, _ facts: Facts, in rect: Rect)
    -> [(column: TargetColumn, x: Int, width: Int)]
  {
    let inside = box(in: rect).inside
    let offered = offered(facts)
    return table(of: view, facts, width: inside.width).spans(in: inside)
      .map { (offered[$0.column], $0.x, $0.width) }
  }

  /// The columns a person has not hidden.
  private static func offered(_ facts: Facts) -> [TargetColumn] {
    let hidden = facts.hiddenColumns[TargetColumn.listName] ?? []
    let isPlain = facts.options.glyphs.isPlain
    return TargetColumn.allCases.filter { column in
      if isPlain, column == .standing { return false }
      return !column.canBeHidden || !hidden.contains(column.rawValue) || isPlain && column == .state
    }
  }

  private static func table(of view: TargetsView, _ facts: Facts, width: Int) -> TextTable {
    let offered = offered(facts)
    let choice = view.choice
    // The first column has no title an arrow could stand behind: the panel's says the order.
    let sorted = choice.column == .standing ? nil : offered.firstIndex(of: choice.column)
    return TextTable(
      columns: offered.map { $0.column(width: width, facts.options.glyphs) },
      rowCount: view.visible.ids.count,
      offset: view.list.offset, selected: view.list.index,
      sort: sorted.map { TableSort(column: $0, isAscending: !choice.isReversed) },
      glyphs: facts.options.glyphs)
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    let visible = view.visible
    let all = facts.snapshot.targets.count
    let count = CountText.grouped(all)
    let shown =
      visible.ids.count == all ? count : "\(CountText.grouped(visible.ids.count)) of \(count)"
    let notes = view.list.notes(
      moved: visible.movedRows, failed: view.unseenTrouble,
      room: ListPanel.room(beside: title, width: rect.width))
    PanelBox.draw(
      on: &frame, rect, (title, SafeText(shown), notes), borders: glyphs.borders, focused: true)
    let inside = Self.box(in: rect).inside
    guard !visible.ids.isEmpty else {
      frame.put(
        SafeText("no target matches: \(facts.options.keyName("targets.back")) shows all"),
        x: inside.x, y: inside.y,
        width: inside.width, style: Style(.muted))
      return
    }
    let offered = Self.offered(facts)
    let spans = Self.spans(of: view, facts, in: rect)
    let isAlone = !spans.contains { $0.column == .left }
    var widths: [TargetColumn: Int] = [:]
    for span in spans { widths[span.column] = span.width }
    let rows = RowInputs(facts: facts.version, columns: offered, isAlone: isAlone)
    Self.table(of: view, facts, width: inside.width).draw(
      on: &frame, in: inside, from: TextTable.Origin(rows) { visible.indices[$0] },
      isMarked: { view.list.marks.contains(visible.ids[$0]) }
    ) { row, column in
      let place = visible.indices[row]
      let row = Row(
        place: place, target: facts.snapshot.targets[place], standing: visible.standings[place])
      return cell(
        offered[column], of: row, width: widths[offered[column]] ?? 0, isAlone: isAlone)
    }
    if !glyphs.isPlain, let done = spans.first(where: { $0.column == .done }) {
      drawBars(x: inside.x + done.x, width: done.width, on: &frame, in: inside)
    }
  }

  /// With the order of the rows, and what narrows them.
  private var title: SafeText {
    let choice = view.choice
    let arrow: SafeText =
      glyphs.isASCII ? (choice.isReversed ? "^" : "v") : choice.isReversed ? "▴" : "▾"
    var parts = [(choice.column.order ?? "").string + (choice.isReversed ? ", reversed" : "")]
    if choice.troubleOnly { parts.append("failed only") }
    if !choice.typed.isEmpty { parts.append(choice.typed.text) }
    return "Targets " + arrow + " " + SafeText(parts.joined(separator: glyphs.separator))
  }

  /// What all rows are drawn from.
  private struct RowInputs: Hashable {
    let facts: Int
    let columns: [TargetColumn]
    let isAlone: Bool
  }

  /// A target with its place in the snapshot.
  private struct Row {
    let place: Int
    let target: TargetSnapshot
    let standing: TargetStanding
  }

  /// Columns of a share behind its bar.
  private static let shareWidth = 7

  private func drawBars(x: Int, width: Int, on frame: inout Frame, in inside: Rect) {
    let rows = view.visible.indices.dropFirst(view.list.offset)
    for (line, place) in rows.prefix(TextTable.bodyHeight(inside.height)).enumerated() {
      guard let progress = facts.snapshot.targets[place].detail.batch?.progress else { continue }
      progress.bar(glyphs: glyphs).draw(
        on: &frame,
        in: Rect(x: x, y: inside.y + 1 + line, width: width - Self.shareWidth, height: 1))
    }
  }

  /// - Parameter isAlone: whether why is the only place left for how far it is and how long it takes.
  private func cell(_ column: TargetColumn, of row: Row, width: Int, isAlone: Bool) -> (
    SafeText, Style
  ) {
    let target = row.target
    let progress = target.detail.batch?.progress
    switch column {
    case .standing: return glyph(of: row)
    case .state:
      if glyphs.isPlain, row.standing == .needsYou {
        return ("needs you", Style(row.standing.role, .bold))
      }
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
      let elapsed = target.elapsed(at: facts.drawnAt)
        .map(target.state.isTerminal ? DurationText.short : DurationText.steady)
      return (SafeText(elapsed ?? ""), Style(.muted))
    case .age:
      guard let at = target.observedAt, !target.state.isTerminal else { return ("", .text) }
      let age = Duration.seconds(max(0, facts.drawnAt.timeIntervalSince(at)))
      return (SafeText(DurationText.age(age)), Style(target.problem == nil ? .muted : .warning))
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
  /// Without seconds from a minute on: a hundred targets that run do not change a hundred cells a second.
  fileprivate static func steady(_ duration: Duration) -> String {
    (60..<3600).contains(duration.components.seconds) ? coarse(duration) : short(duration)
  }

  /// Below a minute by tens of seconds: what is asked often stays as it is.
  fileprivate static func age(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    return seconds < 10 ? "<10s" : seconds < 60 ? "\(seconds / 10)0s" : steady(duration)
  }

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
