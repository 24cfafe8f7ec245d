package import FoundationEssentials
package import QueryCore
package import TextCanvas

/// The whole dashboard as a value: a stack of views over the facts they draw from.
///
/// `apply` is the only writer and `frame` the only reader that draws; both are pure, so that a
/// test, a recording or a 72-hour simulation can stand in for the person, the network and the
/// clock.
package struct Dashboard: Hashable, Sendable {
  var facts: Facts {
    didSet { facts.changes.add() }
  }
  /// Never empty: the first is the view `q` quits from.
  var stack: [AnyView]
  /// What has arrived since, while paused.
  var latest: MonitorSnapshot?
  /// What was known when somebody last pressed a key; nil before the first answer.
  private var mark: AwayLine?
  /// What has happened since, once nobody has pressed one for long.
  private(set) var away: String?
  /// Something said once: it stands in the message line until the next key.
  var notice: Notice?
  /// What was said last, until the key or click after it.
  private(set) var lastNotice: Notice?
  /// How the screen was saved last.
  var screenFormat = ScreenFormat.text
  /// The view as it was before a filter was typed: given up, the filter leaves no trace.
  var beforeFilter: AnyView?
  /// Whether the mouse is the dashboard's; otherwise the terminal selects text with it.
  package var usesMouse = true

  package init(
    targets: [Target], size: Size, now: Date, pace: Duration = .seconds(1),
    options: DisplayOptions = DisplayOptions(), hiddenColumns: [String: Set<String>] = [:]
  ) {
    facts = Facts(targets: targets, size: size, now: now, pace: pace, options: options)
    facts.hiddenColumns = hiddenColumns
    let first: any DashboardView =
      if targets.count == 1, let only = targets.first {
        TargetsView.detail(of: only)
      } else { TargetsView() }
    stack = [AnyView(first)]
    _ = reconcile()
  }

  /// The view on top.
  var top: any DashboardView { stack[stack.count - 1].view }

  /// The place of the view a person looks at: the topmost that is not an overlay.
  var baseIndex: Int {
    stack.lastIndex { !type(of: $0.view).isOverlay } ?? 0
  }

  /// Whether the requests are on screen, so that new ones are wanted.
  package var wantsRequests: Bool { stack[baseIndex].view is RequestsView }

  /// Says something until the next key.
  package mutating func say(_ text: String) {
    notice = Notice(text)
  }

  /// Says what themes there are.
  package mutating func offer(_ themes: ThemeOptions) {
    facts.themes = themes
  }

  /// The columns a person has hidden, by the name of their list.
  package var hiddenColumns: [String: Set<String>] { facts.hiddenColumns }

  /// What times of day are written by.
  package var clock: ClockText { facts.options.clock }

  /// The file an export under way writes; nil for none.
  package var exportPath: String? { facts.export?.export.path }

  /// Applies one fact and returns what is to be done about it.
  package mutating func apply(_ message: Message) -> [Effect] {
    var effects: [Effect] = []
    switch message {
    case .keyPressed(let key):
      lastNotice = notice
      notice = nil
      effects = press(key)
      returned()
    case .mouseUsed(let event):
      effects = use(event)
      returned()
    case .pasted(let text):
      effects = paste(text)
      returned()
    case .resized(let size): facts.size = size
    case .snapshotArrived(let snapshot, let now):
      if let now { facts.now = now }
      apply(snapshot)
    case .ticked(let now): facts.now = now
    case .zoneChanged(let clock): facts.options.clock = clock
    case .requestsArrived(let records): facts.apply(records)
    case .resultEvent(let target, let event): effects = apply(event, of: target)
    case .actionEvent(let target, let event): effects = apply(event, of: target)
    case .saveEnded(let report): notice = report.notice
    case .resumed: effects = [.pollNow, .redraw]
    }
    watchAbsence()
    return effects + reconcile()
  }

  /// Somebody is there: what happened meanwhile is said once more, and what is known now is what they know.
  private mutating func returned() {
    if let away, notice == nil { notice = Notice(away) }
    away = nil
    // The clock ticks once a second: many keys in one make one mark. What is past or paused is not what they know.
    if !facts.isPaused, mark?.left != facts.now { mark = AwayLine(facts) }
  }

  /// Says what happens while nobody is there.
  private mutating func watchAbsence() {
    guard let mark else {
      if facts.snapshot.targets.contains(where: { $0.observedAt != nil }) { mark = AwayLine(facts) }
      return
    }
    if mark.isAway(at: facts.now), !facts.isPaused { away = mark.text(facts) }
  }

  /// Shows what the monitor knows, or keeps it aside while paused.
  private mutating func apply(_ snapshot: MonitorSnapshot) {
    if facts.isPaused {
      latest = snapshot
    } else {
      facts.apply(snapshot)
    }
  }

  /// Pauses the display, or lets it catch up.
  mutating func togglePause() {
    guard facts.isPaused else {
      facts.pausedAt = facts.now
      return
    }
    facts.resume()
    guard let latest else { return }
    self.latest = nil
    facts.apply(latest)
  }

  /// Brings the view in sight, and what lies over it, back in line with the facts.
  private mutating func reconcile() -> [Effect] {
    var effects: [Effect] = []
    for index in baseIndex..<stack.count {
      measure()
      effects += carryOut(stack[index].view.reconcile(with: facts))
    }
    return effects
  }

  // MARK: Actions

  /// Known from then on is which batch runs what again.
  package mutating func link(_ new: Target, to ancestor: Ancestor) {
    facts.ancestors[new] = ancestor
  }

  /// What became of something done goes to its view; what was done, or may have been, is said whatever is on top.
  private mutating func apply(_ event: ActionEvent, of target: Target) -> [Effect] {
    if case .ended(let outcome, let sentence) = event {
      if case .done = outcome {
        notice = Notice(sentence)
      } else {
        notice = Notice(sentence, isTrouble: true)
      }
    }
    return stack.indices.flatMap { send(.action(target, event), to: $0) ?? [] }
  }

  // MARK: Exports

  /// What became of a command about rows goes to the view of these rows, but of an export: that outlives its view.
  private mutating func apply(_ event: ResultEvent, of target: Target) -> [Effect] {
    if case .exported(let report) = event {
      apply(report, of: target)
      return []
    }
    var effects: [Effect] = []
    let base = baseIndex
    for index in stack.indices {
      guard let more = send(.results(target, event), to: index) else { continue }
      effects += more
      if index != base { effects += carryOut(stack[index].view.reconcile(with: facts)) }
    }
    return effects
  }

  private mutating func apply(_ report: ResultExportReport, of target: Target) {
    guard let job = facts.export, job.target == target else { return }
    switch report {
    case .writing(let rows, let totalRows, let elapsed):
      facts.export?.rows = rows
      facts.export?.totalRows = totalRows
      facts.export?.elapsed = elapsed
    case .saved(let rows, let bytes, let elapsed, let mended):
      facts.export = nil
      let saved = CountText.of(rows, "row", "rows") + " saved"
      notice =
        mended.map { Notice("\(saved), not all of them as text: \($0)", isTrouble: true) }
        ?? Notice(
          "\(saved) in \(job.export.path): \(CountText.of(bytes, "byte", "bytes")) in "
            + DurationText.short(elapsed))
    case .ended(let sentence):
      facts.export = nil
      notice = Notice(sentence, isTrouble: !job.isStopping)
    }
  }
}
