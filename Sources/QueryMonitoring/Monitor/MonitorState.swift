import FoundationEssentials
import QueryCore
import QueryProviders
import QueryScheduling

/// The snapshot and the rules by which answers change it; a value, changed in one place under one
/// lock.
///
/// Every change raises the snapshot's version.
struct MonitorState: Sendable {
  private(set) var snapshot: MonitorSnapshot
  /// Changes of state since they were last taken; kept only while `isObserved`.
  var changes: [StateChange] = []
  var isObserved = false
  private var lastChange = 0
  private var applied: [PollSlot: Int] = [:]
  /// Where each target stands in the snapshot.
  private var places: [Target: Int]
  /// How many follow each followed query.
  private var followers: [Target: Int] = [:]

  /// Starts with nothing known of any target; a target named twice is watched once.
  ///
  /// - Parameter places: where keys and addresses were set, by source.
  init(targets: [Target], places sourcePlaces: [String: SourcePlaces] = [:], pace: Duration) {
    var places: [Target: Int] = [:]
    var unique: [TargetSnapshot] = []
    for target in targets where places[target] == nil {
      places[target] = unique.count
      unique.append(TargetSnapshot(target: target, places: sourcePlaces[target.source]))
    }
    self.places = places
    snapshot = MonitorSnapshot(targets: unique, pace: pace)
  }

  /// Adds a target behind the others.
  ///
  /// - Returns: whether it is new.
  mutating func watch(_ target: Target, places sourcePlaces: SourcePlaces?) -> Bool {
    guard places[target] == nil else { return false }
    places[target] = snapshot.targets.count
    snapshot.targets.append(TargetSnapshot(target: target, places: sourcePlaces))
    snapshot.version += 1
    return true
  }

  /// What is known in a slot; nil for a followed query that is open no more.
  func known(_ slot: PollSlot) -> TargetSnapshot? {
    switch slot {
    case .watched(let target): places[target].map { snapshot.targets[$0] }
    case .followed(let target): snapshot.followed.first { $0.target == target }
    case .sample: nil
    }
  }

  // MARK: Answers

  /// Applies a poll's outcome, unless a newer one came first or the target has ended.
  ///
  /// - Parameters:
  ///   - belief: what the schedule makes of an end that the outcome claims without a status word.
  ///   - number: that of the poll's ticket.
  ///   - rest: how long the target is left alone now; nil when it is asked no more.
  mutating func apply(
    _ outcome: PollOutcome, _ belief: EndBelief? = nil, in slot: PollSlot, number: Int,
    rest: Duration? = nil, at date: Date
  ) {
    guard number > applied[slot] ?? 0, let before = known(slot), !before.isSettled else { return }
    applied[slot] = number
    var known = before
    switch outcome.result {
    case .success(let answer): known.apply(answer, at: date)
    case .failure(let problem):
      if belief == .believed, let end = problem.claimedEnd {
        known.believe(end, from: problem, at: date)
      } else {
        known.record(problem, at: date)
      }
    }
    known.nextPollAfter = known.isSettled ? nil : rest
    if case .failure = outcome.result, known == before { return }
    if isObserved, case .watched = slot { recordChanges(from: before, to: known, at: date) }
    store(known, in: slot)
  }

  /// Records a problem that concerns every target of these sources, also of those not asked.
  mutating func recordForAll(
    _ problem: PollProblem, of sources: Set<String>, rest: Duration?, at date: Date
  ) {
    for index in snapshot.targets.indices {
      let known = snapshot.targets[index]
      guard sources.contains(known.target.source), !known.state.isTerminal,
        known.problem != problem
      else { continue }
      snapshot.targets[index].record(problem, at: date)
      snapshot.targets[index].nextPollAfter = rest
      snapshot.version += 1
    }
  }

  /// Appends the queue's depth that a child reported to its batch; a sample that failed changes
  /// nothing.
  mutating func applySample(_ outcome: PollOutcome, of batch: Target) {
    guard case .success(let answer) = outcome.result, let queue = answer.workflow,
      var known = known(.watched(batch)), var detail = known.detail.batch
    else { return }
    detail.workflow.append(queue)
    known.detail = .batch(detail)
    store(known, in: .watched(batch))
  }

  // MARK: Sources

  /// The moment until which a source asked to be left alone, as it was last published.
  func throttledUntil(_ source: String) -> Date? { snapshot.throttledUntil[source] }

  /// Sets that moment, or lifts it.
  mutating func setThrottledUntil(_ date: Date?, of source: String) {
    guard snapshot.throttledUntil[source] != date else { return }
    snapshot.throttledUntil[source] = date
    snapshot.version += 1
  }

  /// Sets what a source last said of its limit: a refusal spends the budget too.
  mutating func setBudget(_ budget: RequestBudget?, of source: String) {
    guard let budget, snapshot.budgets[source] != budget else { return }
    snapshot.budgets[source] = budget
    snapshot.version += 1
  }

  // MARK: Followed queries

  /// Counts one more who follows a query, which is seeded with what its batch's row says.
  ///
  /// - Returns: whether it is the first.
  mutating func follow(_ target: Target) -> Bool {
    followers[target, default: 0] += 1
    guard followers[target] == 1 else { return false }
    snapshot.followed.append(known(.watched(target)) ?? seeded(target))
    snapshot.version += 1
    return true
  }

  /// Counts one less.
  ///
  /// - Returns: whether it was the last.
  mutating func unfollow(_ target: Target) -> Bool {
    guard let count = followers[target] else { return false }
    followers[target] = count > 1 ? count - 1 : nil
    guard count == 1 else { return false }
    applied[.followed(target)] = nil
    snapshot.followed.removeAll { $0.target == target }
    snapshot.version += 1
    return true
  }

  /// The query to ask for the depth of the workflow queue: the longest running of a batch that nobody
  /// follows; none while the batch itself cannot be read.
  func sampleChild(of batch: Target, _ sampling: WorkflowSampling) -> Target? {
    guard let known = known(.watched(batch)), known.problem == nil else { return nil }
    let rows = known.detail.batch?.queries ?? []
    var oldest: (place: Int, start: Date)?
    for place in rows.running where rows.state(at: place) == .running {
      let start = rows.start(at: place) ?? .distantFuture
      guard start < oldest?.start ?? .distantFuture || oldest == nil,
        !snapshot.followed.contains(where: { $0.target.id == rows.id(at: place) })
      else { continue }
      oldest = (place, start)
    }
    guard let oldest else { return nil }
    do {
      return try Target(source: batch.source, kind: sampling.child, id: rows.id(at: oldest.place))
    } catch {
      // An id outside the contract may not enter a URL; there is no sample then.
      return nil
    }
  }

  private mutating func store(_ known: TargetSnapshot, in slot: PollSlot) {
    if case .watched(let target) = slot, let index = places[target] {
      snapshot.targets[index] = known
    }
    if let index = snapshot.followed.firstIndex(where: { $0.target == known.target }) {
      snapshot.followed[index] = known
    }
    snapshot.version += 1
  }

  private func seeded(_ target: Target) -> TargetSnapshot {
    var seed = TargetSnapshot(target: target, places: snapshot.places(of: target.source))
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

// MARK: Changes of state

extension MonitorState {
  private mutating func recordChanges(
    from before: TargetSnapshot, to now: TargetSnapshot, at date: Date
  ) {
    let wasKnown = before.observedAt != nil
    if !wasKnown && now.observedAt != nil || before.state != now.state {
      let change = StateChange(
        nextChange(), of: now.target, from: wasKnown ? before.state : nil, to: now.state,
        observedAt: date, providerAt: now.state.isTerminal ? now.endedAt : now.startedAt)
      changes.append(change.caused(by: now.failure, requestID: now.requestID))
    }
    let (old, new) = (before.detail.batch?.queries ?? [], now.detail.batch?.queries ?? [])
    // The first answer about a batch tells what there is, not what changed.
    guard wasKnown else { return }
    var states: [String: QueryState] = [:]
    for place in new.changes(since: old) {
      let row = new[place]
      var was = place < old.count && old.id(at: place) == row.id ? old.state(at: place) : nil
      if was == nil {
        if states.isEmpty {
          states = Dictionary(
            old.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
        }
        was = states[row.id]
      }
      guard was != row.state else { continue }
      let change = StateChange(
        nextChange(), of: now.target, child: row.id, from: was, to: row.state, observedAt: date,
        providerAt: row.state.isTerminal ? row.endedAt : row.startedAt)
      changes.append(change.caused(by: row.failure))
    }
  }

  private mutating func nextChange() -> Int {
    lastChange += 1
    return lastChange
  }
}
