import QueryCore

/// A batch that somebody had made: split as its request says, and run from the moment it came.
///
/// It mostly succeeds, as what is run again does: queries of an account that the story denies fail again, and of the others one
/// in twelve.
struct SubmittedBatch: Hashable, Sendable {
  /// One query's share of the request.
  struct Split: Hashable, Sendable {
    /// Never empty.
    let accounts: [SimulatedAccount]
    let days: ClosedRange<Int>
  }

  let id: String
  /// In milliseconds from the story's start.
  let submittedAt: Int
  let request: BatchBody
  private let splits: [Split]
  private let plans: [PlannedQuery]
  private let failures: [QueryFailure]

  /// Decides all of it.
  ///
  /// - Parameters:
  ///   - number: how many were made before it.
  ///   - denied: the ids of the accounts that cannot be read.
  init(
    _ request: BatchBody, number: Int, at now: Int, denied: Set<String>, options: ScenarioOptions
  ) {
    var random = SplitMix64(seed: options.seed, stream: 1 << 40 | UInt64(number))
    id = "qrb_" + String(String(random.next() | 1 << 63, radix: 16).prefix(12))
    submittedAt = now
    self.request = request
    splits = request.splits
    var failures: [QueryFailure] = []
    var plans: [PlannedQuery] = []
    let usual = Double(max(200, options.duration.milliseconds / 40))
    let first = Double(now) + usual / 4
    var slots = SlotQueue(
      opening: Array(repeating: first, count: min(request.concurrency, splits.count)))
    for (place, split) in splits.enumerated() {
      let start = slots.soonest
      let end = start + usual * min(random.logNormal(sigma: 0.5), 3)
      slots.occupySoonest(until: end)
      let isDenied = split.accounts.contains { denied.contains($0.id) }
      let hasFailed = random.below(12) == 0
      if isDenied || hasFailed {
        let fault = isDenied ? PlannedFault.accountDenied : .internalError
        failures.append(
          fault.failure(
            account: split.accounts[0], day: CivilDay(daysSinceEpoch: split.days.lowerBound),
            reference: 1_000_000 + random.below(9_000_000)))
      }
      plans.append(
        PlannedQuery(
          account: place, day: place, start: Int(start), end: Int(end),
          ending: isDenied || hasFailed
            ? .failure(failures.count - 1)
            : .success(rows: options.rows ?? 100 + random.below(900)),
          firstParts: 1, parts: 2 + random.below(4)))
    }
    self.failures = failures
    self.plans = plans
  }

  var count: Int { plans.count }

  /// The query at a place; as one that never starts where it had not when the batch was cancelled.
  func query(at place: Int, at now: Int, cancelledAt: Int?) -> SimulatedQuery {
    let (plan, split) = (plans[place], splits[place])
    let now = plan.start >= cancelledAt ?? .max ? min(now, plan.start - 1) : now
    let state = plan.state(at: now)
    var (failure, rows): (QueryFailure?, Int?)
    switch (state, plan.ending) {
    case (.failure, .failure(let index)): failure = failures[index]
    case (.success, .success(let count)): rows = count
    default: break
    }
    var query = SimulatedQuery(
      index: place, batchID: id, state: state, account: split.accounts[0],
      day: CivilDay(daysSinceEpoch: split.days.lowerBound),
      startedAt: state == .queued ? nil : .milliseconds(plan.start),
      endedAt: now < plan.end ? nil : .milliseconds(plan.end),
      partsReady: plan.partsReady(at: now), partsTotal: plan.partsTotal(at: now),
      failure: failure, resultRows: rows)
    query.others = Array(split.accounts.dropFirst())
    if split.days.count > 1 { query.lastDay = CivilDay(daysSinceEpoch: split.days.upperBound) }
    return query
  }
}
