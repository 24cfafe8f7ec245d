import FoundationEssentials
import QueryCore

/// The snapshot and the rules by which answers change it; a value, changed in one place under one
/// lock.
struct MonitorState: Sendable {
  private(set) var snapshot: MonitorSnapshot
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
    case .sample: nil
    }
  }

  /// Applies a poll's outcome, unless a newer one came first or the last word was said.
  ///
  /// - Parameter rest: how long the target is left alone now; nil when it is asked no more.
  /// - Returns: whether anything changed that is worth publishing.
  mutating func apply(
    _ outcome: PollOutcome, _ ticket: PollTicket, rest: Duration? = nil, at moment: Date
  ) -> Bool {
    guard ticket.number > applied[ticket.slot] ?? 0, var known = known(ticket.slot),
      !known.isSettled
    else { return false }
    applied[ticket.slot] = ticket.number
    let before = (known.problem, known.staleSince, known.nextPollAfter)
    switch outcome.result {
    case .success(let answer): known.take(answer, at: moment)
    case .failure(let problem): known.note(problem, at: moment)
    }
    known.nextPollAfter = known.isSettled ? nil : rest
    store(known, in: ticket.slot)
    if case .success = outcome.result { return true }
    return before != (known.problem, known.staleSince, known.nextPollAfter)
  }

  /// Notes a problem that concerns every target of these sources, also of those not asked.
  mutating func noteAll(
    _ problem: PollProblem, of sources: Set<String>, rest: Duration?, at moment: Date
  ) -> Bool {
    var isNews = false
    for index in snapshot.targets.indices {
      let known = snapshot.targets[index]
      guard sources.contains(known.target.source), !known.isSettled, known.problem != problem else {
        continue
      }
      snapshot.targets[index].note(problem, at: moment)
      snapshot.targets[index].nextPollAfter = rest
      isNews = true
    }
    return isNews
  }

  /// Appends the queue's depth that a child reported to its batch; a sample that failed changes
  /// nothing.
  mutating func applySample(_ outcome: PollOutcome, of batch: Target) -> Bool {
    guard case .success(let answer) = outcome.result, let queue = answer.workflow,
      var known = known(.watched(batch)), var detail = known.detail.batch
    else { return false }
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

  /// The moment until which a source asked to be left alone.
  func gate(of source: String) -> Date? { snapshot.throttledUntil[source] }

  /// Sets that moment, or lifts it.
  mutating func setGate(of source: String, to until: Date?) -> Bool {
    guard snapshot.throttledUntil[source] != until else { return false }
    snapshot.throttledUntil[source] = until
    return true
  }

  /// Takes what a source said of its limit: a refusal spends the budget too.
  mutating func applyBudget(_ outcome: PollOutcome, of source: String) -> Bool {
    guard let budget = outcome.budget, snapshot.budgets[source] != budget else { return false }
    snapshot.budgets[source] = budget
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

  private mutating func store(_ known: TargetSnapshot, in slot: PollSlot) {
    switch slot {
    case .watched(let target):
      guard let index = places[target] else { return }
      snapshot.targets[index] = known
      if snapshot.inspected?.target == target { snapshot.inspected = known }
    case .inspected: snapshot.inspected = known
    case .sample: break
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
