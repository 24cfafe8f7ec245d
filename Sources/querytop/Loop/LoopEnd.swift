import Glibc

/// Why the dashboard ended.
enum LoopEnd: Equatable {
  case quit
  /// A signal asked for the end.
  case signal(Int32)
  /// The terminal went away; nothing more can be said to it.
  case hungUp

  var exitStatus: Int32 {
    switch self {
    case .quit: ExitStatus.done
    case .signal(let number): ExitStatus.signal(number)
    case .hungUp: ExitStatus.signal(SIGHUP)
    }
  }
}
