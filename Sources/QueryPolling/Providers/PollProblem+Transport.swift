package import QueryCore
import ResultTables

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

  /// Names whatever a poll ran into.
  ///
  /// - Throws: `CancellationError` where that is what it ran into: it is nobody's problem.
  init(caught error: any Error) throws(CancellationError) {
    switch error {
    case let problem as PollProblem: self = problem
    case is CancellationError: throw CancellationError()
    case let error as TransportError: self = PollProblem(error)
    case let error as JSONError: self = .unreadable(error.description)
    case let error as ResultDecodeError: self = .unreadable(error.description)
    default: self = .unreachable("the request failed")
    }
  }
}
