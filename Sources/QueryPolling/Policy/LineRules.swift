import FoundationEssentials
import QueryCore

/// What a poll's outcome means for its line: how long it rests, and what is learned of its kind.
struct LineRules {
  /// The longest rest after a request that the server will not take, in seconds.
  private static let longestRefusal = 600.0
  /// The rest where only a person can mend things.
  private static let mendingRest = 30.0
  /// Seconds between two 404s that together are believed.
  static let confirmation = 60.0
  /// Pauses between two samples of the queue, in even shares of the rate.
  private static let samplePause = 5.0

  let pace: Double
  let now: Double
  let date: Date

  /// - Returns: whether the target is gone for good.
  func apply(
    _ outcome: PollOutcome, of ticket: PollTicket, to desk: inout SourceDesk,
    _ random: inout Randomness
  ) -> Bool {
    guard let place = desk.places[ticket.line] else { return false }
    // A poll that broke off says little of what a whole one takes.
    if outcome.problem == nil { desk.lines[place].cost = max(1, outcome.requests) }
    switch outcome.result {
    case .success where ticket.slot.isSample:
      desk.lines[place].backoff.succeed(at: now)
      desk.times[place].notBefore = now + pause(desk)
      return false
    case .success(let answer):
      take(answer, place, &desk)
      return false
    case .failure(let problem):
      return take(problem, ticket, place, &desk, &random)
    }
  }

  /// The rest between samples: at most a fifth more requests than without.
  private func pause(_ desk: SourceDesk) -> Double {
    Self.samplePause * max(pace, desk.evenGap(at: now))
  }

  private func take(_ answer: PollAnswer, _ place: Int, _ desk: inout SourceDesk) {
    let isFirst = !desk.lines[place].isSeen
    var time = desk.times[place]
    if let started = answer.startedAt, !answer.state.isTerminal {
      time.bornAt = now - min(max(0, date.timeIntervalSince(started)), 1e7)
    }
    if !isFirst || desk.lines[place].isAgeKnown {
      let last = time.polledAt - time.bornAt
      let age = reachedAge(answer, last: last, time)
      desk.tables[time.group].learn(
        from: max(0, min(last, age)), to: max(0, age), ended: answer.state.isTerminal)
    }
    desk.lines[place].isSeen = true
    desk.lines[place].missingSince = nil
    desk.lines[place].refusals = 0
    desk.lines[place].backoff.succeed(at: now)
    time.polledAt = now
    time.notBefore = now + pace
    time.weight = weight(of: answer, desk.lines[place].slot)
    time.life = life(of: answer, age: now - time.bornAt)
    desk.times[place] = time
  }

  /// How old the work was when it ended, or is; `last` is its age when it was heard of before.
  private func reachedAge(_ answer: PollAnswer, last: Double, _ time: PollTimes) -> Double {
    let age = now - time.bornAt
    guard answer.state.isTerminal else { return age }
    guard let started = answer.startedAt, let ended = answer.endedAt else {
      // Somewhere in the gap it ended: in the middle, for want of better.
      return (last + age) / 2
    }
    return min(max(0, ended.timeIntervalSince(started)), 1e7)
  }

  /// A word nobody knows is watched at half the rate.
  private func weight(of answer: PollAnswer, _ slot: PollSlot) -> Double {
    if case .unknown = answer.state { slot.weight / 4 } else { slot.weight }
  }

  /// How old the work will be at its end if it goes on as it did, once it has made some progress.
  private func life(of answer: PollAnswer, age: Double) -> Double {
    guard let fraction = answer.detail.fraction, fraction >= 0.02, age > 0 else {
      return .infinity
    }
    return age / min(fraction, 1)
  }

  private func take(
    _ problem: PollProblem, _ ticket: PollTicket, _ place: Int, _ desk: inout SourceDesk,
    _ random: inout Randomness
  ) -> Bool {
    desk.lines[place].isAsked = false
    var rest = pace
    var isGone = false
    switch problem {
    case .throttled: break
    case .unauthorized, .forbidden, .noCredential: rest = max(pace, Self.mendingRest)
    case .unsupported: rest = SourceGate.unsupportedRest
    case .refused, .noResult: rest = refusalRest(place, &desk)
    case .notFound:
      let since = desk.lines[place].missingSince ?? now
      desk.lines[place].missingSince = since
      isGone = desk.lines[place].isSeen && now - since >= Self.confirmation
      rest = max(pace, Self.confirmation)
    case .serverError, .redirected, .unreachable, .timedOut, .unreadable:
      desk.lines[place].backoff.fail(at: now)
      // Whoever fails gets no more than its even share; a budget spent just now is no reason to
      // forget it.
      let share = min(desk.evenGap(at: now), Self.longestRefusal)
      rest = max(pace, share, desk.lines[place].backoff.wait(&random))
    }
    if problem.breaksMissing { desk.lines[place].missingSince = nil }
    if ticket.slot.isSample { rest = max(rest, pause(desk)) }
    desk.times[place].notBefore = now + rest
    return isGone
  }

  /// A request that the server will not take is tried after a minute, two, and so on.
  private func refusalRest(_ place: Int, _ desk: inout SourceDesk) -> Double {
    desk.lines[place].refusals += 1
    let rest = 60 * Double(1 << min(desk.lines[place].refusals - 1, 4))
    return max(pace, min(Self.longestRefusal, rest))
  }
}

extension PollProblem {
  /// Whether the problem is itself an answer about the target, so that a 404 before it stands
  /// alone.
  fileprivate var breaksMissing: Bool {
    switch self {
    case .forbidden, .refused, .unsupported: true
    default: false
    }
  }
}

extension TargetDetail {
  /// The part that is done, by whatever the provider counts; nil where it counts nothing.
  fileprivate var fraction: Double? {
    switch self {
    case .none: return nil
    case .batch(let batch): return batch.progress.fraction
    case .query(let query):
      if let percent = query.percent { return Double(percent) / 100 }
      guard let ready = query.partsReady, let total = query.partsTotal, total > 1 else {
        return nil
      }
      return Double(ready) / Double(total)
    }
  }
}
