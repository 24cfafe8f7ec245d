import FoundationEssentials
import QueryCore
import TextCanvas

/// Every target watched, a row each.
///
/// ```
/// ╭ Targets ────────────────────────────────────────────────────────────────────────────── 3 ╮
/// │ STATE       TARGET                              PROGRESS                  FAILED  ELAPSED  ETA  AGE
/// │ ▸ running   supermetrics:batch/qrb_3feb5ff5c71e ████████░░░░  62.4 %          19    1m12s  42s–58s  1s
/// ```
enum TargetsPanel {
  private enum Column: Int, CaseIterable {
    case state, target, bar, share, done, failed, elapsed, eta, age
  }

  static func box(in rect: Rect) -> ListBox { ListBox(rect, margin: 1) }

  static func draw(_ facts: Facts, _ list: ListPanel, on frame: inout Frame, in rect: Rect) {
    let glyphs = facts.options.glyphs
    let targets = facts.snapshot.targets
    PanelBox.draw(
      on: &frame, rect, title: "Targets", trailing: SafeText(CountText.grouped(targets.count)),
      borders: glyphs.borders, focused: true)
    let box = box(in: rect)
    let inside = box.inside
    let table = TextTable(
      columns: columns, rowCount: targets.count, offset: list.offset,
      selected: list.index, glyphs: glyphs)
    table.draw(on: &frame, in: inside) { row, column in
      guard let column = Column(rawValue: column) else { return ("", .text) }
      return cell(column, of: targets[row], facts)
    }
    guard let span = table.spans(in: inside).first(where: { $0.column == Column.bar.rawValue })
    else { return }
    for row in 0..<max(0, min(table.rowCount - table.offset, box.height)) {
      guard let progress = targets[table.offset + row].detail.batch?.progress else { continue }
      progress.bar(glyphs: glyphs).draw(
        on: &frame,
        in: Rect(x: inside.x + span.x, y: inside.y + 1 + row, width: span.width, height: 1))
    }
  }

  private static let columns: [TableColumn] = Column.allCases.map { column in
    switch column {
    case .state: TableColumn("STATE", minimum: 11, priority: 9)
    case .target: TableColumn("TARGET", minimum: 35, ideal: 36, maximum: 56, flex: 2, priority: 8)
    case .bar: TableColumn("PROGRESS", minimum: 8, ideal: 16, maximum: 90, flex: 3, priority: 3)
    case .share: TableColumn("", minimum: 6, alignment: .right, priority: 7)
    case .done: TableColumn("DONE", minimum: 13, alignment: .right, priority: 2)
    case .failed: TableColumn("FAILED", minimum: 6, alignment: .right, priority: 6)
    case .elapsed: TableColumn("ELAPSED", minimum: 7, alignment: .right, priority: 4)
    case .eta: TableColumn("ETA", minimum: 13, alignment: .right, priority: 5)
    case .age: TableColumn("AGE", minimum: 6, alignment: .right, priority: 1)
    }
  }

  private static func cell(_ column: Column, of target: TargetSnapshot, _ facts: Facts)
    -> (SafeText, Style)
  {
    let glyphs = facts.options.glyphs
    let progress = target.detail.batch?.progress
    switch column {
    case .state:
      if target.observedAt == nil {
        return (
          SafeText(target.problem?.label ?? "connecting"),
          Style(target.problem == nil ? .muted : .warning)
        )
      }
      return (
        glyphs.glyph(target.state) + " " + SafeText(target.state.word), Style(target.state.role)
      )
    case .target: return (SafeText(target.target.description), .text)
    case .bar: return ("", .text)
    case .share:
      if let percent = target.shownPercent {
        return (SafeText("\(percent) %"), Style(.text, .bold))
      }
      guard let progress else { return ("", .text) }
      return (SafeText(PercentText.of(progress.finished, progress.total)), Style(.text, .bold))
    case .done:
      guard let progress else { return ("", .text) }
      let text = "\(CountText.grouped(progress.finished))/\(CountText.grouped(progress.total))"
      return (SafeText(text), Style(.muted))
    case .failed:
      guard let failed = progress?.failed else { return ("", .text) }
      return (SafeText(CountText.grouped(failed)), Style(failed > 0 ? .failed : .muted))
    case .elapsed:
      return (
        SafeText(target.elapsed(at: facts.drawnAt).map(DurationText.short) ?? ""), Style(.muted)
      )
    case .eta: return eta(of: target, facts)
    case .age:
      guard let at = target.observedAt, !target.state.isTerminal else {
        return ("", .text)
      }
      let age = Duration.seconds(max(0, facts.drawnAt.timeIntervalSince(at)))
      return (SafeText(DurationText.short(age)), Style(target.problem == nil ? .muted : .warning))
    }
  }

  private static func eta(of target: TargetSnapshot, _ facts: Facts) -> (SafeText, Style) {
    if let problem = target.problem, target.observedAt != nil {
      return (SafeText(problem.label), Style(.warning))
    }
    guard !target.state.isTerminal, let estimate = facts.estimate(of: target) else {
      return ("", .text)
    }
    switch estimate {
    case .range(let earliest, let latest):
      let dash = facts.options.glyphs.dash
      return (SafeText(DurationText.range(earliest, latest, dash: dash)), .text)
    case .stalled: return ("stalled", Style(.warning))
    case .unknown, .finished: return ("", .text)
    }
  }
}
