import FoundationEssentials
import QueryCore
import TextCanvas

/// What a person has to do with a target, the most urgent first: the order of the targets view and the counts in its title.
enum TargetStanding: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// It goes no further, or cannot be told, until a person has done something about it.
  case needsYou
  /// It ended and did not succeed.
  case failed
  case running
  /// It has not begun, or has not been heard of yet.
  case waiting
  case done

  static func < (left: TargetStanding, right: TargetStanding) -> Bool {
    left.rawValue < right.rawValue
  }

  /// How long a poll problem that gateways and networks also have for a while is given to pass, in seconds, where the target
  /// has answered before.
  static let patience = 60.0

  /// - Parameter now: problems that may pass become a person's by their age.
  init(_ target: TargetSnapshot, at now: Date) {
    if Need(target, at: now) != nil {
      self = .needsYou
      return
    }
    switch target.state {
    case .failed, .stopped, .gone: self = .failed
    case .running: self = .running
    case .waiting, .unsupported, .unknown: self = .waiting
    case .succeeded: self = .done
    }
  }

  /// Why a target needs somebody, in the order in which they stand in the list.
  enum Need: Int, Hashable, Sendable {
    case credential
    case unreachable
    case notFound
    case misconfigured
    /// It has ended, and what it announced never came whole.
    case incomplete

    /// - Returns: nil where it needs nobody.
    init?(_ target: TargetSnapshot, at now: Date) {
      if let problem = target.problem {
        guard let need = Need(problem), Self.isLasting(problem, of: target, at: now) else {
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

extension TargetStanding {
  /// The sign of the standing; of the row itself its state's own where that says more.
  func glyph(_ glyphs: GlyphSet) -> SafeText {
    switch self {
    case .needsYou: glyphs.alert
    case .failed: glyphs.glyph(.failed)
    case .running: glyphs.glyph(.running)
    case .waiting: glyphs.glyph(.waiting)
    case .done: glyphs.glyph(.succeeded)
    }
  }

  var role: Role {
    switch self {
    case .needsYou: .warning
    case .failed: .failed
    case .running: .running
    case .waiting: .waiting
    case .done: .succeeded
    }
  }
}
