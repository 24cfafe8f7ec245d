import QueryCore
import ResultTables
import TextCanvas

/// The line that speaks: the filter being typed, what went wrong and what to do, or what narrows the rows.
///
/// What went wrong is never cut: a long sentence takes a second and a third line.
enum MessageLine {
  private static let mostLines = 3

  static func draw(_ state: DashboardState, on frame: inout Frame, in rect: Rect) {
    for (row, line) in lines(state).prefix(rect.height).enumerated() {
      line.draw(on: &frame, x: rect.x + 1, y: rect.y + row, width: rect.width - 2)
    }
  }

  /// Rows it wants, at least 1.
  static func rows(_ state: DashboardState) -> Int { lines(state).count }

  private static func lines(_ state: DashboardState) -> [StyledLine] {
    switch state.mode {
    case .filter(let input, _):
      let count = CountText.of(state.arrangement.ids.count, "query", "queries")
      return [prompt("filter: ", input, note: count, state)]
    case .asking(let question, let input): return [prompt(question, input, state)]
    case .browse, .help: break
    }
    if let notice = state.notice {
      return notice.isTrouble
        ? trouble(notice.text, state) : [StyledLine(SafeText(notice.text), Style(.text))]
    }
    if let line = ResultsLine.line(state) { return [line] }
    if let problem = ResultsLine.problem(state) ?? problem(state) { return trouble(problem, state) }
    if let job = state.exporting { return [ResultsLine.line(of: job, state)] }
    return [narrowing(state)]
  }

  /// What went wrong, over as many lines as it takes.
  private static func trouble(_ text: String, _ state: DashboardState) -> [StyledLine] {
    let sign: SafeText = state.options.glyphs.isASCII ? "! " : "▲ "
    let wrapped = SafeText(text).adapted(to: state.options.glyphs)
      .wrapped(width: max(1, state.size.columns - 2 - sign.width))
    return wrapped.prefix(mostLines).enumerated().map { row, text in
      var line = StyledLine(row == 0 ? sign : "  ", Style(.warning, .bold))
      line.add(text, Style(.warning))
      return line
    }
  }

  private static func prompt(
    _ question: ResultsQuestion, _ input: TextInput, _ state: DashboardState
  ) -> StyledLine {
    switch question {
    case .search: prompt("look for: ", input, note: "in the rows loaded", state)
    case .exportPath(let format):
      prompt("save all rows in: ", input, note: "as \(format.rawValue), Tab changes", state)
    }
  }

  private static func prompt(
    _ title: SafeText, _ input: TextInput, note: String, _ state: DashboardState
  ) -> StyledLine {
    var line = StyledLine(title, Style(.key))
    let note = SafeText("   \(note)")
    let room = state.size.columns - title.width - note.width - 3
    let (text, column) = input.view(width: max(8, room))
    line.add(text.prefix(column))
    let rest = text.suffix(text.width - column)
    line.add(rest.isEmpty ? " " : rest.prefix(1), Style(.text, .reverse))
    if rest.width > 1 { line.add(rest.suffix(rest.width - 1)) }
    line.add(note, Style(.muted))
    return line
  }

  /// The newest trouble of what is on top.
  private static func problem(_ state: DashboardState) -> String? {
    if let inspected = state.snapshot.inspected, let problem = inspected.problem,
      case .batchQuery(_, let id) = state.top.screen, inspected.target.id == id
    {
      return problem.sentence(about: inspected.target, now: state.drawnAt, isAskedAgain: true)
    }
    for target in state.targetsOnTop {
      if let problem = target.problem {
        return problem.sentence(about: target.target, now: state.drawnAt, isAskedAgain: true)
      }
    }
    return nil
  }

  private static func narrowing(_ state: DashboardState) -> StyledLine {
    var line = StyledLine()
    guard case .batch(let target) = state.top.screen, let batch = state.batch(target) else {
      return line
    }
    let choice = state.top.choice
    var parts: [String] = []
    if choice.failedOnly { parts.append("failed only") }
    if let cause = choice.cause { parts.append("cause \(cause.code ?? cause.message)") }
    if !choice.filter.isEmpty { parts.append("\"\(choice.filter)\"") }
    if !parts.isEmpty {
      let shown = CountText.grouped(state.arrangement.ids.count)
      line.add(
        SafeText("\(shown) of \(CountText.grouped(batch.queries.count)): "), Style(.muted))
      line.add(SafeText(parts.joined(separator: state.options.glyphs.separator)), Style(.mark))
      line.add("  Esc shows all", Style(.muted))
    }
    if state.arrangement.movedRows > 0 {
      let moved = CountText.of(state.arrangement.movedRows, "row", "rows")
      line.add(SafeText("\(parts.isEmpty ? "" : "   ")\(moved) moved: press ."), Style(.muted))
    }
    return line
  }
}
