package import FoundationEssentials
package import QueryCore
import QueryHTTP
package import QueryProviders
package import QueryScheduling

extension PollOutcome {
  /// What the outcome says to the schedule; `date` is the wall clock at the answer, `known` what was
  /// known of the target.
  package func end(at date: Date, after known: TargetSnapshot? = nil) -> RequestEnd {
    var work: WorkStatus?
    if case .success(let answer) = result {
      work = answer.work(at: date)
      if answer.isUnfinished { work?.hasEnded = known?.isLast(answer, at: date) ?? false }
    }
    return RequestEnd(
      problem?.signal ?? .ok, budget: budget, secondsToReset: budget?.secondsToReset(from: date),
      wait: problem?.wait(at: date) ?? wait.map { $0 / .seconds(1) }, requests: requests,
      work: work)
  }
}

extension PollProblem {
  /// Seconds to wait from the answer, as it asked whatever its status, and after a 429 in any case;
  /// `date` is the wall clock then.
  func wait(at date: Date) -> Double? {
    guard case .throttled(let until, _, _) = self else {
      return failure?.wait.map { $0 / .seconds(1) }
    }
    // A wall clock set back in between must not make the wait longer than any contract's.
    return min(max(0, until.timeIntervalSince(date)), RetryAfter.longest / .seconds(1))
  }

  /// What the problem says to the schedule.
  var signal: RequestSignal {
    switch self {
    case .notFound: .missing
    case .workFailed: .workError
    case .noResult, .refused: .refused
    case .unsupported: .unsupported
    case .forbidden: .forbidden
    case .unauthorized: .keyRefused
    case .noCredential: .keyMissing
    case .throttled: .throttled
    case .serverError, .redirected, .unreachable, .timedOut, .unreadable, .otherTarget: .away
    }
  }
}

extension PollAnswer {
  fileprivate func work(at date: Date) -> WorkStatus {
    var isKnown = true
    if case .unknown = state { isKnown = false }
    return WorkStatus(
      hasEnded: state.isTerminal, isKnown: isKnown, age: startedAt.map(date.timeIntervalSince),
      duration: endedAt.flatMap { ended in startedAt.map { ended.timeIntervalSince($0) } },
      // One part of one is no progress until the end.
      fraction: detail.query?.partsTotal == 1 ? nil : detail.fraction)
  }
}
