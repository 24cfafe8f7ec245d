package import QueryCore

/// Batches made up to be drawn as a matrix.
package enum SplitBatch {
  /// What has gone wrong with a batch, by construction.
  package enum Pattern: Hashable, Sendable, CaseIterable {
    case badAccount, badDay, badAccountAndDay
  }

  /// Accounts × days from 2026-03-02, a Monday, on, all ended; what a pattern names failed, the rest succeeded.
  package static func pattern(_ pattern: Pattern, accounts: Int = 40, days: Int = 20) -> BatchRows {
    let (badAccount, badDay) = (accounts * 2 / 3, days / 3)
    return batch(accounts: accounts, days: days) { account, day in
      switch pattern {
      case .badAccount: account == badAccount
      case .badDay: day == badDay
      case .badAccountAndDay: account == badAccount || day == badDay
      }
    }
  }

  /// Accounts × days, ended as a closure says.
  package static func batch(
    accounts: Int, days: Int, hasFailed: (_ account: Int, _ day: Int) -> Bool
  ) -> BatchRows {
    let first = CalendarDays.number("2026-03-02") ?? 0
    return BatchRows(
      (0..<accounts * days).map { index in
        let (account, day) = (index / days, index % days)
        let failed = hasFailed(account, day)
        return BatchQuery(
          id: "query_\(index + 1)", state: failed ? .failed : .succeeded,
          accounts: ["act_9406\(5_480 + account)72"], startDate: CalendarDays.text(first + day),
          endDate: CalendarDays.text(first + day),
          failure: failed ? QueryFailure(code: "QUERY_FAILED", message: "It failed.") : nil)
      })
  }

  /// Anything a provider might send: any number of accounts a query and none, days, ranges and none, dates that are no dates,
  /// ranges that run backwards, every state, gaps.
  package static func random(seed: UInt64) -> BatchRows {
    var random = SplitMix64(seed: seed, stream: 11)
    let accounts = Int.random(in: 1...30, using: &random)
    let days = Int.random(in: 1...(Bool.random(using: &random) ? 40 : 400), using: &random)
    let first = (CalendarDays.number("2025-12-20") ?? 0) + Int.random(in: 0...60, using: &random)
    let isOdd = Bool.random(using: &random)
    let shares: [Double] = [0, 0.01, 0.3, 1]
    let failing = shares.randomElement(using: &random) ?? 0
    var rows = BatchRows()
    for index in 0..<Int.random(in: 0...500, using: &random) {
      let day = first + Int.random(in: 0..<days, using: &random)
      var query = BatchQuery(
        id: "query_\(index + 1)", state: state(failing, &random),
        accounts: ["act_\(Int.random(in: 0..<accounts, using: &random))"],
        startDate: CalendarDays.text(day), endDate: CalendarDays.text(day))
      if isOdd { distort(&query, day, accounts: accounts, &random) }
      rows.append(query)
    }
    return rows
  }

  private static func state(_ failing: Double, _ random: inout SplitMix64) -> QueryState {
    if Double.random(in: 0..<1, using: &random) < failing { return .failed }
    let states: [QueryState] = [
      .succeeded, .succeeded, .succeeded, .succeeded, .succeeded, .waiting, .running, .stopped,
      .gone, .unsupported, .unknown("PAUSED"),
    ]
    return states.randomElement(using: &random) ?? .succeeded
  }

  private static func distort(
    _ query: inout BatchQuery, _ day: Int, accounts: Int, _ random: inout SplitMix64
  ) {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: query.accounts = []
    case 1:
      query.accounts = (0..<Int.random(in: 2...9, using: &random)).map { _ in
        "act_\(Int.random(in: 0..<accounts, using: &random))"
      }
    case 2: (query.startDate, query.endDate) = (nil, nil)
    case 3: query.endDate = CalendarDays.text(day + Int.random(in: 0...90, using: &random))
    case 4: query.startDate = CalendarDays.text(day + 1)
    case 5:
      query.startDate = ["soon", "2026-02-30", "", "20260302"].randomElement(using: &random)
    case 6: query.accounts = ["", "act_0"]
    default: break
    }
  }
}
