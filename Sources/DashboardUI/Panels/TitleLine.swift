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
    let crumbs = breadcrumb(state)
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

  private static func breadcrumb(_ state: DashboardState) -> StyledLine {
    var line = StyledLine(" querytop", Style(.title, .bold))
    if state.size.columns < 60 { line = StyledLine(" ") }
    for (index, entry) in state.stack.enumerated() {
      if state.size.columns >= 60 || index > 0 {
        line.add(state.options.glyphs.crumb, Style(.muted))
      }
      let isLast = index == state.stack.count - 1
      line.add(SafeText(name(of: entry.screen)), Style(isLast ? .title : .muted))
    }
    if state.context == .help {
      line.add(state.options.glyphs.crumb, Style(.muted))
      line.add("help", Style(.title))
    }
    return line
  }

  private static func name(of screen: Screen) -> String {
    switch screen {
    case .targets: "targets"
    case .requests: "requests"
    case .batch(let target), .query(let target): target.description
    case .batchQuery(let batch, let id):
      batch.shortName(of: id)
    case .results: "rows"
    }
  }

  private static func facts(_ state: DashboardState) -> [StyledLine] {
    var pieces: [StyledLine] = []
    if case .results = state.top.screen, let results = state.results {
      pieces = ResultsFacts(results, at: state.now).pieces(state.options.glyphs)
      pieces.append(clock(state))
      return pieces
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
