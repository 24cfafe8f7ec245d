extension FailureCause {
  /// Says where in the batch the cause lies, judged by the queries that have ended so far.
  ///
  /// A cause is one of accounts (or days) when at most a quarter of them is hit, and at least four in five of what has
  /// ended there failed so. It is everything when nine in ten of all that ended failed so.
  package func spread(in queries: [BatchQuery]) -> FailureSpread {
    let mine = Set(queryIDs)
    var accounts: [String: Tally] = [:]
    var days: [String: Tally] = [:]
    var all = Tally()
    for index in queries.indices {
      let hit = mine.contains(queries[index].id)
      let ended = queries[index].state.isTerminal
      all.count(hit: hit, ended: ended)
      for account in queries[index].accounts {
        accounts[account, default: Tally()].count(hit: hit, ended: ended)
      }
      if let day = queries[index].startDate {
        days[day, default: Tally()].count(hit: hit, ended: ended)
      }
    }
    return FailureSpread(
      pattern: Self.pattern(all: all, accounts: accounts, days: days),
      accounts: accounts.values.count { $0.hits > 0 }, accountsTotal: accounts.count,
      days: days.values.count { $0.hits > 0 }, daysTotal: days.count)
  }

  private static func pattern(
    all: Tally, accounts: [String: Tally], days: [String: Tally]
  ) -> FailureSpread.Pattern {
    if all.hits > 1, all.hits * 10 >= all.ended * 9 { return .everything }
    if let names = concentrated(accounts) { return .accounts(names) }
    if let names = concentrated(days) { return .days(names) }
    return .scattered
  }

  /// The names hit, sorted, when they are few and hit nearly whole; nil otherwise.
  private static func concentrated(_ tallies: [String: Tally]) -> [String]? {
    let hit = tallies.filter { $0.value.hits > 0 }
    guard !hit.isEmpty, tallies.count > 1, hit.count * 4 <= max(4, tallies.count) else {
      return nil
    }
    let hits = hit.values.reduce(0) { $0 + $1.hits }
    let ended = hit.values.reduce(0) { $0 + $1.ended }
    guard hits > 1, hits * 5 >= ended * 4 else { return nil }
    return hit.keys.sorted()
  }

  private struct Tally {
    var hits = 0
    var ended = 0

    mutating func count(hit: Bool, ended isEnded: Bool) {
      if hit { hits += 1 }
      if isEnded || hit { ended += 1 }
    }
  }
}
