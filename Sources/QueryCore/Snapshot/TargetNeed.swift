package import FoundationEssentials

/// Why a target needs somebody, the most urgent first: it goes no further, or cannot be told, until a person has done something.
package enum TargetNeed: Int, Hashable, Sendable {
  case credential
  case unreachable
  case notFound
  case misconfigured
  /// It has ended, and what it announced never came whole.
  case incomplete

  /// How long a poll problem that gateways and networks also have for a while is given to pass, in seconds, where the target
  /// has answered before.
  package static let patience = 60.0

  /// - Parameter now: problems that may pass become a person's by their age.
  /// - Returns: nil where it needs nobody.
  package init?(_ target: TargetSnapshot, at now: Date) {
    if let problem = target.problem {
      guard let need = TargetNeed(problem), Self.isLasting(problem, of: target, at: now) else {
        return nil
      }
      self = need
    } else if target.evidence != .word, target.state == .gone {
      self = .notFound
    } else if target.unknownWord != nil || target.state == .unsupported {
      self = .misconfigured
    } else if target.isGivenUp || target.state.isTerminal && !target.missing.isEmpty {
      self = .incomplete
    } else {
      return nil
    }
  }

  private init?(_ problem: PollProblem) {
    switch problem {
    case .unauthorized, .forbidden, .noCredential: self = .credential
    case .unreachable, .timedOut, .serverError: self = .unreachable
    case .notFound: self = .notFound
    case .redirected, .refused, .unreadable, .noResult, .unsupported, .otherTarget:
      self = .misconfigured
    case .throttled, .workFailed: return nil
    }
  }

  /// Whether it is time for somebody to look: at once where waiting is known to be no help, or where there has never been an
  /// answer to hope for another.
  private static func isLasting(_ problem: PollProblem, of target: TargetSnapshot, at now: Date)
    -> Bool
  {
    if problem.needsPerson, !problem.mayPass { return true }
    if target.observedAt == nil, !problem.isServerTrouble { return true }
    return target.staleSince.map { now.timeIntervalSince($0) >= patience } ?? false
  }
}

extension PollProblem {
  /// Whether somebody was reached and is in trouble, or slow.
  fileprivate var isServerTrouble: Bool {
    switch self {
    case .serverError, .timedOut: true
    default: false
    }
  }
}
