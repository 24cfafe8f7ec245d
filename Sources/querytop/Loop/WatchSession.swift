import CursesTerminal
import DashboardUI
import FoundationEssentials
import Glibc
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryReports
import TextCanvas

/// One run of `watch` or `demo`: on a terminal the dashboard, elsewhere one reading as a plain table.
///
/// Whoever starts it where standard input and output are a terminal, and TERM names one that can be drawn on, demands the
/// dashboard: if it cannot be had after all, there is no reading in its place, but ``ExitStatus/noDashboard``.
struct WatchSession {
  let targets: [Target]
  let sources: [String: any QuerySource]
  let access: SourceAccess
  let pace: Duration
  /// Told what the monitor decides and learns.
  var observers: [@Sendable (MonitorEvent) -> Void] = []
  /// The calls, for the requests view.
  let requestLog: RequestLog
  /// The theme the configuration names; nil takes the environment's, or the standard one.
  var configuredTheme: ConfiguredText?
  /// Whether UTF-8 is drawn whatever the locale says.
  var forcesUTF8 = false
  /// Whether borders, bars and graphs are left out.
  var isPlain = false
  /// Whether the terminal gives characters of ambiguous width two columns.
  var widensAmbiguous = false
  /// Whether the mouse is the dashboard's from the start.
  var usesMouse = true
  /// What may be run again or cancelled.
  var actions = ActionSettings()
  /// Whether the title of the terminal's window may be set.
  var setsTitle = true
  /// How changes are told in plain lines; nil for a dashboard.
  var lines: ChangeLines.Format?
  /// How a person is told of events.
  var notify = NotifySettings()
  /// By which keys things are done.
  var keymap = Keymap()
  /// Whether the sources end with this process.
  var isSimulated = false
  /// Whether to die in the middle of drawing, which shows that even then the terminal is given back.
  var crashes = false

  /// - Returns: the process's exit status.
  func run() async throws -> Int32 {
    do {
      return try await watch()
    } catch let lost as OutputLost where lost.code == EPIPE {
      // A reader that has enough ends it as it would end any other filter.
      return ExitStatus.signal(SIGPIPE)
    } catch let lost as OutputLost {
      StandardError.write("\(lost)\n")
      return ExitStatus.incomplete
    } catch let error as SettingsError {
      StandardError.write("\(error)\n")
      return ExitStatus.badSetting
    } catch let error as ConfigurationError {
      StandardError.write("\(error)\n")
      return ExitStatus.badSetting
    } catch let error as TerminalError {
      StandardError.write("\(error)\n")
      return ExitStatus.noDashboard
    }
  }

  private func watch() async throws -> Int32 {
    if widensAmbiguous { DisplayWidth.widenAmbiguous() }
    let environment = ProcessEnvironment.current
    let scheduler = RequestScheduler(access: access, pace: pace)
    let monitor = QueryMonitor(sources: sources, targets: targets, scheduler: scheduler)
    let observations = observers.map(monitor.observe)
    defer { for observation in observations { observation.end() } }
    if let lines { return try await tell(lines, of: monitor) }
    let options = terminalOptions(environment)
    if let obstacle = TerminalSession.obstacle(to: options) {
      return try await PlainReading(monitor: monitor, reason: obstacle).run()
    }
    let folder = StateFolder(environment)
    let theme = try LiveTheme(configuredTheme, environment: environment, state: folder)
    let session = try TerminalSession.open(options)
    defer { session.close() }
    let hidden = folder?.read(HiddenColumns.self).lists ?? [:]
    let dashboard = dashboard(on: session, hiding: hidden, options)
    let services = LoopServices(
      gate: scheduler, sources: sources, requestLog: requestLog, actions: actions,
      notify: notify)
    let loop = DashboardLoop(
      session: session, monitor: monitor, services: services, dashboard: dashboard, theme: theme)
    func sayFarewell(_ end: LoopEnd) throws {
      if session.wasSilent { theme.applySilence() }
      // Who leaves just after the start waits for what a slow link still brings, rather than find it at the shell's prompt.
      session.close(patience: end == .quit ? .milliseconds(800) : .zero)
      guard end != .hungUp, session.takesOutput else { return }
      try StandardOutput.write(
        ExitSummary.lines(
          monitor.current.targets, isSimulated: isSimulated, export: loop.lastWords,
          columns: StandardOutput.room.columns, glyphs: glyphs(of: session), now: Date()))
    }
    let end = await loop.run(crashes: crashes) { end in
      do { try sayFarewell(end) } catch { StandardError.write("\(error)\n") }
      // No way out but this one: a thread that waits for a disk never comes back to be joined.
      ExitStatus.leave(end.exitStatus) { _exit($0) }
    }
    if loop.dashboard.hiddenColumns != hidden {
      folder?.update(HiddenColumns.self) { $0.lists = loop.dashboard.hiddenColumns }
    }
    try sayFarewell(end)
    return end.exitStatus
  }

  /// Tells changes in plain lines until every target has ended.
  private func tell(_ lines: ChangeLines.Format, of monitor: QueryMonitor) async throws -> Int32 {
    // A reader that has gone is told of by the write, and a hook need not read what it is given.
    signal(SIGPIPE, SIG_IGN)
    return try await WaitSession(
      monitor: monitor, timeout: nil, document: lines == .json ? .status : nil,
      progress: WaitProgress(lines, to: .standardOutput, notify: notify)
    ).run()
  }

  private func terminalOptions(_ environment: [String: String]) -> TerminalOptions {
    var options = TerminalOptions(environment: environment, forcesUTF8: forcesUTF8)
    options.setsTitle = setsTitle
    options.usesMouse = usesMouse
    options.reportsFocus = notify.bell || notify.desktop != nil
    return options
  }

  /// The dashboard as it begins.
  private func dashboard(
    on session: TerminalSession, hiding hidden: [String: Set<String>], _ options: TerminalOptions
  ) -> Dashboard {
    let glyphs = glyphs(of: session)
    var dashboard = Dashboard(
      targets: targets, size: session.size, now: Date(), pace: pace,
      options: DisplayOptions(
        glyphs: isPlain ? glyphs.plain : glyphs,
        clock: LocalZone.clock(at: Date()),
        clipboard: ClipboardRoute(
          receiver: Self.receiver(session.multiplexer), mostBytes: ClipboardSequence.mostBytes),
        isReadOnly: actions.isReadOnly, keymap: keymap),
      hiddenColumns: hidden)
    dashboard.usesMouse = options.usesMouse
    for run in actions.folder?.read(RerunHistory.self).runs ?? [] {
      if let new = run.new {
        dashboard.link(new, to: Ancestor(run.batch, splits: run.places.count))
      }
    }
    if session.capability.ascii, !options.ascii {
      let advice = LocaleSetting(environment: ProcessEnvironment.current).advice
      dashboard.say("drawn in ASCII: \(advice)")
    }
    return dashboard
  }

  private func glyphs(of session: TerminalSession) -> GlyphSet {
    session.capability.ascii ? .ascii : widensAmbiguous ? .wide : .unicode
  }

  private static func receiver(_ multiplexer: Multiplexer?) -> ClipboardRoute.Receiver {
    switch multiplexer {
    case nil: .terminal
    case .tmux: .tmux
    case .screen: .screen
    }
  }
}
