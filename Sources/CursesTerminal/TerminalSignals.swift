internal import CNCurses
import Dispatch
import Glibc

/// The signals a terminal program lives with, delivered on the main actor instead of in a handler.
///
/// They belong to the process, so there is one of these; once started it stays. While nobody listens, a signal does what
/// it does by default.
final class TerminalSignals {
  static let shared = TerminalSignals()

  /// Who hears of signals; nil when no session is open.
  var listener: ((Int32) -> Void)?

  private static let watched = [SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGQUIT, SIGHUP]
  private var sources: [any DispatchSourceSignal] = []

  private init() {}

  /// Comes back when every signal is caught: from then on ncurses finds them taken and leaves them alone.
  ///
  /// SIGPIPE is ignored, so that writing to a lost terminal is an error and not a death.
  func start() async {
    guard sources.isEmpty else { return }
    signal(SIGPIPE, SIG_IGN)
    for number in Self.watched {
      let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
      source.setEventHandler {
        MainActor.assumeIsolated { TerminalSignals.shared.deliver(number) }
      }
      sources.append(source)
      await withCheckedContinuation { continuation in
        source.setRegistrationHandler { continuation.resume() }
        source.activate()
      }
    }
  }

  private func deliver(_ number: Int32) {
    if let listener { return listener(number) }
    switch number {
    case SIGWINCH, SIGCONT: break
    case SIGTSTP: cnc_stop(number)
    default: cnc_die(number)
    }
  }
}
