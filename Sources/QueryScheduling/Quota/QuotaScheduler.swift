import QueryCore

/// The polls of all sources that share a quota, with its budget, its circuit breaker and how long its
/// work has been seen to take.
///
/// All times are seconds on the engine's clock.
struct QuotaScheduler: Sendable {
  /// Requests under way together at one quota.
  static let mostInFlight = 4

  /// The quota's name: that of the first source that has it.
  let name: String
  var budget: RateBudget
  /// What the source last said of its limit.
  var told: RequestBudget?
  var breaker: CircuitBreaker
  /// Hazards by class, in the order in which the classes came.
  var tables: [HazardTable] = []
  private var groups: [String: Int] = [:]
  /// Requests under way, those for rows among them.
  var inFlight = 0
  /// Requests for rows under way.
  var pages = 0
  /// When rows were last asked for at the pace of the polls.
  var lastPage = -Double.infinity
  /// The polls and their times, place by place.
  var polls: [ScheduledPoll] = []
  var times: [PollTimes] = []
  /// The place of each poll, by its number.
  private(set) var places: [Int: Int] = [:]
  /// Polls a person waits for, in order.
  var asked: [Int] = []
  /// By the number of a poll, the moment before which its target is not asked about, as the provider
  /// wished.
  private var held: [Int: Double] = [:]
  /// The same for rows.
  private(set) var pagesHeldUntil = 0.0
  /// Polls never sent whose work is of unknown age, in order.
  var fresh: [Int] = []

  /// - Parameter keys: where the key comes from.
  init(name: String, keys: KeyOrigin, at now: Double) {
    self.name = name
    breaker = CircuitBreaker(keys: keys)
    budget = RateBudget(at: now)
  }

  /// Adds a poll.
  mutating func add(_ id: Int, _ slot: PollSlot, _ hints: PollHints, at now: Double) {
    let isSpaced = hints.spacing != nil
    places[id] = polls.count
    polls.append(ScheduledPoll(id: id, slot: slot, hints: hints))
    times.append(
      PollTimes(
        bornAt: now - max(0, hints.age ?? 0), polledAt: now, notBefore: now,
        weight: isSpaced ? .infinity : hints.weight, group: group(of: hints.hazardClass)))
    if hints.age == nil, !isSpaced { fresh.append(id) }
  }

  private mutating func group(of hazardClass: String) -> Int {
    if let group = groups[hazardClass] { return group }
    groups[hazardClass] = tables.count
    tables.append(HazardTable())
    return tables.count - 1
  }

  /// Removes a poll; the last one takes its place.
  mutating func remove(_ id: Int) {
    guard let place = places.removeValue(forKey: id) else { return }
    held[id] = nil
    polls.swapAt(place, polls.count - 1)
    times.swapAt(place, times.count - 1)
    polls.removeLast()
    times.removeLast()
    if place < polls.count { places[polls[place].id] = place }
  }

  /// Whether all polls are of one hazard class.
  var hasOneClass: Bool { times.allSatisfy { $0.group == times.first?.group } }

  /// Marks every poll as asked for by a person.
  mutating func askAll(at now: Double) {
    for place in polls.indices where !polls[place].isAsked { ask(place, at: now) }
  }

  /// Marks a poll as asked for, unless the provider wants its target left alone.
  mutating func ask(_ place: Int, at now: Double) {
    guard !polls[place].isInFlight, polls[place].hints.spacing == nil,
      now >= held[polls[place].id] ?? 0
    else { return }
    polls[place].isAsked = true
    asked.append(polls[place].id)
  }

  /// Keeps the wait that an answer asked for, in seconds, where it is the target's or that of rows
  /// and not the source's.
  mutating func hold(
    _ ticket: RequestTicket, _ signal: RequestSignal?, _ wait: Double?, at now: Double
  ) {
    guard let wait, wait > 0, let signal, !signal.isOfSource else { return }
    let moment = now + wait
    if case .page = ticket.requestClass { pagesHeldUntil = max(pagesHeldUntil, moment) }
    guard let place = places[ticket.poll] else { return }
    held[ticket.poll] = moment
    times[place].notBefore = max(times[place].notBefore, moment)
  }

  /// Lets a target rest no longer than its source where that is away: it was not its own fault.
  mutating func shortenRest(of ticket: RequestTicket, pace: Double, at now: Double) {
    guard breaker.isAway, let place = places[ticket.poll], polls[place].hints.spacing == nil
    else { return }
    times[place].notBefore = min(times[place].notBefore, max(now + pace, breaker.closedUntil))
  }

  /// Forgets what a person asked for.
  mutating func forgetAsked() {
    for poll in asked { if let place = places[poll] { polls[place].isAsked = false } }
    asked = []
  }

  /// Books a request that is being sent.
  ///
  /// - Returns: whether it is the probe of a closed source.
  mutating func begin(_ admission: Admission, number: Int, at now: Double) -> Bool {
    budget.book(admission.cost, admission.payment, at: now)
    inFlight += 1
    if case .page = admission.requestClass {
      pages += 1
      if admission.payment == .pace { lastPage = now }
    }
    if let place = places[admission.poll] {
      polls[place].isInFlight = true
      polls[place].isTried = true
      polls[place].isAsked = false
      times[place].notBefore = .infinity
    }
    return breaker.begin(number, at: now)
  }

  /// Records that a request is under way no more, and what it took.
  mutating func end(_ ticket: RequestTicket, requests: Int, at now: Double) {
    inFlight -= 1
    if case .page = ticket.requestClass { pages -= 1 }
    if requests != ticket.cost { budget.book(requests - ticket.cost, ticket.payment, at: now) }
    guard let place = places[ticket.poll] else { return }
    polls[place].isInFlight = false
    times[place].notBefore = now
  }
}
