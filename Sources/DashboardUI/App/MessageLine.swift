import FoundationEssentials
import QueryCore
import TextCanvas

/// The line that speaks: the prompt, what was said, what is under way, what went wrong and what to do, or what narrows the rows.
///
/// What went wrong, and what was done, is never cut: a long sentence takes a second and a third line.
enum MessageLine {
  /// A narrow screen takes as much text on more lines.
  private static func mostLines(_ facts: Facts) -> Int { facts.size.columns < 60 ? 5 : 3 }

  /// - Parameter ellipsis: ends a line that is too long.
  static func draw(
    _ lines: [StyledLine], on frame: inout Frame, in rect: Rect, ellipsis: SafeText
  ) {
    for (row, line) in lines.prefix(rect.height).enumerated() {
      line.draw(
        on: &frame, x: rect.x + 1, y: rect.y + row, width: rect.width - 2, ellipsis: ellipsis)
    }
  }

  /// What there is to say.
  ///
  /// - Parameter base: the place of the view a person looks at.
  static func lines(_ dashboard: Dashboard, base: Int) -> [StyledLine] {
    let message = dashboard.stack[base].view.message(dashboard.facts)
    return momentary(dashboard, message) ?? lasting(dashboard, base: base, message)
  }

  /// How many lines are kept for it, at least one.
  ///
  /// What is said once, or typed, takes none of its own: nothing moves for it.
  static func room(_ dashboard: Dashboard, base: Int) -> Int {
    let message = dashboard.stack[base].view.message(dashboard.facts)
    return max(message.lines, lasting(dashboard, base: base, message).count)
  }

  /// What is typed, or said once; nil for neither.
  private static func momentary(_ dashboard: Dashboard, _ message: ViewMessage) -> [StyledLine]? {
    let facts = dashboard.facts
    if let prompt = dashboard.top as? PromptView {
      return prompt.lines(note: message.promptNote, columns: facts.size.columns).lines
    }
    guard let notice = dashboard.notice else { return nil }
    switch notice.weight {
    case .trouble: return trouble(notice.text, facts)
    case .aside: return [StyledLine(SafeText(notice.text), Style(.muted))]
    case .news, .receipt: return wrapped(notice.text, Style(.text), facts, indent: 0)
    }
  }

  private static func lasting(_ dashboard: Dashboard, base: Int, _ message: ViewMessage)
    -> [StyledLine]
  {
    let facts = dashboard.facts
    let view = dashboard.stack[base].view
    if let line = message.progress { return [line] }
    if let problem = message.problem ?? problem(of: view, facts) { return trouble(problem, facts) }
    if let job = facts.export {
      return [line(of: job, facts, stoppedBy: view is RowsView ? "rows.back" : nil)]
    }
    if facts.isPast {
      return wrapped(past(facts), Style(.warning), facts, indent: 0, most: message.lines)
    }
    if let away = dashboard.away {
      return wrapped(away, Style(.text), facts, indent: 0, most: max(1, message.lines))
    }
    // Told whole where the target is opened: it never takes more than the lines kept for it.
    if let text = message.explanation {
      return wrapped(text, Style(.text), facts, indent: 0, most: message.lines)
    }
    return [message.hint ?? StyledLine()] + [message.hintBelow].compactMap(\.self)
  }

  /// What went wrong, over as many lines as it takes.
  private static func trouble(_ text: String, _ facts: Facts) -> [StyledLine] {
    let sign = facts.options.glyphs.alert + " "
    return wrapped(text, Style(.warning), facts, indent: sign.width).enumerated().map { row, text in
      var line = StyledLine(row == 0 ? sign : "  ", Style(.warning, .bold))
      line.spans += text.spans
      return line
    }
  }

  /// A sentence over as many lines as it takes, at most so many; an ellipsis tells of more.
  private static func wrapped(
    _ text: String, _ style: Style, _ facts: Facts, indent: Int, most: Int = .max
  ) -> [StyledLine] {
    let glyphs = facts.options.glyphs
    let width = max(1, facts.size.columns - 2 - indent)
    let all = SafeText(text).adapted(to: glyphs).wrapped(width: width)
    var lines = all.prefix(min(most, mostLines(facts))).map { StyledLine($0, style) }
    if lines.count < all.count, let last = lines.indices.last {
      let cut = all[last].prefix(width - 1) + glyphs.ellipsis
      lines[last] = StyledLine(cut, style)
    }
    return lines
  }

  /// The trouble of the target a view is about; what is about all targets says by itself what is to be said of one.
  private static func problem(of view: any DashboardView, _ facts: Facts) -> String? {
    guard case .target(let target) = view.title(facts).subject else { return nil }
    return facts.target(target)?.problemSentence(now: facts.drawnAt, isAskedAgain: true)
  }

  /// What is drawn is not what is.
  private static func past(_ facts: Facts) -> String {
    let age = Duration.seconds(max(0, facts.now.timeIntervalSince(facts.drawnAt)))
    let clock = facts.options.clock
    let moment =
      "\(clock.seconds(facts.drawnAt, asOf: facts.now)), \(DurationText.short(age)) ago"
    let keys = ["app.earlier", "app.later", "app.pause"].map(facts.options.keyName)
    return facts.size.columns < 60
      ? "\(moment): \(keys[0]) \(keys[1]) move, \(keys[2]) now"
      : "as it was at \(moment): \(keys[0]) earlier, \(keys[1]) later, \(keys[2]) now"
  }

  /// An export under way.
  private static func line(of job: ExportJob, _ facts: Facts, stoppedBy binding: String?)
    -> StyledLine
  {
    var notes: [String] = []
    if let left = job.left { notes.append("\(DurationText.short(left)) left") }
    if job.isStopping {
      notes.append("stopping")
    } else if let binding {
      notes.append("\(facts.options.keyName(binding)) stops")
    }
    if let rate = job.rate { notes.append("\(CountText.grouped(Int(min(rate, 1e12)))) rows/s") }
    notes.append(job.export.path)
    return .progress(
      "saving", read: job.rows, total: job.totalRows, notes: notes, columns: facts.size.columns,
      glyphs: facts.options.glyphs)
  }
}
