import QueryCore

/// The schedule and the faults of a story put together, query by query.
struct StoryPlan {
  private(set) var queries: [PlannedQuery] = []
  private(set) var failures: [QueryFailure] = []

  init(
    grid: StoryGrid, schedule: StorySchedule, faults: FaultPlan, accounts: [SimulatedAccount],
    days: [CivilDay], from random: inout SplitMix64
  ) {
    let sizes = accounts.map { _ in random.logNormal(sigma: 0.8) }
    queries.reserveCapacity(grid.queries)
    for index in 0..<grid.queries {
      let (account, day) = grid.place(of: index)
      let reference = 1_000_000 + random.below(9_000_000)
      let rows = min(Int(450 * sizes[account] * random.logNormal(sigma: 0.5)), 25_000)
      let firstParts = 1 + random.below(3)
      let fault = faults.faults[index]
      if let fault {
        failures.append(
          fault.failure(account: accounts[account], day: days[day], reference: reference))
      }
      queries.append(
        PlannedQuery(
          account: account, day: day, start: schedule.times[index].start,
          end: schedule.times[index].end,
          ending: fault == nil ? .success(rows: rows) : .failure(failures.count - 1),
          firstParts: firstParts, parts: firstParts + 1 + random.below(7)))
    }
  }
}
