import QueryCore
import TextCanvas

/// The top line: where we are on the left; how fresh, how often, what is left of the budget and the time on the right.
///
/// ```
///  querytop › supermetrics:batch/qrb_3feb5ff5c71e          ● live · every 1s · budget 4,812 · 12:41
/// ```
enum TitleLine {
  static func draw(_ state: DashboardState, on frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    var crumbs = breadcrumb(state, room: .max)
    var pieces = facts(state)
    let separator = SafeText(state.options.glyphs.separator)
    func room(_ pieces: [StyledLine]) -> Int {
      pieces.reduce(0) { $0 + $1.width } + max(0, pieces.count - 1) * separator.width + 1
    }
    // Facts go from the least missed to the most until the breadcrumb has room.
    let needed = min(crumbs.width, rect.width * 2 / 3)
    while pieces.count > 1, room(pieces) + needed + 2 > rect.width {
      pieces.remove(at: 1)
    }
    let right = min(room(pieces), rect.width)
    crumbs = breadcrumb(state, room: rect.width - right - 1)
    crumbs.draw(on: &frame, x: rect.x, y: rect.y, width: max(0, rect.width - right - 1))
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
  private static func breadcrumb(_ state: DashboardState, room: Int) -> StyledLine {
    let glyphs = state.options.glyphs
    var names = state.stack.indices.map {
      SafeText(name(of: state.stack[$0].screen, over: $0, in: state))
    }
    if state.context == .help { names.append("help") }
    let isNarrow = state.size.columns < 60
    var line = StyledLine(isNarrow ? " " : " querytop", Style(.title, .bold))
    line.add(names, glyphs, startsWithCrumb: !isNarrow)
    guard line.width > room else { return line }
    for place in names.indices.dropLast() {
      var rest = StyledLine()
      rest.add(Array(names[(place + 1)...]), glyphs, startsWithCrumb: true)
      let left = max(1, room - 1 - rest.width)
      guard left >= min(names[place].width, 8) || place == names.count - 2 else { continue }
      let cut = names[place].clipped(to: left, ellipsis: glyphs.ellipsis)
      rest.spans.insert((" " + cut, Style(.muted)), at: 0)
      return rest
    }
    return line
  }

  private static func name(of screen: Screen, over place: Int, in state: DashboardState)
    -> String
  {
    switch screen {
    case .targets: return "targets"
    case .requests: return "requests"
    case .batch(let target), .query(let target): return target.description
    case .batchQuery(let batch, let id): return batch.shortName(of: id)
    case .results(let target):
      guard place > 0 else { return "\(target.description) rows" }
      switch state.stack[place - 1].screen {
      case .query, .batchQuery: return "rows"
      case .batch(let batch): return "\(batch.shortName(of: target.id)) rows"
      case .targets, .requests, .results: return "\(target.description) rows"
      }
    }
  }

  private static func facts(_ state: DashboardState) -> [StyledLine] {
    var pieces: [StyledLine] = []
    if case .results = state.top.screen, let results = state.results {
      let expiresAt = state.target(results.target)?.detail.query?.expiresAt
      let facts = ResultsFacts(results, expiresAt: expiresAt, at: state.now)
      return [facts.line(state.options.glyphs), clock(state)]
    }
    let freshness = Freshness(state)
    var live = StyledLine()
    live.add(state.options.glyphs.dot, Style(freshness.role))
    live.add(SafeText(" " + freshness.word), Style(freshness.role))
    pieces.append(live)
    if freshness.isPolling, let pause = state.pollPause {
      pieces.append(StyledLine(SafeText("every " + DurationText.short(pause)), Style(.muted)))
    }
    if let budget = state.budget {
      let text = "budget \(CountText.grouped(budget.remaining))"
      let isLow = budget.remaining * 10 < budget.limit
      pieces.append(StyledLine(SafeText(text), Style(isLow ? .warning : .muted)))
    }
    pieces.append(clock(state))
    return pieces
  }

  private static func clock(_ state: DashboardState) -> StyledLine {
    StyledLine(SafeText(state.options.clock.minutes(state.now)), Style(.muted))
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

extension DashboardState {
  /// The budget of the source on top; with several sources, the one with the least left.
  var budget: RequestBudget? {
    switch top.screen {
    case .batch(let target), .query(let target): snapshot.budgets[target.source]
    case .batchQuery(let target, _), .results(let target): snapshot.budgets[target.source]
    case .targets, .requests: snapshot.budgets.values.min { $0.remaining < $1.remaining }
    }
  }

  /// The rest after which the targets on top are asked again, the shortest of them.
  var pollPause: Duration? {
    targetsOnTop.filter { !$0.state.isTerminal }.compactMap(\.nextPollAfter).min()
  }

  /// The targets the view on top shows.
  var targetsOnTop: [TargetSnapshot] {
    switch top.screen {
    case .targets, .requests: snapshot.targets
    case .batch(let target), .query(let target), .results(let target):
      self.target(target).map { [$0] } ?? []
    case .batchQuery(let target, _): self.target(target).map { [$0] } ?? []
    }
  }
}
