import CursesTerminal
import Glibc
import QueryCore

/// What the process exits with; 64, for wrong usage, is ArgumentParser's.
nonisolated enum ExitStatus {
  /// All succeeded, or it was printed.
  static let done: Int32 = 0
  /// Something has ended that failed or was stopped.
  static let failed: Int32 = 1
  /// Something could not be asked, or is not whole.
  static let incomplete: Int32 = 3
  /// `--timeout` passed.
  static let timedOut: Int32 = 4
  /// A setting has to be mended (sysexits.h, EX_CONFIG).
  static let badSetting: Int32 = 78

  /// A dashboard was demanded on a terminal that cannot be opened or drawn on (EX_UNAVAILABLE of sysexits.h).
  static let noDashboard: Int32 = 69
  /// As a shell counts the end by a signal.
  static func signal(_ number: Int32) -> Int32 { 128 + number }

  /// Ends the process: by the signal that a status stands for, as whoever waits for it expects, or else with the status.
  @MainActor static func leave(_ status: Int32, exit: (Int32) -> Never) -> Never {
    if status > signal(0) {
      fflush(nil)
      TerminalSession.end(bySignal: status - signal(0))
    }
    exit(status)
  }

  /// What targets stand for: incomplete before failed before done.
  static func of(_ targets: [TargetSnapshot]) -> Int32 {
    let each = targets.map(of)
    return each.contains(incomplete) ? incomplete : each.max() ?? done
  }

  private static func of(_ target: TargetSnapshot) -> Int32 {
    // Errors that claim an end: of the work's own failure, or that nothing is known of it.
    if target.evidence != .word { return target.state == .failed ? failed : incomplete }
    if target.problem != nil { return incomplete }
    guard target.observedAt != nil else { return done }
    if !target.missing.isEmpty || target.isGivenUp { return incomplete }
    switch target.state {
    case .succeeded, .waiting, .running: return done
    case .failed, .stopped, .gone: return failed
    case .unsupported, .unknown: return incomplete
    }
  }
}
