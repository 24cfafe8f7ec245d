import QueryCore

/// A place in the snapshot that one loop of polls fills.
enum PollSlot: Hashable, Sendable {
  /// One of the watched targets.
  case watched(Target)
  /// The query a person has opened.
  case inspected(Target)

  var target: Target {
    switch self {
    case .watched(let target), .inspected(let target): target
    }
  }
}
