internal import CTerminalGuard
import Dispatch
import Glibc

/// The signals a terminal program lives with, told on the main actor instead of in a handler.
///
/// They belong to the process, so there is one of these; once started it stays. Which signals are told, and what the others
/// do, is the table in CTerminalGuard. While nobody listens, a signal does what it does by default.
final class TerminalSignals {
  static let shared = TerminalSignals()

  /// Who hears of signals; nil when no session is open.
  var listener: ((Int32) -> Void)? {
    didSet { cterm_listen(listener != nil) }
  }

  /// In the order in which those that came together are told.
  private static let told = [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGCONT, SIGWINCH, SIGTSTP]
  private var source: (any DispatchSourceRead)?

  private init() {}

  /// Catches every signal; ncurses finds them taken from then on and leaves them alone.
  ///
  /// Writing to a lost terminal is an error from then on, and not a death.
  func start() throws(TerminalError) {
    guard source == nil else { return }
    let descriptor = cterm_handle_signals()
    guard descriptor >= 0 else { throw .refused(errno) }
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
    source.setEventHandler {
      MainActor.assumeIsolated { TerminalSignals.shared.deliver() }
    }
    source.activate()
    self.source = source
  }

  private func deliver() {
    let signals = cterm_take_signals()
    for number in Self.told where signals & (1 << UInt32(number)) != 0 { listener?(number) }
  }

  /// Does what a terminal does by itself for a key such as ^C: sends a signal to all that run in its foreground.
  ///
  /// To this process alone where the terminal is not the one that controls it.
  static func sendToGroup(_ number: Int32) {
    let isForeground = tcgetpgrp(STDIN_FILENO) == getpgrp()
    kill(isForeground ? 0 : getpid(), number)
  }
}

extension TerminalSession {
  /// Ends the process by a signal's default action, so that whoever waits for it learns the true reason.
  package static func end(bySignal number: Int32) -> Never {
    cterm_die(number)
    exit(128 + number)
  }

  /// Splits the process in two: the started one becomes the guardian, which gives the terminal back when this one, its child,
  /// is killed, and stops and ends as this one does.
  ///
  /// To be called before the first thread starts.
  package static func startGuardian() {
    cterm_become_guardian()
  }
}
