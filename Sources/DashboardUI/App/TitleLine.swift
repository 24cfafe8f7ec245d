import FoundationEssentials
import QueryCore
import TextCanvas

/// The top line: where we are on the left; how fresh, how often, what is left of the budget and the time on the right.
///
/// ```
///  querytop › supermetrics:batch/qrb_3feb5ff5c71e          ● live · every 1s · budget 4,812 · 12:41
/// ```
struct TitleLine {
  private let facts: Facts
  private let names: [SafeText]
  /// What stands on the right, from what is missed last to the clock.
  private let pieces: [StyledLine]

  private var glyphs: GlyphSet { facts.options.glyphs }

  /// - Parameter base: the place of the view a person looks at.
  init(_ facts: Facts, _ stack: [AnyView], base: Int) {
    self.facts = facts
    names = stack.compactMap { $0.view.title(facts).name.map { SafeText($0) } }
    let view = stack[base].view
    let clock = StyledLine(SafeText(facts.options.clock.minutes(facts.now)), Style(.muted))
    pieces =
      (view.status(facts).map { [$0] } ?? Self.pieces(view.title(facts).subject ?? .all, facts)) + [
        clock
      ]
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    var pieces = pieces
    let separator = SafeText(glyphs.separator)
    func room(_ pieces: [StyledLine]) -> Int {
      pieces.reduce(0) { $0 + $1.width } + max(0, pieces.count - 1) * separator.width + 1
    }
    // Facts go from the least missed to the most until the breadcrumb has room.
    let needed = min(breadcrumb(room: .max).width, rect.width * 2 / 3)
    while pieces.count > 1, room(pieces) + needed + 2 > rect.width {
      pieces.remove(at: 1)
    }
    let right = min(room(pieces), rect.width)
    let left = max(0, rect.width - right - 1)
    breadcrumb(room: rect.width - right - 1)
      .draw(on: &frame, x: rect.x, y: rect.y, width: left)
    var x = rect.maxX - right
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        x = frame.put(separator, x: x, y: rect.y, style: Style(.muted))
      }
      piece.draw(on: &frame, x: x, y: rect.y, width: rect.maxX - x)
      x += piece.width
    }
  }

  /// Where we are, from the first view to the one on top.
  ///
  /// Where they do not all fit, the first are left out or cut: what is on top is what one looks for.
  private func breadcrumb(room: Int) -> StyledLine {
    let isNarrow = facts.size.columns < 60
    var line = StyledLine(isNarrow ? " " : " querytop", Style(.title, .bold))
    line.add(names, glyphs, startsWithCrumb: !isNarrow)
    guard line.width > room else { return line }
    for index in names.indices.dropLast() {
      var rest = StyledLine()
      rest.add(Array(names[(index + 1)...]), glyphs, startsWithCrumb: true)
      let left = max(1, room - 1 - rest.width)
      guard left >= min(names[index].width, 8) || index == names.count - 2 else { continue }
      let cut = names[index].clipped(to: left, ellipsis: glyphs.ellipsis)
      rest.spans.insert(StyledLine.Span(text: " " + cut, style: Style(.muted)), at: 0)
      return rest
    }
    return line
  }

  /// How fresh, how often, and what is left of the budget.
  private static func pieces(_ subject: ViewTitle.Subject, _ facts: Facts) -> [StyledLine] {
    let freshness = Freshness(subject, facts)
    var live = StyledLine()
    live.add(facts.options.glyphs.dot, Style(freshness.role))
    live.add(SafeText(" " + freshness.word), Style(freshness.role))
    var pieces = [live]
    let polled = facts.targets(subject).filter { !$0.state.isTerminal }
    if freshness.isPolling, let pause = polled.compactMap(\.nextPollAfter).min() {
      pieces.append(StyledLine(SafeText("every " + DurationText.short(pause)), Style(.muted)))
    }
    if let budget = budget(of: subject, facts) {
      let text = "budget \(CountText.grouped(budget.remaining))"
      let isLow = budget.remaining * 10 < budget.limit
      pieces.append(StyledLine(SafeText(text), Style(isLow ? .warning : .muted)))
    }
    return pieces
  }

  /// The budget of the target's source; with several sources, the one with the least left.
  private static func budget(of subject: ViewTitle.Subject, _ facts: Facts) -> RequestBudget? {
    switch subject {
    case .target(let target): facts.snapshot.budgets[target.source]
    case .all: facts.snapshot.budgets.values.min { $0.remaining < $1.remaining }
    }
  }
}

extension StyledLine {
  /// Adds the names of views, the last of them as the one on top.
  fileprivate mutating func add(_ names: [SafeText], _ glyphs: GlyphSet, startsWithCrumb: Bool) {
    for (index, name) in names.enumerated() {
      if startsWithCrumb || index > 0 { add(glyphs.crumb, Style(.muted)) }
      add(name, Style(index == names.count - 1 ? .title : .muted))
    }
  }
}
