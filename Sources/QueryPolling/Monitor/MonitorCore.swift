import FoundationEssentials
package import QueryCore

/// All that a monitor knows and decides, as one value: when to poll whom, and what the answers
/// change.
///
/// It has neither clock nor network, so that days of it can be run through in a second.
package struct MonitorCore: Sendable {
  var engine: PollingEngine
  var state: MonitorState
  let sources: Set<String>
  let accounts: SourceAccounts
  /// Refusals of keys for which a fresher one is looked for, by account: not told before that.
  private var withheld: [String: PollProblem] = [:]
  /// What to do about a refused key, by account.
  private var advice: [String: String] = [:]

  /// What was decided since it was last taken; kept only where somebody takes it.
  private var events: [MonitorEvent] = []
  private let isObserved: Bool

  /// Makes a core that has asked nothing yet.
  ///
  /// - Parameters:
  ///   - sources: the names of the sources there are; a target of another gets a problem that says
  ///     so and is never asked.
  ///   - accounts: which of them share a key.
  ///   - isObserved: whether events are kept, to be taken after every change.
  package init(
    targets: [Target], sources: Set<String>, accounts: SourceAccounts = SourceAccounts(),
    pace: PollPace, random: Randomness = Randomness(), isObserved: Bool = false,
    at moment: MonitorMoment
  ) {
    self.isObserved = isObserved
    engine = PollingEngine(pace: pace, accounts: accounts, random: random)
    self.accounts = accounts
    state = MonitorState(targets: targets, pace: pace.base)
    self.sources = sources
    for target in state.snapshot.targets.map(\.target) {
      add(.watched(target), at: moment)
    }
  }

  package var snapshot: MonitorSnapshot { state.snapshot }

  /// What is known of a slot's target; nil where the slot is open no more.
  package func known(_ slot: PollSlot) -> TargetSnapshot? { state.known(slot) }

  /// The next thing to do, and the target to ask where that is a poll.
  ///
  /// A sample of a batch's queue is asked of one of its children.
  package mutating func next(at moment: MonitorMoment) -> (step: PollingStep, target: Target?) {
    while true {
      let step = engine.next(at: moment.elapsed)
      guard case .poll(let ticket) = step else { return (step, nil) }
      guard case .sample(let batch) = ticket.slot else { return (step, ticket.slot.target) }
      if let child = state.sampleChild(of: batch) { return (step, child) }
      engine.withdraw(ticket, at: moment.elapsed)
      engine.remove(ticket.slot)
    }
  }

  /// Takes a poll's outcome.
  ///
  /// - Returns: whether anything changed that is worth publishing.
  package mutating func finish(
    _ ticket: PollTicket, _ outcome: PollOutcome, at moment: MonitorMoment
  ) -> Bool {
    let ruling = rule(ticket, outcome, at: moment)
    let rest = ruling.rest.map { Duration.seconds($0) }
    let account = accounts.account(of: ticket.slot.target.source)
    let sharing = accounts.sharing(with: ticket.slot.target.source, among: sources)
    var isNews = false
    for source in sharing {
      isNews = state.applyBudget(outcome, of: source) || isNews
      isNews = moveGate(of: source, until: ruling.throttledUntil, at: moment) || isNews
    }
    if ruling.isSuperseded {
      withheld[account] = outcome.problem
      return isNews
    }
    if case .sample(let batch) = ticket.slot {
      return state.applySample(outcome, of: batch) || isNews
    }
    let believed =
      ruling.isGone
      ? outcome.asGone : ruling.isOfSource ? outcome.advised(advice[account]) : outcome
    isNews = state.apply(believed, ticket, rest: rest, at: moment.date) || isNews
    if ruling.isOfSource, let problem = believed.problem {
      isNews = state.noteAll(problem, of: sharing, rest: rest, at: moment.date) || isNews
    }
    followQueue(of: ticket.slot, at: moment)
    return isNews
  }

  /// Takes what came of the search for an account's fresher key: where there is none, what was
  /// refused is told now.
  ///
  /// - Returns: whether anything changed that is worth publishing.
  package mutating func renewed(
    _ account: String, _ renewal: CredentialRenewal, at moment: MonitorMoment
  ) -> Bool {
    let problem = withheld.removeValue(forKey: account)
    observing(account, at: moment) { $0.renewed(account, isFresh: renewal == .fresh, at: $1) }
    if isObserved { events.append(.renewed(account: account, renewal)) }
    guard case .none(let advice) = renewal else {
      self.advice[account] = nil
      return false
    }
    self.advice[account] = advice
    guard let problem else { return false }
    return state.noteAll(
      problem.advised(advice), of: accounts.sharing(with: account, among: sources), rest: nil,
      at: moment.date)
  }

  /// What was decided since this was last called, in order.
  package mutating func takeEvents() -> [MonitorEvent] {
    defer { events = [] }
    return events
  }

  /// Takes back a poll that was cancelled before it had an outcome.
  package mutating func withdraw(_ ticket: PollTicket, at moment: MonitorMoment) {
    engine.withdraw(ticket, at: moment.elapsed)
  }

  /// Asks every resting target at once, as far as its source and its budget allow.
  package mutating func pollNow() { engine.ask() }

  /// Opens one query, polled before others until it has ended; nil closes it.
  ///
  /// - Returns: whether another one is open now.
  package mutating func inspect(_ target: Target?, at moment: MonitorMoment) -> Bool {
    let before = state.snapshot.inspected?.target
    guard state.inspect(target) else { return false }
    if let before { engine.remove(.inspected(before)) }
    guard let target else { return true }
    guard state.known(.watched(target)) == nil else {
      engine.ask(.watched(target))
      return true
    }
    add(.inspected(target), at: moment)
    engine.ask(.inspected(target))
    return true
  }

  /// Brings what the snapshot says of waits in line with the engine: lifts a gate that has passed,
  /// and dates one anew when the wall clock has jumped.
  ///
  /// - Returns: whether anything changed.
  package mutating func moveGates(at moment: MonitorMoment) -> Bool {
    var isNews = false
    for source in Array(state.snapshot.throttledUntil.keys) {
      isNews = liftGate(of: source, at: moment) || isNews
      guard let until = engine.throttledUntil(source), let told = state.gate(of: source) else {
        continue
      }
      let date = moment.date.addingTimeInterval(until - moment.elapsed)
      // Clocks drift by less than this between two looks.
      guard abs(date.timeIntervalSince(told)) > 2 else { continue }
      isNews = state.setGate(of: source, to: date) || isNews
    }
    return isNews
  }

  private mutating func rule(
    _ ticket: PollTicket, _ outcome: PollOutcome, at moment: MonitorMoment
  ) -> PollRuling {
    let known = state.known(ticket.slot)
    let source = ticket.slot.target.source
    let ruling = observing(source, at: moment) {
      $0.finish(ticket, outcome, at: $1, date: moment.date)
    }
    guard isObserved else { return ruling }
    events.append(
      .polled(
        PollReport(
          ticket: ticket, was: known?.observedAt == nil ? nil : known?.state, outcome: outcome,
          ruling: ruling, seconds: max(0, moment.elapsed - ticket.sentAt),
          hourlyRate: engine.rate(of: source, at: moment.elapsed) * 3600)))
    return ruling
  }

  /// Lets the engine change and notes where that changes how a source is asked.
  mutating func observing<Result>(
    _ source: String, at moment: MonitorMoment,
    _ change: (inout PollingEngine, Double) -> Result
  ) -> Result {
    let before = isObserved ? engine.standing(of: source) : nil
    let result = change(&engine, moment.elapsed)
    if isObserved, let now = engine.standing(of: source), now.differs(from: before) {
      events.append(.stands(now, seconds: moment.elapsed))
    }
    return result
  }

  mutating func moveGate(
    of source: String, until: Double?, at moment: MonitorMoment
  ) -> Bool {
    guard let until else { return liftGate(of: source, at: moment) }
    return state.setGate(
      of: source, to: moment.date.addingTimeInterval(until - moment.elapsed))
  }

  private mutating func liftGate(of source: String, at moment: MonitorMoment) -> Bool {
    if let until = engine.throttledUntil(source), until > moment.elapsed { return false }
    return state.setGate(of: source, to: nil)
  }

  private mutating func add(_ slot: PollSlot, at moment: MonitorMoment) {
    guard sources.contains(slot.target.source) else {
      let name = slot.target.source
      let problem = PollProblem.unreachable("no source is called \(name)")
      let outcome = PollOutcome(.failure(problem))
      _ = state.apply(outcome, PollTicket(slot: slot, number: 1), at: moment.date)
      return
    }
    engine.add(slot, at: moment.elapsed)
  }

  /// Samples the queue for as long as a batch has a running child to ask, since no batch answer
  /// tells of it.
  private mutating func followQueue(of slot: PollSlot, at moment: MonitorMoment) {
    guard case .watched(let target) = slot, target.kind == .batch else { return }
    if state.known(slot)?.isSettled == true {
      engine.remove(.sample(of: target))
    } else if state.sampleChild(of: target) != nil {
      engine.add(.sample(of: target), at: moment.elapsed)
    }
  }
}

extension PollOutcome {
  /// The same with what to do about a refused key.
  fileprivate func advised(_ advice: String?) -> PollOutcome {
    guard let problem else { return self }
    return PollOutcome(.failure(problem.advised(advice)), budget: budget, requests: requests)
  }

  /// A confirmed 404 as the answer that it is.
  fileprivate var asGone: PollOutcome {
    var failure: QueryFailure?
    if case .notFound(let told) = problem { failure = told }
    let answer = PollAnswer(state: .gone, failure: failure, requestID: failure?.requestID)
    return PollOutcome(.success(answer), budget: budget, requests: requests)
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
