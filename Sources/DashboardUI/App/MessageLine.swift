import QueryCore
import TextCanvas

/// The line that speaks: the prompt, what was said, what is under way, what went wrong and what to do, or what narrows the rows.
///
/// What went wrong is never cut: a long sentence takes a second and a third line.
enum MessageLine {
  private static let mostLines = 3

  static func draw(_ lines: [StyledLine], on frame: inout Frame, in rect: Rect) {
    for (row, line) in lines.prefix(rect.height).enumerated() {
      line.draw(on: &frame, x: rect.x + 1, y: rect.y + row, width: rect.width - 2)
    }
  }

  /// What there is to say, at least a blank line.
  ///
  /// - Parameter base: the place of the view a person looks at.
  static func lines(_ dashboard: Dashboard, base: Int) -> [StyledLine] {
    let facts = dashboard.facts
    let view = dashboard.stack[base].view
    let message = view.message(facts)
    if let prompt = dashboard.top as? PromptView {
      return [prompt.line(note: message.promptNote, columns: facts.size.columns)]
    }
    if let notice = dashboard.notice {
      return notice.isTrouble
        ? trouble(notice.text, facts) : [StyledLine(SafeText(notice.text), Style(.text))]
    }
    if let line = message.progress { return [line] }
    if let problem = message.problem ?? problem(of: view, facts) { return trouble(problem, facts) }
    if let job = facts.export {
      return [line(of: job, facts, canBeStopped: view is RowsView)]
    }
    return [message.hint ?? StyledLine()]
  }

  /// What went wrong, over as many lines as it takes.
  private static func trouble(_ text: String, _ facts: Facts) -> [StyledLine] {
    let sign: SafeText = facts.options.glyphs.isASCII ? "! " : "▲ "
    let wrapped = SafeText(text).adapted(to: facts.options.glyphs)
      .wrapped(width: max(1, facts.size.columns - 2 - sign.width))
    return wrapped.prefix(mostLines).enumerated().map { row, text in
      var line = StyledLine(row == 0 ? sign : "  ", Style(.warning, .bold))
      line.add(text, Style(.warning))
      return line
    }
  }

  /// The newest trouble of the targets a view shows.
  private static func problem(of view: any DashboardView, _ facts: Facts) -> String? {
    (view.title(facts).subject.map(facts.targets) ?? []).lazy
      .compactMap { $0.problemSentence(now: facts.drawnAt, isAskedAgain: true) }.first
  }

  /// An export under way.
  private static func line(of job: ExportJob, _ facts: Facts, canBeStopped: Bool) -> StyledLine {
    var notes: [String] = []
    if let left = job.left { notes.append("\(DurationText.short(left)) left") }
    if job.isStopping {
      notes.append("stopping")
    } else if canBeStopped {
      notes.append("Esc stops")
    }
    if let rate = job.rate { notes.append("\(CountText.grouped(Int(min(rate, 1e12)))) rows/s") }
    notes.append(job.export.path)
    return .progress(
      "saving", read: job.rows, total: job.totalRows,
      note: notes.joined(separator: facts.options.glyphs.separator), columns: facts.size.columns,
      glyphs: facts.options.glyphs)
  }
}
