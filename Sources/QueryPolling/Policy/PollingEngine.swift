package import FoundationEssentials
import QueryCore

/// Decides which poll to send next, and when: a value that time and outcomes go into and decisions
/// come out of, without a clock and without a network.
///
/// Its clock counts seconds from any start, never back, suspended time included. In flight at most
/// one poll a slot, 4 a source, 16 in all.
package struct PollingEngine: Sendable {
  package static let mostInFlight = 16

  private let pace: Double
  private let accounts: SourceAccounts
  var desks: [SourceDesk] = []
  private var deskOf: [String: Int] = [:]
  private var lineOf: [PollSlot: Int] = [:]
  private var lastLine = 0
  var lastTicket = 0
  var inFlight = 0
  /// Whether a key is being looked for: one at a time, since a person may be asked for a password.
  var isRenewing = false
  /// The desk looked at first, so that none has to wait for the others.
  private var turn = 0
  var random: Randomness
  private var newest = 0.0

  /// - Parameters:
  ///   - pace: the rest of a target after its answer, at least; as `PollPace` has it.
  ///   - accounts: which sources share a limit.
  ///   - random: what jitter is drawn from.
  package init(
    pace: PollPace, accounts: SourceAccounts = SourceAccounts(), random: Randomness = Randomness()
  ) {
    self.accounts = accounts
    self.pace = pace.base / .seconds(1)
    self.random = random
  }

  /// Adds a slot to poll, or does nothing where it is there.
  ///
  /// - Parameter age: seconds since the work began, where that is known.
  package mutating func add(_ slot: PollSlot, age: Double? = nil, at now: Double) {
    guard lineOf[slot] == nil else { return }
    lastLine += 1
    lineOf[slot] = lastLine
    let desk = openDesk(of: slot.target.source, at: now)
    desks[desk].add(lastLine, slot, age: age, at: now)
  }

  /// The desk of a source, new where it has none yet.
  mutating func openDesk(of source: String, at now: Double) -> Int {
    let name = accounts.account(of: source)
    if let desk = deskOf[name] { return desk }
    deskOf[name] = desks.count
    let canRenew = accounts.renewable.contains(name)
    desks.append(SourceDesk(name: name, canRenew: canRenew, at: now))
    return desks.count - 1
  }

  /// Polls a slot no more; a poll under way still has to finish.
  package mutating func remove(_ slot: PollSlot) {
    guard let line = lineOf.removeValue(forKey: slot), let desk = desk(of: slot.target.source)
    else { return }
    desks[desk].remove(line)
  }

  /// Lets a person's wish for news go before the schedule, paid from the reserve.
  ///
  /// - Parameter slot: nil for every slot but samples.
  package mutating func ask(_ slot: PollSlot? = nil) {
    guard let slot else {
      for desk in desks.indices {
        desks[desk].askAll()
        desks[desk].gate.wishRenewal()
      }
      return
    }
    guard let desk = desk(of: slot.target.source), let line = lineOf[slot],
      let place = desks[desk].places[line]
    else { return }
    desks[desk].ask(place)
  }

  /// The next thing to do; a poll that is returned counts as sent at `now`.
  package mutating func next(at time: Double) -> PollingStep {
    let now = advance(to: time)
    if !isRenewing, let desk = desks.firstIndex(where: { $0.gate.renewal == .wanted }) {
      isRenewing = true
      desks[desk].gate.beginRenewal()
      return .renew(account: desks[desk].name)
    }
    guard inFlight < Self.mostInFlight, !desks.isEmpty else { return .rest }
    var soonest = Double.infinity
    for offset in desks.indices {
      let desk = (turn + offset) % desks.count
      // A clock may wake a hair early: what is due within a microsecond is due.
      switch desks[desk].move(at: now + 1e-6) {
      case .poll(let place, let reason, let fromReserve):
        turn = (desk + 1) % desks.count
        return .poll(begin(place, of: desk, reason, fromReserve, at: now))
      case .wait(let until): soonest = min(soonest, until)
      }
    }
    return soonest.isFinite ? .wait(until: soonest) : .rest
  }

  /// Takes a poll's outcome.
  ///
  /// - Parameter date: the wall clock at `now`, against which the server's moments are read.
  /// - Returns: what it means for the target and its source.
  package mutating func finish(
    _ ticket: PollTicket, _ outcome: PollOutcome, at time: Double, date: Date
  ) -> PollRuling {
    let now = advance(to: time)
    inFlight -= 1
    let sign = sign(of: outcome, ticket, at: date)
    desks[ticket.desk].end(ticket, requests: sign == .none ? 0 : outcome.requests, at: now)
    var ruling = rule(sign, ticket.number, budget: outcome.budget, of: ticket.desk, at: now, date)
    if ruling.isSuperseded { return ruling }
    let rules = LineRules(pace: pace, now: now, date: date)
    ruling.isGone = rules.apply(outcome, of: ticket, to: &desks[ticket.desk], &random)
    ruling.failures =
      desks[ticket.desk].places[ticket.line].map { desks[ticket.desk].lines[$0].backoff.level } ?? 0
    if ruling.isGone || outcome.isEnd, !ticket.slot.isSample { remove(ticket.slot) }
    ruling.rest = rest(of: ticket, at: now)
    return ruling
  }

  /// What the end of a request means for the source it was sent to, whatever it was for.
  mutating func rule(
    _ sign: SourceGate.Sign, _ number: Int, budget: RequestBudget?, of desk: Int,
    at now: Double, _ date: Date
  ) -> PollRuling {
    var ruling = PollRuling()
    if let budget {
      let reset = budget.secondsToReset(from: date)
      desks[desk].ledger.observe(budget, secondsToReset: reset, at: now)
    }
    let wasClosed = desks[desk].gate.cause != nil
    ruling.isOfSource = desks[desk].gate.finish(number, sign, at: now, &random)
    let gate = desks[desk].gate
    if wasClosed != (gate.cause != nil), gate.ramp(at: now) < 1 { desks[desk].ledger.settle() }
    // One try of a source that is away is all that a person's wish buys.
    if ruling.isOfSource { desks[desk].forgetAsked() }
    if gate.cause == .throttled { ruling.throttledUntil = gate.closedUntil }
    ruling.isSuperseded = sign.isOfKey && gate.isOutdated(number)
    return ruling
  }

  /// Takes back a poll that was never sent.
  package mutating func withdraw(_ ticket: PollTicket, at time: Double) {
    let now = advance(to: time)
    inFlight -= 1
    desks[ticket.desk].end(ticket, requests: 0, at: now)
    _ = desks[ticket.desk].gate.finish(ticket.number, .none, at: now, &random)
  }

  /// Takes what came of the search for a fresher key.
  package mutating func renewed(_ account: String, isFresh: Bool, at time: Double) {
    let now = advance(to: time)
    isRenewing = false
    guard let desk = deskOf[account] else { return }
    desks[desk].gate.finishRenewal(isFresh: isFresh, at: now)
  }

  /// The moment until which a source asked to be left alone; nil where it did not.
  package func throttledUntil(_ source: String) -> Double? {
    guard let desk = desk(of: source), desks[desk].gate.cause == .throttled else { return nil }
    return desks[desk].gate.closedUntil
  }

  /// How an account stands with its server; nil where nothing of it was ever asked for.
  package func standing(of source: String) -> SourceStanding? {
    guard let desk = desk(of: source) else { return nil }
    let (gate, ledger) = (desks[desk].gate, desks[desk].ledger)
    return SourceStanding(
      account: desks[desk].name, cause: gate.cause, closedUntil: gate.closedUntil,
      limit: ledger.limit, window: ledger.window)
  }

  /// Requests a second that the schedule may send to a source now.
  package func rate(of source: String, at now: Double) -> Double {
    guard let desk = desk(of: source) else { return 0 }
    return desks[desk].ledger.rate(at: now) * desks[desk].gate.ramp(at: now)
  }

  /// A missing endpoint is the whole source's where the source is asked for nothing else.
  private func sign(
    of outcome: PollOutcome, _ ticket: PollTicket, at date: Date
  ) -> SourceGate.Sign {
    let sign = outcome.sign(at: date)
    guard sign == .unsupported else { return sign }
    return desks[ticket.desk].hasOneKind ? .unsupported : .well
  }

  private func desk(of source: String) -> Int? { deskOf[accounts.account(of: source)] }

  private mutating func begin(
    _ place: Int, of desk: Int, _ reason: PollReason, _ fromReserve: Bool, at now: Double
  ) -> PollTicket {
    lastTicket += 1
    inFlight += 1
    let line = desks[desk].lines[place]
    let isProbe = desks[desk].begin(place, number: lastTicket, fromReserve: fromReserve, at: now)
    return PollTicket(
      slot: line.slot, number: lastTicket, reason: isProbe ? .probe : reason, sentAt: now,
      desk: desk,
      line: line.id, cost: line.cost, isFromReserve: fromReserve)
  }

  /// A clock that went back is taken to have stood still.
  mutating func advance(to time: Double) -> Double {
    newest = max(newest, time)
    return newest
  }

  private func rest(of ticket: PollTicket, at now: Double) -> Double? {
    let desk = desks[ticket.desk]
    guard let place = desk.places[ticket.line] else { return nil }
    let own = desk.times[place].notBefore
    let gate = desk.gate.cause == nil ? now : desk.gate.closedUntil
    let even = desk.evenGap(at: now) / desk.lines[place].slot.weight.squareRoot()
    return max(own - now, gate - now, even)
  }
}
