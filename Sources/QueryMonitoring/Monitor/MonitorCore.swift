import FoundationEssentials
package import QueryCore
package import QueryHTTP
package import QueryProviders
package import QueryScheduling

/// All that a monitor knows and decides, as one value: what the answers change, and what is to be
/// polled.
///
/// It has neither clock nor network, and the engine that decides when to poll whom is handed in, so
/// that days of both can be run through in a second.
package struct MonitorCore: Sendable {
  /// How much sooner a second of delay is worth ending at a followed query than at a watched target:
  /// it is asked eight times as often, since rates go by the root of the weight.
  private static let followedWeight = 64.0

  private var state: MonitorState
  private let sources: [String: SourceTraits]
  private let accounts: SourceAccounts
  /// Refusals that are shown only when no fresher key is found, by account.
  private var withheld: [String: PollProblem] = [:]
  /// What to do about a refused key, by account.
  private var advice: [String: String] = [:]
  /// How each quota last stood, by account; kept only while somebody observes.
  private var standing: [String: QuotaStatus] = [:]
  /// What was decided since it was last taken; kept only while somebody observes.
  private var events: [MonitorEvent] = []

  /// Makes a core that has asked nothing yet.
  ///
  /// - Parameters:
  ///   - sources: those there are, by name; a target of another gets a problem that says so and is
  ///     never asked.
  ///   - accounts: which of them share a key.
  ///   - engine: is given the targets to poll.
  package init(
    targets: [Target], sources: [String: SourceTraits],
    accounts: SourceAccounts = SourceAccounts(), pace: PollPace, in engine: inout PollingEngine,
    at time: MonitorTime
  ) {
    self.accounts = accounts
    self.sources = sources
    state = MonitorState(
      targets: targets, places: sources.mapValues(\.places), pace: pace.base)
    for target in state.snapshot.targets.map(\.target) {
      add(.watched(target), in: &engine, at: time)
    }
  }

  package var snapshot: MonitorSnapshot { state.snapshot }

  /// Whether events are kept, to be taken after every change.
  package var isObserved: Bool {
    get { state.isObserved }
    set { state.isObserved = newValue }
  }

  /// What was decided since this was last called, in order.
  package mutating func takeEvents() -> [MonitorEvent] {
    defer {
      events = []
      state.changes = []
    }
    return state.changes.map { .changed($0) } + events
  }

  /// What is known of a slot's target; nil where the slot is open no more.
  package func known(_ slot: PollSlot) -> TargetSnapshot? { state.known(slot) }

  // MARK: Polls

  /// The next thing to do, and the target to ask where that is a poll.
  ///
  /// A sample of a batch's queue is asked of one of its children.
  package mutating func next(
    in engine: inout PollingEngine, at time: MonitorTime
  ) -> (step: PollingEngine.Step, target: Target?) {
    while true {
      let step = engine.next(at: time.elapsed)
      guard case .send(let ticket) = step, let slot = ticket.slot else { return (step, nil) }
      guard case .sample(let batch) = slot else { return (step, slot.target) }
      if let child = sampleChild(of: batch) { return (step, child) }
      engine.withdraw(ticket, at: time.elapsed)
      engine.remove(slot)
    }
  }

  /// Applies a poll's outcome.
  package mutating func finish(
    _ ticket: RequestTicket, _ outcome: PollOutcome, in engine: inout PollingEngine,
    at time: MonitorTime
  ) {
    guard case .poll(let slot, let reason) = ticket.requestClass else { return }
    let was = state.known(slot)
    let decision = engine.finish(ticket, outcome.end(at: time.date, after: was), at: time.elapsed)
    reconcile(ticket.source, with: engine, at: time)
    if isObserved {
      events.append(
        .polled(
          PollReport(
            ticket: ticket, slot: slot, places: state.snapshot.places(of: ticket.source),
            reason: reason,
            was: was?.observedAt == nil ? nil : was?.state, outcome: outcome, decision: decision,
            seconds: max(0, time.elapsed - ticket.sentAt),
            hourlyRate: engine.rate(of: ticket.source, at: time.elapsed) * 3600)))
    }
    if decision.isSuperseded {
      withheld[accounts.account(of: ticket.source)] = outcome.problem
    } else if case .sample(let batch) = slot {
      state.applySample(outcome, of: batch)
    } else {
      apply(outcome, decision, ticket.number, slot, at: time)
      sampleQueue(of: slot, in: &engine, at: time)
    }
  }

  private mutating func apply(
    _ outcome: PollOutcome, _ decision: PollDecision, _ number: Int, _ slot: PollSlot,
    at time: MonitorTime
  ) {
    let source = slot.target.source
    let rest = decision.rest.map { Duration.seconds($0) }
    var told = outcome
    if decision.isOfSource { told = outcome.advised(advice[accounts.account(of: source)]) }
    state.apply(told, decision.belief, in: slot, number: number, rest: rest, at: time.date)
    if decision.isOfSource, let problem = told.problem {
      let sharing = accounts.sharing(with: source, among: Set(sources.keys))
      state.recordForAll(problem, of: sharing, rest: rest, at: time.date)
    }
  }

  /// Applies what came of the search for an account's fresher key: where there is none, what was
  /// refused is told now.
  package mutating func renewed(
    _ account: String, _ renewal: CredentialRenewal, in engine: PollingEngine,
    at time: MonitorTime
  ) {
    let problem = withheld.removeValue(forKey: account)
    reconcile(account, with: engine, at: time)
    if isObserved { events.append(.renewed(account: account, renewal)) }
    guard case .none(let advice) = renewal else {
      self.advice[account] = nil
      return
    }
    self.advice[account] = advice
    guard let problem else { return }
    let sharing = accounts.sharing(with: account, among: Set(sources.keys))
    state.recordForAll(problem.advised(advice), of: sharing, rest: nil, at: time.date)
  }

  /// Watches one more target, behind the others.
  package mutating func watch(
    _ target: Target, in engine: inout PollingEngine, at time: MonitorTime
  ) {
    guard state.watch(target, places: sources[target.source]?.places) else { return }
    add(.watched(target), in: &engine, at: time)
  }

  // MARK: Followed queries

  /// Follows one query, polled before others until it has ended; each call is ended by one of
  /// `unfollow`.
  package mutating func follow(
    _ target: Target, in engine: inout PollingEngine, at time: MonitorTime
  ) {
    guard state.follow(target) else { return }
    guard state.known(.watched(target)) == nil else { return engine.ask(.watched(target)) }
    add(.followed(target), in: &engine, at: time)
    engine.ask(.followed(target))
  }

  /// Follows the query no more, unless somebody else does.
  package mutating func unfollow(_ target: Target, in engine: inout PollingEngine) {
    if state.unfollow(target) { engine.remove(.followed(target)) }
  }

  // MARK: Sources

  /// Brings what the snapshot says of waits in line with the engine: lifts one that has passed, and
  /// dates one anew when the wall clock has jumped.
  package mutating func reconcileWaits(with engine: PollingEngine, at time: MonitorTime) {
    for source in Array(state.snapshot.throttledUntil.keys) {
      guard let until = engine.throttledUntil(source), until > time.elapsed else {
        state.setThrottledUntil(nil, of: source)
        continue
      }
      let date = time.date.addingTimeInterval(until - time.elapsed)
      guard let told = state.throttledUntil(source) else { continue }
      // Clocks drift by less than this between two looks.
      if abs(date.timeIntervalSince(told)) > 2 { state.setThrottledUntil(date, of: source) }
    }
  }

  /// Brings what the snapshot says of a source, and of all that share its account, in line with the
  /// engine after a request has ended.
  package mutating func reconcile(
    _ source: String, with engine: PollingEngine, at time: MonitorTime
  ) {
    let until = engine.throttledUntil(source).flatMap { $0 > time.elapsed ? $0 : nil }
    let date = until.map { time.date.addingTimeInterval($0 - time.elapsed) }
    for sharing in accounts.sharing(with: source, among: Set(sources.keys)) {
      state.setBudget(engine.budget(of: source), of: sharing)
      state.setThrottledUntil(date, of: sharing)
    }
    guard isObserved, let now = engine.status(of: source) else { return }
    if now.differs(from: standing[now.account]) {
      events.append(.stands(now, seconds: time.elapsed))
    }
    standing[now.account] = now
  }

  // MARK: Slots

  private mutating func add(
    _ slot: PollSlot, in engine: inout PollingEngine, at time: MonitorTime
  ) {
    let target = slot.target
    guard sources[target.source] != nil else {
      let problem = PollProblem.unreachable("no source is called \(target.source)")
      return state.apply(PollOutcome(.failure(problem)), in: slot, number: 1, at: time.date)
    }
    var hints = PollHints(hazardClass: target.kind.rawValue)
    if case .followed = slot { hints.weight = Self.followedWeight }
    engine.add(slot, hints, at: time.elapsed)
  }

  private func sampleChild(of batch: Target) -> Target? {
    sources[batch.source]?.workflowSampling.flatMap { state.sampleChild(of: batch, $0) }
  }

  /// Samples the workflow queue for as long as a batch has a running child to ask, where no answer
  /// about the batch tells of it.
  private mutating func sampleQueue(
    of slot: PollSlot, in engine: inout PollingEngine, at time: MonitorTime
  ) {
    guard case .watched(let target) = slot, let sampling = sources[target.source]?.workflowSampling,
      target.kind == sampling.parent
    else { return }
    if state.known(slot)?.isSettled == true {
      engine.remove(.sample(of: target))
    } else if state.sampleChild(of: target, sampling) != nil {
      let hints = PollHints(hazardClass: target.kind.rawValue, spacing: sampling.spacing)
      engine.add(.sample(of: target), hints, at: time.elapsed)
    }
  }
}

extension PollOutcome {
  /// The same with what to do about a refused key.
  fileprivate func advised(_ advice: String?) -> PollOutcome {
    guard let problem else { return self }
    return PollOutcome(.failure(problem.advised(advice)), budget: budget, requests: requests)
  }
}

extension PollProblem {
  /// The same with what to do about it where a key was refused.
  fileprivate func advised(_ advice: String?) -> PollProblem {
    guard let advice else { return self }
    switch self {
    case .unauthorized(var failure):
      failure.advice = advice
      return .unauthorized(failure)
    case .forbidden(var failure):
      failure.advice = advice
      return .forbidden(failure)
    default: return self
    }
  }
}
