package import QueryCore

extension PollProblem {
  /// Names a transport's failure as a poll's.
  package init(_ error: TransportError) {
    switch error {
    case .timedOut: self = .timedOut
    case .unreachable(let reason): self = .unreachable(reason)
    case .tooLarge, .malformed: self = .unreadable(error.description)
    case .insecure: self = .unreachable(error.description)
    }
  }
}
