package import FoundationEssentials
package import QueryCore
package import TextCanvas

/// The whole dashboard as a value.
///
/// `apply` is the only writer and `frame` the only reader that draws; both are pure, so that a
/// test, a recording or a 72-hour simulation can stand in for the person, the network and the
/// clock.
package struct DashboardState: Hashable, Sendable {
  package internal(set) var size: Size
  package internal(set) var now: Date
  /// When the person paused; what is drawn is as old as that, but for the clock.
  var pausedAt: Date?
  /// What is drawn.
  ///
  /// While paused, the snapshot at which the person paused.
  package internal(set) var snapshot: MonitorSnapshot
  /// What has arrived since, while paused.
  var latest: MonitorSnapshot?
  /// Never empty: the first is the view `q` quits from.
  package internal(set) var stack: [ScreenState]
  package internal(set) var mode = Mode.browse
  package let options: DisplayOptions
  /// Worked out of each batch's newest answer.
  var digests: [Target: BatchDigest] = [:]
  /// The rows of the batch on top of the stack.
  var arrangement = QueryArrangement()
  /// The last calls, newest first, as they were when their view was last told.
  var requests: [RequestRecord] = []
  /// The last raw answer of the query on top, as it was last wrapped.
  var rawAnswer: WrappedText?
  /// The results view, while it is open.
  package internal(set) var results: ResultsState?
  /// The export under way.
  var exporting: ExportJob?
  /// Something to be told once: it stands in the message line until the next key.
  var notice: Notice?

  package init(
    targets: [Target], size: Size, now: Date, pace: Duration = .seconds(1),
    options: DisplayOptions = DisplayOptions()
  ) {
    self.size = size
    self.now = now
    self.options = options
    snapshot = MonitorSnapshot(targets: targets.map { TargetSnapshot(target: $0) }, pace: pace)
    let first: Screen =
      if targets.count == 1, let only = targets.first {
        only.kind == .batch ? .batch(only) : .query(only)
      } else { .targets }
    stack = [ScreenState(first)]
  }

  package var isPaused: Bool { latest != nil }

  /// The moment the picture stands for: now, unless it is held.
  var drawnAt: Date { pausedAt ?? now }

  /// The view on top.
  package var top: ScreenState {
    get { stack[stack.count - 1] }
    set { stack[stack.count - 1] = newValue }
  }

  package var context: KeyContext {
    switch mode {
    case .help: return .help
    case .filter, .asking(.search, _): return .typing
    case .asking(.exportPath, _): return .naming
    case .browse: break
    }
    switch top.screen {
    case .targets: return .targets
    case .batch: return .batch
    case .requests: return .requests
    case .query, .batchQuery: return .query
    case .results: return resultsContext
    }
  }

  /// Takes one fact in and says what is to be done about it.
  package mutating func apply(_ message: Message) -> [Effect] {
    var effects: [Effect] = []
    switch message {
    case .keyPressed(let key): effects = press(key)
    case .mouseUsed(let event): effects = use(event)
    case .resized(let size): self.size = size
    case .snapshotArrived(let snapshot): receive(snapshot)
    case .ticked(let now): self.now = now
    case .requestsArrived(let records): if !isPaused { requests = records }
    case .resultNews(let target, let news): learn(news, of: target)
    case .resumed: effects = [.pollNow, .redraw]
    }
    settle()
    return effects + pagesWanted()
  }

  /// Brings what depends on several facts back into line: cursors on screen, offsets within bounds.
  private mutating func settle() {
    switch top.screen {
    case .targets:
      top.rows.follow(snapshot.targets.map(\.target.description), height: listHeight)
    case .batch(let target):
      top.rows.follow(arrangement.ids, height: listHeight)
      top.causes.follow(causeIDs(of: target), height: causesHeight)
      if showsMap {
        let ids = batch(target)?.queries.map(\.id) ?? []
        top.map.follow(ids, height: ids.count)
      }
    case .requests:
      top.rows.follow(requestIDs, height: listHeight)
    case .query, .batchQuery:
      wrapRawAnswer()
      top.scroll = max(0, min(top.scroll, queryLines(width: size.columns).count - bodyRect.height))
    case .results:
      settleResults()
    }
    if case .help(let offset) = mode {
      mode = .help(offset: max(0, min(offset, HelpPage.lines(options).count - bodyRect.height)))
    }
  }
}
