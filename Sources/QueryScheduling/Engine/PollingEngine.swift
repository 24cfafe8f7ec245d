package import QueryCore

/// Decides which request to send next, and when: a value that time and ends of requests go into and
/// decisions come out of, without a clock and without a network.
///
/// Its clock counts seconds from any start, never back, suspended time included. In flight at most
/// one poll a slot, 4 requests a quota, 16 in all.
package struct PollingEngine: Sendable {
  package static let mostInFlight = 16

  /// What the engine wants done next.
  package enum Step: Hashable, Sendable {
    /// Send this request now; it comes back through `finish` or `withdraw`.
    case send(RequestTicket)
    /// Look for a fresher key of this account; what comes of it comes back through `renewed`.
    case renew(account: String)
    /// Nothing before this moment, in seconds on the engine's clock, unless something changes;
    /// infinite until a request ends, a person asks or a slot is added.
    case wait(until: Double)
  }

  private let pace: Double
  private let accounts: SourceAccounts
  private var quotas: [QuotaScheduler] = []
  private var quotaOf: [String: Int] = [:]
  private var pollOf: [PollSlot: Int] = [:]
  private var lastPoll = 0
  private var lastTicket = 0
  private var inFlight = 0
  /// Whether a key is being looked for: one at a time, since a person may be asked for a password.
  private var isRenewing = false
  /// The quota looked at first, so that none has to wait for the others.
  private var first = 0
  private var random: Randomness
  private var newest = 0.0

  /// - Parameters:
  ///   - pace: the rest of a target after its answer, at least; as `PollPace` has it.
  ///   - accounts: which sources share a quota.
  ///   - random: what jitter is drawn from.
  package init(
    pace: PollPace, accounts: SourceAccounts = SourceAccounts(), random: Randomness = Randomness()
  ) {
    self.accounts = accounts
    self.pace = pace.base / .seconds(1)
    self.random = random
  }

  // MARK: Slots

  /// Adds a slot to poll, or does nothing where it is there.
  package mutating func add(_ slot: PollSlot, _ hints: PollHints, at now: Double) {
    guard pollOf[slot] == nil else { return }
    lastPoll += 1
    pollOf[slot] = lastPoll
    let quota = openQuota(of: slot.target.source, at: now)
    quotas[quota].add(lastPoll, slot, hints, at: now)
  }

  /// Polls a slot no more; a poll under way still has to finish.
  package mutating func remove(_ slot: PollSlot) {
    guard let poll = pollOf.removeValue(forKey: slot), let quota = quota(of: slot.target.source)
    else { return }
    quotas[quota].remove(poll)
  }

  /// Puts a person's request before the schedule, paid from the reserve.
  ///
  /// - Parameters:
  ///   - slot: nil for every slot that is not spaced.
  ///   - renewsKeys: whether a fresher key is looked for where one is refused, too.
  package mutating func ask(_ slot: PollSlot? = nil, renewsKeys: Bool = true) {
    guard let slot else {
      for quota in quotas.indices {
        quotas[quota].askAll(at: newest)
        if renewsKeys { quotas[quota].breaker.requestRenewal() }
      }
      return
    }
    guard let quota = quota(of: slot.target.source), let poll = pollOf[slot],
      let place = quotas[quota].places[poll]
    else { return }
    quotas[quota].ask(place, at: newest)
  }

  // MARK: Requests

  /// The next thing to do about the polls; one that is returned counts as sent at `now`.
  package mutating func next(at time: Double) -> Step {
    let now = advance(to: time)
    let renewing = quotas.indices.first { wantsRenewal($0, at: now) }
    if let renewing { return renew(renewing) }
    guard inFlight < Self.mostInFlight else { return .wait(until: .infinity) }
    var soonest = Double.infinity
    for offset in quotas.indices {
      let quota = (first + offset) % quotas.count
      // A clock may wake a hair early: what is due within a microsecond is due.
      switch quotas[quota].move(at: now + 1e-6) {
      case .send(let admission):
        first = (quota + 1) % quotas.count
        return .send(begin(admission, quota, at: now))
      // A key that is due for a look has to wait for another's, which brings news itself.
      case .wait(let until): soonest = min(soonest, isRenewing && until <= now ? .infinity : until)
      }
    }
    return .wait(until: soonest)
  }

  /// What to do about a page or an action; one that is returned counts as sent at `now`.
  package mutating func admit(
    _ requestClass: RequestClass, at source: String, at time: Double
  ) -> Step {
    let now = advance(to: time)
    let quota = openQuota(of: source, at: now)
    if wantsRenewal(quota, at: now) { return renew(quota) }
    guard inFlight < Self.mostInFlight else { return .wait(until: .infinity) }
    switch quotas[quota].admit(requestClass, of: source, at: now + 1e-6) {
    case .wait(let until): return .wait(until: until)
    case .send(let admission): return .send(begin(admission, quota, at: now))
    }
  }

  /// Applies how a request ended.
  ///
  /// - Returns: what that means for the target and its source.
  package mutating func finish(
    _ ticket: RequestTicket, _ end: RequestEnd, at time: Double
  ) -> PollDecision {
    let now = advance(to: time)
    inFlight -= 1
    let signal = sourceSignal(end, ticket)
    quotas[ticket.quota].end(ticket, requests: signal == nil ? 0 : end.requests, at: now)
    var decision = apply(signal, end, ticket, at: now)
    guard let slot = ticket.slot, !decision.isSuperseded else {
      quotas[ticket.quota].hold(ticket, signal, end.wait, at: now)
      return decision
    }
    let policy = OutcomePolicy(pace: pace, now: now)
    decision.belief = policy.apply(end, of: ticket, to: &quotas[ticket.quota], &random)
    if end.signal == .away { quotas[ticket.quota].shortenRest(of: ticket, pace: pace, at: now) }
    quotas[ticket.quota].hold(ticket, signal, end.wait, at: now)
    let poll = quotas[ticket.quota].places[ticket.poll].map { quotas[ticket.quota].polls[$0] }
    decision.failures = poll?.backoff.level ?? 0
    if end.work?.hasEnded == true, poll?.hints.spacing == nil { remove(slot) }
    decision.rest = rest(of: ticket, at: now)
    return decision
  }

  /// Takes back a request that has no end, since it was cancelled: a poll is booked no longer, a page
  /// or an action is, since it may have been sent.
  package mutating func withdraw(_ ticket: RequestTicket, at time: Double) {
    let now = advance(to: time)
    inFlight -= 1
    let requests = ticket.slot == nil ? ticket.cost : 0
    quotas[ticket.quota].end(ticket, requests: requests, at: now)
    _ = quotas[ticket.quota].breaker.finish(
      ticket.number, sentAt: ticket.sentAt, nil, at: now, &random)
  }

  /// Applies what came of the search for a fresher key.
  package mutating func renewed(_ account: String, isFresh: Bool, at time: Double) {
    let now = advance(to: time)
    isRenewing = false
    guard let quota = quotaOf[account] else { return }
    quotas[quota].breaker.finishRenewal(isFresh: isFresh, at: now)
  }

  // MARK: Standing

  /// The moment until which a source asked to be left alone; nil where it did not.
  package func throttledUntil(_ source: String) -> Double? {
    quota(of: source).flatMap { quotas[$0].breaker.patienceUntil }
  }

  /// What a source last said of its limit; nil where it never did.
  package func budget(of source: String) -> RequestBudget? {
    quota(of: source).flatMap { quotas[$0].told }
  }

  /// How a source's quota stands with its server; nil where nothing of it was ever asked for.
  package func status(of source: String) -> QuotaStatus? {
    guard let quota = quota(of: source) else { return nil }
    let (breaker, budget) = (quotas[quota].breaker, quotas[quota].budget)
    return QuotaStatus(
      account: quotas[quota].name, cause: breaker.cause, closedUntil: breaker.closedUntil,
      limit: budget.limit, window: budget.window)
  }

  /// Requests a second that the schedule may send to a source now.
  package func rate(of source: String, at now: Double) -> Double {
    guard let quota = quota(of: source) else { return 0 }
    return quotas[quota].budget.rate(at: now) * quotas[quota].breaker.ramp(at: now)
  }
}

extension PollingEngine {
  /// The quota of a source, new where it has none yet.
  private mutating func openQuota(of source: String, at now: Double) -> Int {
    let name = accounts.account(of: source)
    if let quota = quotaOf[name] { return quota }
    quotaOf[name] = quotas.count
    quotas.append(QuotaScheduler(name: name, keys: accounts.keyOrigin(of: name), at: now))
    return quotas.count - 1
  }

  private func quota(of source: String) -> Int? { quotaOf[accounts.account(of: source)] }

  private func wantsRenewal(_ quota: Int, at now: Double) -> Bool {
    !isRenewing && quotas[quota].breaker.wantsRenewal(at: now)
  }

  private mutating func renew(_ quota: Int) -> Step {
    isRenewing = true
    quotas[quota].breaker.beginRenewal()
    return .renew(account: quotas[quota].name)
  }

  private mutating func begin(
    _ admission: Admission, _ quota: Int, at now: Double
  ) -> RequestTicket {
    lastTicket += 1
    inFlight += 1
    var sent = admission
    let isProbe = quotas[quota].begin(admission, number: lastTicket, at: now)
    if isProbe, case .poll(let slot, _) = sent.requestClass {
      sent.requestClass = .poll(slot, .probe)
    }
    return RequestTicket(number: lastTicket, sent, sentAt: now, quota: quota)
  }

  /// What the end says of the source; nil where nothing reached it.
  private func sourceSignal(_ end: RequestEnd, _ ticket: RequestTicket) -> RequestSignal? {
    if end.requests == 0 || end.signal == .keyMissing { return nil }
    guard end.signal == .unsupported else { return end.signal }
    // A missing endpoint is the whole source's where the source is polled for nothing else; one
    // without rows may well have states.
    return ticket.slot != nil && quotas[ticket.quota].hasOneClass ? .unsupported : .ok
  }

  private mutating func apply(
    _ signal: RequestSignal?, _ end: RequestEnd, _ ticket: RequestTicket, at now: Double
  ) -> PollDecision {
    var decision = PollDecision()
    let quota = ticket.quota
    if let limit = end.budget {
      quotas[quota].told = limit
      quotas[quota].budget.apply(limit, secondsToReset: end.secondsToReset, at: now)
    }
    let wasClosed = quotas[quota].breaker.cause != nil
    decision.isOfSource = quotas[quota].breaker.finish(
      ticket.number, sentAt: ticket.sentAt, signal, wait: end.wait, at: now, &random)
    let breaker = quotas[quota].breaker
    if wasClosed != (breaker.cause != nil), breaker.ramp(at: now) < 1 {
      quotas[quota].budget.dropSavings()
    }
    // A person's request gets one try of a source that is away.
    if decision.isOfSource || breaker.isAway { quotas[quota].forgetAsked() }
    if let until = breaker.patienceUntil, until > now { decision.throttledUntil = until }
    decision.isSuperseded = signal?.isOfKey == true && breaker.isOutdated(ticket.number)
    return decision
  }

  /// A clock that went back is taken to have stood still.
  private mutating func advance(to time: Double) -> Double {
    newest = max(newest, time)
    return newest
  }

  private func rest(of ticket: RequestTicket, at now: Double) -> Double? {
    let quota = quotas[ticket.quota]
    guard let place = quota.places[ticket.poll] else { return nil }
    let own = quota.times[place].notBefore
    guard own.isFinite else { return nil }
    let open = quota.breaker.cause == nil ? now : quota.breaker.closedUntil
    let even = quota.evenGap(at: now) / quota.polls[place].hints.weight.squareRoot()
    return max(own - now, open - now, even)
  }
}

/// What the engine makes of the end of a request.
package struct PollDecision: Hashable, Sendable {
  /// Seconds until the next poll of the target is likely; nil when there is none.
  package var rest: Double?
  /// Failures of the target's polls that are not forgotten yet.
  package var failures = 0
  /// What is made of an end that no status word told; nil where the answer claims none.
  package var belief: EndBelief?
  /// The end tells of the whole source: no target of it can be asked now.
  package var isOfSource = false
  /// A refusal of a key that has been replaced, or may be in a moment: it tells nothing yet.
  package var isSuperseded = false
  /// The moment from which a source that asked for patience may be asked again, in seconds on the
  /// engine's clock; nil when it did not.
  package var throttledUntil: Double?

  package init() {}
}
