/// Why the dashboard ended.
enum LoopEnd: Equatable {
  case quit
  /// A signal asked for the end.
  case signal(Int32)
  /// The terminal went away; nothing more can be said to it.
  case hungUp

  /// What the process exits with: 0, or 128 and the signal's number as shells count it.
  var exitStatus: Int32 {
    switch self {
    case .quit: 0
    case .signal(let number): 128 + number
    case .hungUp: 129
    }
  }
}
