import FoundationEssentials
import QueryCore
import TextCanvas

/// The top line: where we are and what there is to be counted on the left; how fresh, how often, what is left of the budget and
/// the time on the right.
///
/// ```
///  querytop › supermetrics:batch/qrb_3feb5ff5c71e          ● live · every 1s · budget 4,812 · 12:41
///  querytop › 46 targets   ✗ 3  ▲ 8 need you  ▸ 5  · 18  ✓ 12                        ● live · 12:43
/// ```
struct TitleLine {
  /// What it is drawn from.
  struct Inputs: Hashable, Sendable {
    fileprivate let facts: Int
    fileprivate let names: [String]
    fileprivate let subject: ViewTitle.Subject
    /// What the view in sight says beside its name.
    fileprivate let parts: [TitlePart]
    /// What it says in place of freshness, pace and budget.
    fileprivate let status: ViewStatus?
  }

  let inputs: Inputs
  private let facts: Facts
  private var parts: [TitlePart] { inputs.parts }

  private var glyphs: GlyphSet { facts.options.glyphs }

  /// - Parameter base: the place of the view a person looks at.
  init(_ facts: Facts, _ stack: [AnyView], base: Int) {
    self.facts = facts
    let titles = stack.map { $0.view.title(facts) }
    inputs = Inputs(
      facts: facts.version, names: titles.compactMap(\.name), subject: titles[base].subject ?? .all,
      parts: base == stack.count - 1 ? titles[base].parts : [],
      status: stack[base].view.status(facts))
  }

  /// What stands on the right, from what is missed last to the clock.
  private var pieces: [StyledLine] {
    let clock = StyledLine(SafeText(facts.options.clock.minutes(facts.now)), Style(.muted))
    return (inputs.status.map { [$0.line(facts)] } ?? Self.pieces(inputs.subject, facts)) + [clock]
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    var pieces = pieces
    let separator = SafeText(glyphs.separator)
    func room(_ pieces: [StyledLine]) -> Int {
      pieces.reduce(0) { $0 + $1.width } + max(0, pieces.count - 1) * separator.width + 1
    }
    // Facts go from the least missed to the most until the breadcrumb has room.
    let shortest = parts.reduce(0) { $0 + $1.short.width + 1 }
    let names = inputs.names.map { SafeText($0) }
    let needed = min(breadcrumb(names, room: .max).width + shortest, rect.width * 2 / 3)
    while pieces.count > 1, room(pieces) + needed + 2 > rect.width {
      pieces.remove(at: 1)
    }
    let right = min(room(pieces), rect.width)
    let left = max(0, rect.width - right - 1)
    var crumbs = breadcrumb(names, room: left)
    let gap = crumbs.width < left / 2 ? "   " : "  "
    crumbs.add(SafeText(gap))
    crumbs.spans += Self.fitted(parts, to: left - crumbs.width).spans
    crumbs.draw(on: &frame, x: rect.x, y: rect.y, width: left)
    var x = rect.maxX - right
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        x = frame.put(separator, x: x, y: rect.y, style: Style(.muted))
      }
      piece.draw(on: &frame, x: x, y: rect.y, width: rect.maxX - x)
      x += piece.width
    }
  }

  /// The parts whole where they fit, else short; of these, the last are left out.
  private static func fitted(_ parts: [TitlePart], to room: Int) -> StyledLine {
    let full = StyledLine(joining: parts.map(\.full), by: "  ")
    guard full.width > room else { return full }
    var short = parts.map(\.short)
    while !short.isEmpty, StyledLine(joining: short, by: " ").width > room { short.removeLast() }
    return StyledLine(joining: short, by: " ")
  }

  /// Where we are, from the first view to the one on top.
  ///
  /// Where they do not all fit, the first are left out or cut in the middle: what is on top is what one looks for.
  private func breadcrumb(_ names: [SafeText], room: Int) -> StyledLine {
    let isNarrow = facts.size.columns < 60
    var line = StyledLine(isNarrow ? " " : " querytop", Style(.title, .bold))
    line.add(names, glyphs, startsWithCrumb: !isNarrow)
    guard line.width > room else { return line }
    for index in names.indices {
      let isLast = index == names.count - 1
      var rest = StyledLine()
      rest.add(Array(names[(index + 1)...]), glyphs, startsWithCrumb: true)
      let left = max(1, room - 1 - rest.width)
      guard left >= min(names[index].width, 8) || isLast else { continue }
      let cut = names[index].cutInMiddle(to: left, ellipsis: glyphs.ellipsis)
      rest.spans.insert(
        StyledLine.Span(text: " " + cut, style: Style(isLast ? .title : .muted)), at: 0)
      return rest
    }
    return line
  }

  /// How fresh; and of a single target's source, how often it is asked and what is left of its budget, or of a target that has
  /// ended, what came of it.
  private static func pieces(_ subject: ViewTitle.Subject, _ facts: Facts) -> [StyledLine] {
    let freshness = Freshness(subject, facts)
    var live = StyledLine()
    live.add(facts.options.glyphs.dot, Style(freshness.role))
    live.add(SafeText(" " + freshness.word), Style(freshness.role))
    guard case .target(let name) = subject, let target = facts.target(name) else { return [live] }
    if target.state.isTerminal, !facts.isPaused, target.staleSince == nil {
      return end(of: target, facts.options.glyphs)
    }
    var pieces = [live]
    if freshness.isPolling, let pause = target.nextPollAfter {
      pieces.append(StyledLine(SafeText("every " + DurationText.short(pause)), Style(.muted)))
    }
    if let budget = facts.snapshot.budgets[name.source] {
      // As wide as the most there may be: what stands before it keeps its place.
      let most = SafeText(CountText.grouped(budget.limit)).width
      let isLow = budget.remaining * 10 < budget.limit
      let left = isLow ? budget.remaining : rounded(budget)
      let text = "budget " + SafeText(CountText.grouped(left)).padded(to: most, alignment: .right)
      pieces.append(StyledLine(text, Style(isLow ? .warning : .muted)))
    }
    return pieces
  }

  /// The calls left, rounded down by less than a hundredth of all: where there are plenty, one less with every call is no news.
  private static func rounded(_ budget: RequestBudget) -> Int {
    var step = 1
    while step <= budget.limit / 1_000 { step *= 10 }
    return budget.remaining / step * step
  }

  /// What came of a target, and how long it took.
  private static func end(of target: TargetSnapshot, _ glyphs: GlyphSet) -> [StyledLine] {
    let style = Style(target.state.role)
    var word = target.state.word
    if let progress = target.detail.batch?.progress {
      let total = CountText.grouped(progress.total)
      if progress.failed > 0 {
        word = "\(CountText.grouped(progress.failed)) failed of \(total)"
      } else if target.state == .succeeded {
        word = "\(total) succeeded"
      }
    }
    let end = StyledLine(glyphs.glyph(target.state) + " " + SafeText(word), style)
    guard let took = target.endedAt.flatMap({ target.elapsed(at: $0) }) else { return [end] }
    return [end, StyledLine(SafeText("took " + DurationText.short(took)), Style(.muted))]
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

  fileprivate init(joining lines: [StyledLine], by gap: SafeText) {
    self.init()
    for (index, line) in lines.enumerated() {
      if index > 0 { add(gap) }
      spans += line.spans
    }
  }
}
