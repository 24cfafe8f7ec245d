import FoundationEssentials
import QueryCore

extension PollOutcome {
  /// Whether the provider has said the last word.
  var isEnd: Bool {
    if case .success(let answer) = result { answer.state.isTerminal } else { false }
  }

  /// What the outcome says of the source; `date` is the wall clock at the answer.
  func sign(at date: Date) -> SourceGate.Sign {
    // What never reached the source tells nothing of it.
    if requests == 0 { return .none }
    return switch problem {
    case nil, .notFound, .noResult, .refused: .well
    case .unsupported: .unsupported
    case .forbidden: .forbidden
    case .unauthorized: .refused
    case .noCredential: .none
    case .throttled(let until):
      // A wall clock set back in between must not make the wait longer than any contract's.
      .throttled(
        wait: min(max(0, until.timeIntervalSince(date)), RetryAfter.longest / .seconds(1)))
    case .serverError, .redirected, .unreachable, .timedOut, .unreadable: .failure
    }
  }
}
