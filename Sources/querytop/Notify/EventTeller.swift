import CursesTerminal
import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryReports
import TextCanvas

/// Tells a person of events in the ways they asked for.
final class EventTeller {
  /// Whether the person is looking, as far as the terminal says so (private mode 1004).
  enum Focus {
    /// The terminal says nothing: it is told all the same.
    case unknown
    case focused
    case unfocused
  }

  /// Bell and notification are left out while the person is looking; the hook is not.
  var focus = Focus.unknown
  private let settings: NotifySettings
  private let hook: EventHook?
  private var detector = EventDetector()

  /// - Parameters:
  ///   - environment: what the hook gets a part of.
  ///   - complain: told, in a sentence, that the hook does not work.
  init(
    _ settings: NotifySettings, environment: [String: String],
    complain: @escaping (String) -> Void
  ) {
    self.settings = settings
    hook =
      settings.hook.isEmpty
      ? nil : EventHook(settings.hook, environment: environment, complain: complain)
  }

  /// Looks at the targets and tells what has happened.
  ///
  /// - Parameter terminal: where bell and notification go; nil for nowhere.
  /// - Returns: every event, told or not.
  @discardableResult
  func look(
    at targets: [TargetSnapshot], _ now: Date, terminal: TerminalSession? = nil
  ) -> [WatchEvent] {
    let events = detector.events(targets, at: now)
    let wanted = events.filter(settings.wants)
    for event in wanted {
      hook?.add(Secrets.redactor.clean(EventDocument.json(event).line))
    }
    if focus != .focused, let terminal, let last = wanted.last {
      // One bell, however many: they came at one moment.
      for event in wanted {
        terminal.notify(
          SafeText(Secrets.redactor.clean(event.sentence)),
          ringing: settings.bell && event == last, form: settings.desktop)
      }
    }
    return events
  }

  /// Whether anybody asked to be told of anything.
  var isNeeded: Bool { settings.bell || settings.desktop != nil || hook != nil }

  /// Carries out what goes to the hook, until the task is cancelled or `finish` was called.
  ///
  /// To be called once.
  func run() async { await hook?.run() }

  /// Has `run` return when the hook has handled what waits.
  func finish() { hook?.finish() }
}
