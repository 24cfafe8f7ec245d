import FoundationEssentials
import QueryCore
package import TextCanvas

/// How things are written, by the terminal, the configuration and where the person is.
package struct DisplayOptions: Hashable, Sendable {
  package var glyphs: GlyphSet
  package var clock: ClockText
  /// Where copied text goes.
  package var clipboard: ClipboardRoute
  /// Whether nothing may be run again or cancelled.
  package var isReadOnly = false
  /// By which keys things are done.
  package var keymap: Keymap

  package init(
    glyphs: GlyphSet = .unicode, clock: ClockText = ClockText(offset: 0),
    clipboard: ClipboardRoute = ClipboardRoute(receiver: .terminal, mostBytes: 74_994),
    isReadOnly: Bool = false, keymap: Keymap = Keymap()
  ) {
    self.isReadOnly = isReadOnly
    self.keymap = keymap
    self.glyphs = glyphs
    self.clock = clock
    self.clipboard = clipboard
  }

  /// The key to tell a person of, by its binding.
  func keyName(_ binding: String) -> String { keymap.keyName(binding) }
}

/// The way of copied text to a clipboard.
///
/// None of those on it ever says whether the text arrived.
package struct ClipboardRoute: Hashable, Sendable {
  /// Who is handed the text.
  package enum Receiver: Hashable, Sendable {
    case terminal, tmux, screen
  }

  package let receiver: Receiver
  /// More bytes of text than this are dropped on the way.
  package let mostBytes: Int

  package init(receiver: Receiver, mostBytes: Int) {
    self.receiver = receiver
    self.mostBytes = mostBytes
  }

  /// What is known of a copy once it is sent, and what to do where it does not arrive.
  func sentence(_ what: String) -> String {
    let advice =
      switch receiver {
      case .terminal: "the terminal does not allow copying (OSC 52)"
      case .tmux: "set -s set-clipboard on"
      case .screen: "the terminal around it does not allow copying (OSC 52)"
      }
    let to = receiver == .terminal ? "the terminal" : receiver == .tmux ? "tmux" : "screen"
    return "\(what) sent to \(to); if it does not arrive: \(advice)"
  }
}

/// How often something has changed.
///
/// It makes no difference to what it is a part of: what is the same is equal, however it came to be.
struct ChangeCount: Hashable, Sendable {
  private(set) var number = 0

  mutating func add() { number &+= 1 }

  static func == (left: ChangeCount, right: ChangeCount) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}

/// All that views draw from: what the monitor knows, what was worked out of it, the time and the screen.
///
/// Views read it; the dashboard alone changes it.
struct Facts: Hashable, Sendable {
  /// The dashboard counts each time it changes anything here.
  var changes = ChangeCount()
  /// Another number than before wherever anything here may be another: what is drawn from facts need not be drawn again.
  var version: Int { changes.number }
  var options: DisplayOptions
  var size: Size
  /// Whether there is room for the fewest words alone.
  var isNarrow: Bool { size.columns < 60 }
  /// Where the view on top is drawn, between title line and message line.
  var area = Rect(x: 0, y: 0, width: 0, height: 0)
  var now: Date
  /// When the person paused; what is drawn is as old as that, but for the clock.
  var pausedAt: Date?
  /// Whether that is a moment of the past, gone back to.
  private(set) var isPast = false
  /// What is drawn; while paused, the snapshot at which the person paused.
  private(set) var snapshot: MonitorSnapshot
  /// Rises with every snapshot drawn.
  private(set) var revision = 0
  /// The identities of the snapshot's targets, in their order.
  private(set) var targetIDs: [String] = []
  /// Worked out of each batch's newest answer.
  private(set) var batches: [Target: BatchViewModel] = [:]
  /// When queries and jobs watched by themselves will end, from the moment of their newest answer on.
  private(set) var estimates: [Target: CompletionEstimate] = [:]
  /// The last requests, newest first, as they were when their view was last given them.
  private(set) var requests: [RequestRecord] = []
  /// All of them, whatever moment is drawn.
  private var records: [RequestRecord] = []
  /// The identities of the requests, in their order.
  private(set) var requestIDs: [String] = []
  /// The columns a person has hidden, by the name of their list; remembered between runs.
  var hiddenColumns: [String: Set<String>] = [:]
  /// What there is to choose from.
  var themes = ThemeOptions()
  /// The export under way.
  var export: ExportJob?
  /// What runs failures of another batch again.
  var ancestors: [Target: Ancestor] = [:]

  init(targets: [Target], size: Size, now: Date, pace: Duration, options: DisplayOptions) {
    self.size = size
    self.now = now
    self.options = options
    snapshot = MonitorSnapshot(targets: targets.map { TargetSnapshot(target: $0) }, pace: pace)
    targetIDs = targets.map(\.description)
  }

  var isPaused: Bool { pausedAt != nil }

  /// The moment that is drawn: now, or when the display was paused.
  var drawnAt: Date { pausedAt ?? now }

  // MARK: Reading

  /// The newest of a target; nil for one that is not watched.
  func target(_ target: Target) -> TargetSnapshot? {
    snapshot.targets.first { $0.target == target }
  }

  func batch(_ target: Target) -> BatchDetail? { self.target(target)?.detail.batch }

  /// What is to be said of a batch none of whose rows has failed.
  func noFailure(in target: Target) -> String { batch(target)?.noFailure ?? "nothing is known yet" }

  /// A query of a batch by its id.
  func query(_ id: String, in target: Target) -> BatchQuery? {
    guard let batch = batch(target), let index = batches[target]?.index(of: id),
      batch.queries.indices.contains(index)
    else { return nil }
    return batch.queries[index]
  }

  /// The queries of a batch that are marked as changed: until the next answer, or where none will come, as long as one would take.
  func changedQueries(of target: Target) -> Set<String> {
    guard let batch = batches[target], let snapshot = self.target(target) else { return [] }
    let age = snapshot.observedAt.map { drawnAt.timeIntervalSince($0) } ?? 0
    return snapshot.state.isTerminal && age >= self.snapshot.pace / .seconds(1) ? [] : batch.changed
  }

  /// When a batch, query or job will end, seen from the moment drawn: an old answer promises less.
  func estimate(of target: TargetSnapshot) -> CompletionEstimate? {
    let age = target.observedAt.map { max(0, drawnAt.timeIntervalSince($0)) } ?? 0
    let estimate = batches[target.target]?.estimate ?? estimates[target.target]
    return estimate?.aged(by: .seconds(age))
  }

  /// The targets a title speaks of.
  func targets(_ subject: ViewTitle.Subject) -> [TargetSnapshot] {
    switch subject {
    case .all: snapshot.targets
    case .target(let target): self.target(target).map { [$0] } ?? []
    }
  }

  // MARK: Changing

  /// Puts a newer snapshot in place of the old, and works out anew what changed.
  mutating func apply(_ new: MonitorSnapshot) {
    let old = snapshot
    snapshot = new
    revision += 1
    let isSameList = old.targets.elementsEqual(new.targets) {
      $0.isSameVersion(as: $1) || $0.target == $1.target
    }
    if !isSameList {
      targetIDs = new.targets.map(\.target.description)
    }
    for (index, target) in new.targets.enumerated() {
      let isListed = old.targets.indices.contains(index)
      if isListed, old.targets[index].isSameVersion(as: target) { continue }
      let isKnown = isListed && old.targets[index].id == target.id
      guard let batch = target.detail.batch else {
        if !isKnown || old.targets[index].observedAt != target.observedAt { estimate(target) }
        continue
      }
      if isKnown, batches[target.target] != nil, old.targets[index].detail.batch == batch,
        old.targets[index].stands(as: target)
      {
        continue
      }
      batches[target.target, default: BatchViewModel(of: target.target)]
        .update(to: target, batch, now: target.observedAt ?? now)
    }
  }

  /// Shows what was known at a moment of the past.
  mutating func show(_ past: MonitorSnapshot, of moment: Date) {
    pausedAt = moment
    isPast = true
    chooseRequests()
    apply(past)
  }

  /// Goes on with what is known now.
  mutating func resume() {
    pausedAt = nil
    isPast = false
    chooseRequests()
  }

  /// Works out when a query or job will end, by the pace of its parts or its percentage.
  private mutating func estimate(_ target: TargetSnapshot) {
    guard let query = target.detail.query, let progress = query.progress,
      let observedAt = target.observedAt, !target.state.isTerminal
    else {
      estimates[target.target] = nil
      return
    }
    estimates[target.target] = CompletionEstimate.make(
      history: query.history, progress: progress, queries: [], observedAt: observedAt,
      now: observedAt)
  }

  mutating func apply(_ records: [RequestRecord]) {
    self.records = records
    chooseRequests()
  }

  /// In a picture that is held there are the calls it was held with and those that had ended by then; in the past these alone.
  private mutating func chooseRequests() {
    let newest = isPast ? 0 : requests.first?.id ?? 0
    requests =
      pausedAt.map { moment in records.filter { $0.id <= newest || $0.endedAt <= moment } }
      ?? records
    requestIDs = requests.map { String($0.id) }
  }
}

extension TargetSnapshot {
  /// Whether its state, and how far its answers can be trusted, are those of another.
  fileprivate func stands(as other: TargetSnapshot) -> Bool {
    state == other.state && evidence == other.evidence && missing == other.missing
      && doubts == other.doubts
  }
}
