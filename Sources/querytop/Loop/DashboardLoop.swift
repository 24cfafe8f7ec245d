import CursesTerminal
import DashboardUI
import FoundationEssentials
import Glibc
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import TextCanvas

/// The loop that joins the two halves: facts go into the dashboard, its effects out into the world,
/// its frames to the terminal.
///
/// It owns no state of its own but the pace of painting and how it ended.
final class DashboardLoop {
  /// The least time between two frames nobody asked for by a key.
  private static let framePause = Duration.milliseconds(33)

  let session: TerminalSession
  let monitor: any InteractiveFeed
  private let requestLog: RequestLog
  private let channel = LoopChannel()
  let resultEffects: ResultEffects
  let savedFiles: SavedFiles
  let actionEffects: ActionEffects
  private let teller: EventTeller
  /// The query a person has open.
  var following: Subscription?
  /// Requests there were when their view was last given them.
  private var shownRequests = 0
  let theme: LiveTheme
  private let clock = ContinuousClock()
  var dashboard: Dashboard
  /// What became of the export that the end has stopped; nil where none was under way.
  private(set) var lastWords: String?
  var painted: Frame?
  private var lastPaint: ContinuousClock.Instant?
  private var isPaintDue = false
  var end: LoopEnd?
  private let ticks = LoopTicks()
  private var timesApplied = 0

  init(
    session: TerminalSession, monitor: any InteractiveFeed, services: LoopServices,
    dashboard: Dashboard, theme: LiveTheme
  ) {
    let (sources, gate) = (services.sources, services.gate)
    actionEffects = ActionEffects(sources: sources, gate: gate, settings: services.actions) {
      [channel] target, event in channel.send(.action(target, event))
    }
    resultEffects = ResultEffects(
      sources: sources, gate: gate, temporaryFolder: ProcessEnvironment.current["TMPDIR"],
      watching: { [monitor] target in
        monitor.current.targets.first { $0.target == target }
      }
    ) { [channel] target, event in
      channel.send(.results(target, event))
    }
    savedFiles = SavedFiles { [channel] in channel.send(.saved($0)) }
    teller = EventTeller(services.notify, environment: ProcessEnvironment.current) {
      [channel] in channel.send(.said($0))
    }
    requestLog = services.requestLog
    self.session = session
    self.monitor = monitor
    self.dashboard = dashboard
    self.theme = theme
  }

  /// Runs until somebody ends it; everything it started has ended when it returns.
  ///
  /// - Parameter abandon: ends the process where something it started cannot be ended: a call that waits for a disk.
  func run(
    crashes: Bool = false, abandoning abandon: @escaping @MainActor (LoopEnd) -> Void
  ) async -> LoopEnd {
    let channel = channel
    var patience = EndPatience()
    paint()
    if theme.isWorthAsking { session.askBackground() }
    dashboard.offer(theme.options)
    session.listener = { [weak self] in self?.hear($0) }
    TerminalLoan.leave = { [session] in session.lend() }
    TerminalLoan.takeAgain = { [weak self] in self?.takeBack() }
    defer {
      session.listener = nil
      (TerminalLoan.leave, TerminalLoan.takeAgain) = ({}, {})
    }
    ProcessMemory.forgetUnusedFiles()
    await withDiscardingTaskGroup { group in
      let network = NetworkExecutor.shared
      runMonitor(on: network, in: &group)
      runEffects(in: &group)
      if crashes { group.addTask { await Self.crash() } }
      while let event = await channel.next() {
        let isUrgent = handle(event)
        if end != nil { break }
        if let wait = paintIfDue(isUrgent: isUrgent) {
          group.addTask(executorPreference: network) {
            do { try await NetworkClock().sleep(for: wait) } catch { return }
            channel.send(.paintDue)
          }
        }
      }
      group.cancelAll()
      patience.begin { [resultEffects, savedFiles] in
        resultEffects.isFileStuck(for: EndPatience.stall)
          || savedFiles.isStuck(for: EndPatience.stall)
      } abandon: { [self] in
        if let job = savedFiles.stuckPath ?? dashboard.exportPath {
          lastWords = "saving \(job) was given up: its disk does not answer"
        }
        abandon(end ?? .quit)
      }
    }
    patience.end()
    hearLastWords()
    return end ?? .quit
  }

  /// What was under way has ended, or was stopped: what became of it is told on the main screen.
  private func hearLastWords() {
    for event in channel.finish() {
      switch event {
      case .results(_, .exported(.ended(let sentence))): lastWords = sentence
      case .saved(let report): lastWords = report.sentence
      case .action(_, .ended(_, let sentence)): lastWords = sentence
      default: break
      }
    }
  }

  /// What goes on for days, whether anybody looks or not.
  private func runMonitor(on network: NetworkExecutor, in group: inout DiscardingTaskGroup) {
    group.addTask(executorPreference: network) { [monitor] in await monitor.run() }
    group.addTask(executorPreference: network) { [monitor, channel] in
      for await _ in monitor.snapshots() { channel.send(.snapshot) }
    }
    group.addTask(executorPreference: network) { [ticks, channel] in
      await ticks.send(into: channel)
    }
  }

  private func runEffects(in group: inout DiscardingTaskGroup) {
    group.addTask { [resultEffects] in await resultEffects.run() }
    group.addTask { [savedFiles] in await savedFiles.run() }
    group.addTask { [actionEffects] in await actionEffects.run() }
    group.addTask { [teller] in await teller.run() }
  }

  /// Draws again on a terminal that was lent.
  private func takeBack() {
    session.takeBack()
    painted = nil
    if end == nil { paint() }
  }

  /// Handles what the terminal says and paints at once: whoever holds a key waits for the last of the
  /// presses, not for each.
  private func hear(_ events: [TerminalEvent]) {
    for event in events where end == nil { handle(event) }
    if end == nil { paint() } else { channel.send(.ended) }
  }

  @concurrent private static func crash() async {
    do { try await Task.sleep(for: .milliseconds(300)) } catch { return }
    fatalError("crashed as asked")
  }

  /// Hands a fact to the dashboard and carries out what it asks for.
  ///
  /// - Returns: whether a person waits for the answer.
  private func handle(_ event: LoopEvent) -> Bool {
    switch event {
    case .snapshot:
      applyTime(byAnswer: true) { [monitor] now in .snapshotArrived(monitor.current, at: now) }
    case .tick: applyTime(byAnswer: false) { .ticked($0) }
    case .results(let target, let event):
      apply(.resultEvent(target, event))
      return true
    case .saved(let report):
      apply(.saveEnded(report))
      return true
    case .action(let target, let event):
      end(of: event, about: target)
      return true
    case .said(let text): dashboard.say(text)
    case .paintDue, .ended: break
    }
    return false
  }

  /// What was made is watched from now on, and linked to what it was made of.
  private func end(of event: ActionEvent, about target: Target) {
    if case .ended(.done(let new, let queries), _) = event, new != target {
      dashboard.link(new, to: Ancestor(target, splits: queries ?? 0))
      monitor.watch(new)
    }
    apply(.actionEvent(target, event))
  }

  /// Hands the dashboard what brings it the time.
  private func applyTime(byAnswer: Bool, _ message: (Date) -> Message) {
    session.suspendIfInBackground()
    if let news = theme.reloadIfChanged() { showTheme(saying: news) }
    ticks.timeApplied(byAnswer: byAnswer)
    timesApplied += 1
    if ProcessMemory.isTimeToForget(atSecond: timesApplied) { ProcessMemory.forgetUnusedFiles() }
    let now = Date()
    if let clock = LocalZone.change(of: dashboard.clock, at: now) { apply(.zoneChanged(clock)) }
    apply(message(now))
    if teller.isNeeded { teller.look(at: monitor.current.targets, now, terminal: session) }
  }

  private func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): apply(.keyPressed(key))
    case .mouse(let event): apply(.mouseUsed(event))
    case .resized(let size): apply(.resized(size))
    case .pasted(let text): apply(.pasted(text))
    case .suspendRequested:
      session.suspend()
      painted = nil
    case .resumed:
      session.resume()
      apply(.resumed)
    case .terminated(let signal):
      end = .signal(signal)
      // What is under way may take its time to end; the terminal is not kept for it.
      session.close()
    case .hungUp: end = .hungUp
    case .report(.focus(let hasFocus)): teller.focus = hasFocus ? .focused : .unfocused
    case .report(let report):
      if let color = report.background { showTheme(saying: theme.apply(color)) }
    case .drained: break
    }
  }

  private func apply(_ message: Message) {
    for effect in dashboard.apply(message) { carryOut(effect) }
    refreshRequests()
  }

  /// Gives the requests view the new requests, while it is what a person sees.
  private func refreshRequests() {
    guard dashboard.wantsRequests else { return }
    let count = requestLog.count
    guard count != shownRequests else { return }
    shownRequests = count
    apply(.requestsArrived(requestLog.records))
  }

  /// Paints now, or says how long to wait first.
  private func paintIfDue(isUrgent: Bool) -> Duration? {
    if !isUrgent, let lastPaint {
      let rest = Self.framePause - lastPaint.duration(to: clock.now)
      if rest > .zero {
        guard !isPaintDue else { return nil }
        isPaintDue = true
        return rest
      }
    }
    isPaintDue = false
    paint()
    return nil
  }

  /// Puts the present frame on the terminal, unless it is there already or the terminal is still busy with the last.
  private func paint() {
    guard session.isReady else { return }
    let (frame, title) = (dashboard.frame(after: painted), dashboard.terminalTitle)
    guard frame != painted || session.isDue(title: title) else { return }
    if session.paint(frame, theme: theme.theme, title: title) {
      painted = frame
      lastPaint = clock.now
    }
  }
}
