/// What the end of a poll means for its slot: how long it rests, and what is learned of its class.
struct OutcomePolicy {
  /// The longest rest after a request that the server will not take, in seconds.
  private static let longestRefusal = 600.0
  /// The rest where only a person can help.
  private static let personRest = 30.0
  /// The longest rest of work whose status word is not known.
  private static let longestUnknown = 180.0
  /// The oldest age believed, in seconds.
  private static let longestAge = 1e7

  let pace: Double
  let now: Double

  /// - Returns: what is made of an end that no status word told; nil where the answer claims none.
  func apply(
    _ end: RequestEnd, of ticket: RequestTicket, to quota: inout QuotaScheduler,
    _ random: inout Randomness
  ) -> EndBelief? {
    guard let place = quota.places[ticket.poll] else { return nil }
    guard end.signal == .ok else { return rest(after: end.signal, place, &quota, &random) }
    // A poll that broke off says little of what a whole one takes.
    quota.polls[place].cost = max(1, end.requests)
    if let spacing = quota.polls[place].hints.spacing {
      quota.polls[place].backoff.succeed(at: now)
      quota.times[place].notBefore = now + pause(spacing, quota)
    } else if let work = end.work {
      apply(work, place, &quota)
    }
    return nil
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
    quota.polls[place].claim = nil
    quota.polls[place].unknownWords = work.isKnown ? 0 : quota.polls[place].unknownWords + 1
    quota.polls[place].refusals = 0
    quota.polls[place].backoff.succeed(at: now)
    time.polledAt = now
    time.notBefore = now + rest(afterUnknownWords: quota.polls[place].unknownWords)
    time.weight = hints.weight
    time.life = life(of: work, age: now - time.bornAt)
    quota.times[place] = time
  }

  /// Work whose word is not known is asked ever more rarely, since nothing tells that it will end.
  private func rest(afterUnknownWords count: Int) -> Double {
    guard count > 0 else { return pace }
    return max(pace, min(Self.longestUnknown, pace * Double(1 << min(count, 16))))
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
  ) -> EndBelief? {
    quota.polls[place].isAsked = false
    var rest = pace
    var belief: EndBelief?
    switch signal {
    case .ok, .throttled: break
    case .keyRefused, .forbidden, .keyMissing: rest = max(pace, Self.personRest)
    case .unsupported: rest = CircuitBreaker.unsupportedRest
    case .refused: rest = refusalRest(place, &quota)
    case .missing, .workError:
      // What is asked for its queue's sake alone has no end to find.
      guard quota.polls[place].hints.spacing == nil else {
        rest = EndClaim.neededSpan
        break
      }
      let claim = claim(of: signal, quota.polls[place])
      quota.polls[place].claim = claim
      belief = claim.isBelieved ? .believed : .confirming
      rest = max(pace, claim.rest(at: now))
    case .away:
      quota.polls[place].backoff.fail(at: now)
      // A failing target gets no more than its even share of the rate; however little is left of the
      // budget, it is not forgotten.
      let share = min(quota.evenGap(at: now), Self.longestRefusal)
      rest = max(pace, share, quota.polls[place].backoff.wait(&random))
    }
    // Itself an answer about the target, so that a claim before it stands alone.
    if [.forbidden, .refused, .unsupported].contains(signal) { quota.polls[place].claim = nil }
    if let spacing = quota.polls[place].hints.spacing { rest = max(rest, pause(spacing, quota)) }
    quota.times[place].notBefore = now + rest
    return belief
  }

  /// The claim with one more answer that makes it, or a new one where the last said otherwise.
  private func claim(of signal: RequestSignal, _ poll: ScheduledPoll) -> EndClaim {
    guard var claim = poll.claim, claim.signal == signal else { return EndClaim(signal, at: now) }
    claim.agree(at: now, mayBelieve: poll.isSeen || signal == .workError)
    return claim
  }

  /// A request that the server will not take is tried after a minute, two, and so on.
  private func refusalRest(_ place: Int, _ quota: inout QuotaScheduler) -> Double {
    quota.polls[place].refusals += 1
    let rest = 60 * Double(1 << min(quota.polls[place].refusals - 1, 4))
    return max(pace, min(Self.longestRefusal, rest))
  }
}
