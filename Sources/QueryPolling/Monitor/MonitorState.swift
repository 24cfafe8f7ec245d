import FoundationEssentials
import QueryCore

/// The snapshot and the rules by which answers change it; a value, changed in one place under one
/// lock.
struct MonitorState: Sendable {
  private(set) var snapshot: MonitorSnapshot
  private var lastTicket = 0
  private var applied: [PollSlot: Int] = [:]
  /// Where each target stands in the snapshot.
  private let places: [Target: Int]

  /// Starts with nothing known of any target; a target named twice is watched once.
  init(targets: [Target], pace: Duration) {
    var places: [Target: Int] = [:]
    var unique: [TargetSnapshot] = []
    for target in targets where places[target] == nil {
      places[target] = unique.count
      unique.append(TargetSnapshot(target: target))
    }
    self.places = places
    snapshot = MonitorSnapshot(targets: unique, pace: pace)
  }

  /// What is known in a slot; nil for an inspected query that is open no more.
  func known(_ slot: PollSlot) -> TargetSnapshot? {
    switch slot {
    case .watched(let target): places[target].map { snapshot.targets[$0] }
    case .inspected(let target):
      snapshot.inspected?.target == target ? snapshot.inspected : nil
    }
  }

  /// Draws the ticket that the poll's outcome has to come back with.
  mutating func beginPoll(_ slot: PollSlot) -> PollTicket {
    lastTicket += 1
    return PollTicket(slot: slot, number: lastTicket)
  }

  /// Applies a poll's outcome, unless a newer one came first or the last word was said.
  ///
  /// - Parameter rest: how long the target is left alone now; nil when it is asked no more.
  /// - Returns: whether anything changed that is worth publishing.
  mutating func apply(
    _ outcome: PollOutcome, _ ticket: PollTicket, rest: Duration? = nil, at moment: Date
  ) -> Bool {
    let isGateChanged = applyLimits(outcome, of: ticket.slot.target.source)
    guard ticket.number > applied[ticket.slot] ?? 0, var known = known(ticket.slot),
      !known.isSettled
    else { return isGateChanged }
    applied[ticket.slot] = ticket.number
    let before = (known.problem, known.staleSince, known.nextPollAfter)
    switch outcome.result {
    case .success(let answer): known.take(answer, at: moment)
    case .failure(let problem): known.note(problem, at: moment)
    }
    known.nextPollAfter = known.isSettled ? nil : rest
    store(known, in: ticket.slot)
    if case .success = outcome.result { return true }
    return isGateChanged || before != (known.problem, known.staleSince, known.nextPollAfter)
  }

  /// Appends the queue's depth that a child reported to its batch; a sample that failed changes
  /// nothing but the limits.
  mutating func applySample(_ outcome: PollOutcome, of batch: Target) -> Bool {
    let isGateChanged = applyLimits(outcome, of: batch.source)
    guard case .success(let answer) = outcome.result, let queue = answer.workflow,
      var known = known(.watched(batch)), var detail = known.detail.batch
    else { return isGateChanged }
    detail.workflow.append(queue)
    known.detail = .batch(detail)
    store(known, in: .watched(batch))
    return true
  }

  /// Opens another query, or none; seeds it with what its batch's row says.
  mutating func inspect(_ target: Target?) -> Bool {
    guard snapshot.inspected?.target != target else { return false }
    applied = applied.filter { if case .inspected = $0.key { false } else { true } }
    guard let target else {
      snapshot.inspected = nil
      return true
    }
    snapshot.inspected = known(.watched(target)) ?? seeded(target)
    return true
  }

  /// Targets of a source that still live, at least 1: what its pace is divided by.
  func load(of source: String) -> Int {
    max(1, snapshot.targets.count { $0.target.source == source && !$0.isSettled })
  }

  /// The moment until which a source asked to be left alone.
  func gate(of source: String) -> Date? { snapshot.throttledUntil[source] }

  /// Lifts a gate whose moment has come, and brings near one further off than any source may ask
  /// for, as it is after the wall clock was set back.
  mutating func moveGate(of source: String, at moment: Date) -> Bool {
    guard let until = snapshot.throttledUntil[source] else { return false }
    let latest = moment.addingTimeInterval(RetryAfter.longest / .seconds(1))
    guard until <= moment || until > latest else { return false }
    snapshot.throttledUntil[source] = until <= moment ? nil : latest
    return true
  }

  /// The child to ask for the queue's depth: the longest running of a batch, other than the one a
  /// person has open; none while the batch itself cannot be read.
  func sampleChild(of batch: Target) -> Target? {
    guard let known = known(.watched(batch)), known.problem == nil else { return nil }
    let rows = known.detail.batch?.queries ?? []
    let running = rows.filter { $0.state == .running && $0.id != snapshot.inspected?.target.id }
    let oldest = running.min { ($0.startedAt ?? .distantFuture) < ($1.startedAt ?? .distantFuture) }
    guard let oldest else { return nil }
    do {
      return try Target(source: batch.source, kind: .query, id: oldest.id)
    } catch {
      // An id outside the contract may not enter a URL; there is no sample then.
      return nil
    }
  }

  private mutating func applyLimits(_ outcome: PollOutcome, of source: String) -> Bool {
    let before = (snapshot.budgets[source], snapshot.throttledUntil[source])
    if let budget = outcome.budget { snapshot.budgets[source] = budget }
    if case .failure(.throttled(let until)) = outcome.result {
      // Of two answers the longer wait holds: a source is never asked sooner than it said.
      snapshot.throttledUntil[source] = max(until, snapshot.throttledUntil[source] ?? until)
    }
    return before != (snapshot.budgets[source], snapshot.throttledUntil[source])
  }

  private mutating func store(_ known: TargetSnapshot, in slot: PollSlot) {
    switch slot {
    case .watched(let target):
      guard let index = places[target] else { return }
      snapshot.targets[index] = known
      if snapshot.inspected?.target == target { snapshot.inspected = known }
    case .inspected: snapshot.inspected = known
    }
  }

  private func seeded(_ target: Target) -> TargetSnapshot {
    var seed = TargetSnapshot(target: target)
    let rows = snapshot.targets.lazy
      .filter { $0.target.source == target.source }
      .flatMap { $0.detail.batch?.queries ?? [] }
    guard target.kind == .query, let row = rows.first(where: { $0.id == target.id }) else {
      return seed
    }
    seed.state = row.state
    seed.failure = row.failure
    seed.startedAt = row.startedAt
    seed.endedAt = row.endedAt
    return seed
  }
}
