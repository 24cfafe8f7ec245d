package import QueryCore

/// How long a target rests after an answer.
package struct PollPace: Hashable, Sendable {
  /// The longest rest after failures, and the rest where only a person can mend things.
  package static let longest = Duration.seconds(30)
  /// Polling is never faster than this.
  package static let shortest = Duration.milliseconds(100)

  /// The rest after a good answer.
  package let base: Duration

  /// Takes the wished rest, lifted to `shortest` where it is less.
  package init(_ base: Duration) {
    self.base = max(base, Self.shortest)
  }

  /// The rest after a poll at a source whose pace `load` targets share.
  ///
  /// A good answer that took several requests rests for up to four of them. A failure's rest is
  /// long enough by itself, and never less than the target's share of the pace.
  package func rest(after outcome: PollOutcome, failures: Int, load: Int) -> Duration {
    guard let problem = outcome.problem else { return base * (min(outcome.requests, 4) * load) }
    return max(rest(after: problem, failures: failures), base * load)
  }

  /// The rest after `problem`, nil for a good answer, with `failures` failed polls in a row.
  package func rest(after problem: PollProblem?, failures: Int) -> Duration {
    switch problem {
    // Of a throttled source the gate holds the longer wait.
    case nil, .throttled: base
    case .unauthorized, .forbidden, .noCredential, .unsupported: max(base, Self.longest)
    case .notFound, .refused, .serverError, .redirected, .unreachable, .timedOut, .unreadable:
      min(max(base, Self.longest), base * (1 << min(max(0, failures), 10)))
    }
  }
}
