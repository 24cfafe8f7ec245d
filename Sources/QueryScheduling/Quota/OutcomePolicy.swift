/// What the end of a poll means for its slot: how long it rests, and what is learned of its class.
struct OutcomePolicy {
  /// The longest rest after a request that the server will not take, in seconds.
  private static let longestRefusal = 600.0
  /// The rest where only a person can help.
  private static let personRest = 30.0
  /// Seconds between two 404s that together are believed.
  static let confirmation = 60.0
  /// The oldest age believed, in seconds.
  private static let longestAge = 1e7

  let pace: Double
  let now: Double

  /// - Returns: whether the target is gone for good.
  func apply(
    _ end: RequestEnd, of ticket: RequestTicket, to quota: inout QuotaScheduler,
    _ random: inout Randomness
  ) -> Bool {
    guard let place = quota.places[ticket.poll] else { return false }
    guard end.signal == .ok else { return rest(after: end.signal, place, &quota, &random) }
    // A poll that broke off says little of what a whole one takes.
    quota.polls[place].cost = max(1, end.requests)
    if let spacing = quota.polls[place].hints.spacing {
      quota.polls[place].backoff.succeed(at: now)
      quota.times[place].notBefore = now + pause(spacing, quota)
    } else if let work = end.work {
      apply(work, place, &quota)
    }
    return false
  }

  /// The rest between polls that are spaced: at most a fifth more requests than without them.
  private func pause(_ spacing: Double, _ quota: QuotaScheduler) -> Double {
    spacing * max(pace, quota.evenGap(at: now))
  }

  private func apply(_ work: WorkStatus, _ place: Int, _ quota: inout QuotaScheduler) {
    let isFirst = !quota.polls[place].isSeen
    let hints = quota.polls[place].hints
    var time = quota.times[place]
    if let age = work.age, !work.hasEnded {
      time.bornAt = now - min(max(0, age), Self.longestAge)
    }
    if !isFirst || hints.age != nil {
      let last = time.polledAt - time.bornAt
      let age = reachedAge(work, last: last, time)
      quota.tables[time.group].record(
        from: max(0, min(last, age)), to: max(0, age), ended: work.hasEnded)
    }
    quota.polls[place].isSeen = true
    quota.polls[place].missingSince = nil
    quota.polls[place].refusals = 0
    quota.polls[place].backoff.succeed(at: now)
    time.polledAt = now
    time.notBefore = now + pace
    // A state the provider does not document gets a quarter of the weight, and so half the rate.
    time.weight = work.isKnown ? hints.weight : hints.weight / 4
    time.life = life(of: work, age: now - time.bornAt)
    quota.times[place] = time
  }

  /// How old the work was when it ended, or is; `last` is its age when it was heard of before.
  private func reachedAge(_ work: WorkStatus, last: Double, _ time: PollTimes) -> Double {
    let age = now - time.bornAt
    guard work.hasEnded else { return age }
    // Somewhere in the gap it ended: in the middle, for want of better.
    guard let duration = work.duration else { return (last + age) / 2 }
    return min(max(0, duration), Self.longestAge)
  }

  /// How old the work will be at its end if it goes on as it did, once it has made some progress.
  private func life(of work: WorkStatus, age: Double) -> Double {
    guard let fraction = work.fraction, fraction >= 0.02, age > 0 else { return .infinity }
    return age / min(fraction, 1)
  }

  private func rest(
    after signal: RequestSignal, _ place: Int, _ quota: inout QuotaScheduler,
    _ random: inout Randomness
  ) -> Bool {
    quota.polls[place].isAsked = false
    var rest = pace
    var isGone = false
    switch signal {
    case .ok, .throttled: break
    case .keyRefused, .forbidden, .keyMissing: rest = max(pace, Self.personRest)
    case .unsupported: rest = CircuitBreaker.unsupportedRest
    case .refused: rest = refusalRest(place, &quota)
    case .missing:
      let since = quota.polls[place].missingSince ?? now
      quota.polls[place].missingSince = since
      isGone = quota.polls[place].isSeen && now - since >= Self.confirmation
      rest = max(pace, Self.confirmation)
    case .away:
      quota.polls[place].backoff.fail(at: now)
      // A failing target gets no more than its even share of the rate; however little is left of the
      // budget, it is not forgotten.
      let share = min(quota.evenGap(at: now), Self.longestRefusal)
      rest = max(pace, share, quota.polls[place].backoff.wait(&random))
    }
    // Itself an answer about the target, so that a 404 before it stands alone.
    if [.forbidden, .refused, .unsupported].contains(signal) {
      quota.polls[place].missingSince = nil
    }
    if let spacing = quota.polls[place].hints.spacing { rest = max(rest, pause(spacing, quota)) }
    quota.times[place].notBefore = now + rest
    return isGone
  }

  /// A request that the server will not take is tried after a minute, two, and so on.
  private func refusalRest(_ place: Int, _ quota: inout QuotaScheduler) -> Double {
    quota.polls[place].refusals += 1
    let rest = 60 * Double(1 << min(quota.polls[place].refusals - 1, 4))
    return max(pace, min(Self.longestRefusal, rest))
  }
}
