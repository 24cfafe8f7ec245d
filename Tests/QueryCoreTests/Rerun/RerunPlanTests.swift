import Testing

@testable import QueryCore

@Suite("A plan to run failures again") struct RerunPlanTests {
  private static let first = 20_000

  private func day(_ number: Int) -> String { CalendarDays.text(Self.first + number) }

  private func failed(
    _ id: String, _ accounts: [String], _ start: Int?, _ end: Int? = nil,
    _ code: String = "DATA_SOURCE_TIMEOUT"
  ) -> BatchQuery {
    BatchQuery(
      id: id, state: .failed, accounts: accounts, startDate: start.map(day),
      endDate: (end ?? start).map(day), failure: QueryFailure(code: code))
  }

  private func outline(
    _ queries: [([String]?, ClosedRange<Int>?)], accounts: Bool = true, days: Bool = true
  ) -> RequestOutline {
    RequestOutline(
      queries: queries.map { named, range in
        RequestOutline.Query(
          accounts: named,
          days: range.map { Self.first + $0.lowerBound...Self.first + $0.upperBound })
      }, splitsAccounts: accounts, splitsDays: days)
  }

  private func words(_ plan: RerunPlan) -> [String] {
    plan.queries.map { query in
      let days = [query.startDate, query.endDate].map { text in
        text.flatMap(CalendarDays.number).map { "\($0 - Self.first)" } ?? "-"
      }
      return "\(query.origin): \(query.accounts.joined(separator: " ")) \(days[0])…\(days[1])"
    }
  }

  private func plan(_ rows: [BatchQuery], _ outline: RequestOutline) throws -> [String] {
    words(try RerunPlan(Array(rows.indices), of: BatchRows(rows), by: outline))
  }

  @Test func `joins the days of an account that follow each other, and no gap`() throws {
    let rows = [1, 2, 3, 5].map { (day: Int) in failed("q\(day)", ["a"], day) }
    #expect(try plan(rows, outline([(["a", "b"], 0...9)])) == ["0: a 1…3", "0: a 5…5"])
  }

  @Test func `joins accounts that share their days`() throws {
    let rows = ["a", "b"].flatMap { account in
      [1, 2].map { (day: Int) in failed("\(account)\(day)", [account], day) }
    }
    #expect(try plan(rows, outline([(["a", "b"], 0...9)])) == ["0: a b 1…2"])
  }

  @Test func `goes by days where that is fewer queries`() throws {
    let hits = ["a": [1, 2, 3], "b": [1, 2], "c": [2, 3], "d": [2]]
    let rows = hits.sorted { $0.key < $1.key }.flatMap { account, days in
      days.map { (day: Int) in failed("\(account)\(day)", [account], day) }
    }
    #expect(
      try plan(rows, outline([(["a", "b", "c", "d"], 0...9)])) == [
        "0: a b 1…1", "0: a b c d 2…2", "0: a c 3…3",
      ])
  }

  @Test func `keeps dates and accounts together that the provider did not part`() throws {
    let rows = [failed("q1", ["a", "b"], 0, 4), failed("q2", ["c", "d"], 5, 9)]
    let asked = outline([(["a", "b"], 0...4), (["c", "d"], 5...9)], accounts: false, days: false)
    #expect(try plan(rows, asked) == ["0: a b 0…4", "1: c d 5…9"])
  }

  @Test func `leaves dates and accounts as they are where the batch names none`() throws {
    let rows = [failed("q1", [], nil)]
    #expect(try plan(rows, outline([(nil, nil)], accounts: false, days: false)) == ["0:  -…-"])
  }

  @Test func `cuts a list of accounts to what a query takes`() throws {
    let rows = (0..<250).map { failed("q\($0)", ["a\($0)"], 3) }
    let plan = try RerunPlan(
      Array(rows.indices), of: BatchRows(rows), by: outline([(rows.map { $0.accounts[0] }, 0...9)]))
    #expect(plan.queries.map(\.accounts.count) == [100, 100, 50])
    #expect(plan.queries.map(\.splits) == [100, 100, 50])
  }

  // MARK: What a query was made of

  @Test func `refuses a request that does not cover what failed`() {
    let rows = [failed("q1", ["a"], 3), failed("q2", ["z"], 3), failed("q3", ["a"], 12)]
    #expect(
      throws: RerunProblem.uncovered(
        RerunSplit(accounts: ["z"], startDate: day(3), endDate: day(3)), count: 2)
    ) { try plan(rows, outline([(["a"], 0...9)])) }
  }

  @Test func `takes the order of submission where several queries fit`() throws {
    // Two queries of the same accounts and dates that ask for different fields.
    let rows = (0..<8).map { failed("q\($0)", [$0 % 4 < 2 ? "a" : "b"], $0 % 2) }
    let asked = outline([(["a", "b"], 0...1), (["a", "b"], 0...1)])
    let plan = try RerunPlan([1, 6], of: BatchRows(rows), by: asked)
    #expect(words(plan) == ["0: a 1…1", "1: b 0…0"])
    #expect(plan.isByOrder)
  }

  @Test func `refuses where the order of submission does not tell`() {
    let rows = (0..<7).map { failed("q\($0)", [$0 % 4 < 2 ? "a" : "b"], $0 % 2) }
    let split = RerunSplit(accounts: ["a"], startDate: day(1), endDate: day(1))
    #expect(throws: RerunProblem.ambiguous(split, queries: [1, 2])) {
      try RerunPlan(
        [1], of: BatchRows(rows), by: outline([(["a", "b"], 0...1), (["a", "b"], 0...1)]))
    }
  }

  @Test func `refuses a query of the request that nothing can be filled into`() {
    var asked = outline([(nil, nil)])
    asked.queries[0].obstacle = "it is no object"
    #expect(throws: RerunProblem.unfillable(query: 1, reason: "it is no object")) {
      try plan([failed("q1", ["a"], 3)], asked)
    }
  }

  @Test func `refuses to run all accounts for a query that names none`() {
    let split = RerunSplit(accounts: [], startDate: day(3), endDate: day(3))
    #expect(throws: RerunProblem.accountless(split)) {
      try plan([failed("q1", [], 3)], outline([(["a", "b"], 0...9)]))
    }
  }

  @Test func `refuses to be empty`() {
    #expect(throws: RerunProblem.nothingChosen) { try plan([], outline([(["a"], 0...9)])) }
  }

  // MARK: Any batch

  @Test func `covers what failed and nothing besides, in no more queries, whatever failed`() throws
  {
    for seed in 0..<1000 {
      var random = SplitMix64(seed: UInt64(seed), stream: 5)
      func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
      let (byAccount, byDay) = (below(4) > 0, below(4) > 0)
      var asked: [([String]?, ClosedRange<Int>?)] = []
      for part in 0...below(3) {
        let first = below(5)
        asked.append(((0...below(7)).map { "p\(part)a\($0)" }, first...(first + below(12))))
      }
      let outline = outline(asked, accounts: byAccount, days: byDay)
      let splits = outline.queries.flatMap { Self.split($0, outline) }
      let share = 1 + below(10)
      let rows = BatchRows(
        splits.enumerated().map { place, split in
          BatchQuery(
            id: "q\(place)", state: below(10) < share ? .failed : .succeeded,
            accounts: split.accounts, startDate: split.startDate, endDate: split.endDate)
        })
      let places = rows.indices.filter { rows.state(at: $0) == .failed }
      guard !places.isEmpty else { continue }
      let plan = try RerunPlan(places, of: rows, by: outline)
      let run = plan.queries.flatMap { query in
        Self.split(
          RequestOutline.Query(
            accounts: query.accounts,
            days: CalendarDays.range(query.startDate ?? "", query.endDate)), outline)
      }
      #expect(run.count == places.count, "seed \(seed)")
      #expect(Set(run) == Set(places.map { splits[$0] }), "seed \(seed)")
      #expect(plan.queries.count <= places.count, "seed \(seed)")
      #expect(plan.queries.reduce(0) { $0 + $1.splits } == places.count, "seed \(seed)")
    }
  }

  /// What a provider makes of a query.
  private static func split(
    _ query: RequestOutline.Query, _ outline: RequestOutline
  ) -> [RerunSplit] {
    let accounts = query.accounts ?? []
    let days = query.days ?? 0...0
    let groups = outline.splitsAccounts ? accounts.map { [$0] } : [accounts]
    let ranges = outline.splitsDays ? days.map { $0...$0 } : [days]
    return groups.flatMap { group in
      ranges.map {
        RerunSplit(
          accounts: group, startDate: CalendarDays.text($0.lowerBound),
          endDate: CalendarDays.text($0.upperBound))
      }
    }
  }
}

@Suite("What is chosen to be run again") struct RerunChoiceTests {
  private let rows = BatchRows(
    [
      ("1", "QUERY_ACCOUNT_UNAVAILABLE", "no"), ("2", "DATA_SOURCE_TIMEOUT", "slow"),
      ("3", "DATA_SOURCE_TIMEOUT", "slow"), ("4", "DATA_SOURCE_TIMEOUT", "slower"),
      ("5", "DATA_SOURCE_QUOTA_EXCEEDED", "used up"), ("6", nil, "odd"),
    ].map { id, code, message in
      BatchQuery(id: id, state: .failed, failure: QueryFailure(code: code, message: message))
    } + [BatchQuery(id: "7", state: .succeeded)])

  private func ids(_ choice: RerunChoice) -> String {
    RerunSelection(choice, of: rows).places.map { rows.id(at: $0) }.joined()
  }

  @Test func `is all that does not fail again until somebody mends it, unless that is wanted too`()
  {
    #expect(ids(.all(withPermanent: false)) == "23456")
    #expect(ids(.all(withPermanent: true)) == "123456")
    let left = RerunSelection(.all(withPermanent: false), of: rows).leftOut
    #expect(left.map(\.cause.code) == ["QUERY_ACCOUNT_UNAVAILABLE"] && left.map(\.count) == [1])
  }

  @Test(arguments: [
    ("DATA_SOURCE_TIMEOUT", "234"), ("data_source_timeout#1", "23"), ("DATA_SOURCE_TIMEOUT#2", "4"),
    ("DATA_SOURCE_TIMEOUT#3", ""), ("QUERY_ACCOUNT_UNAVAILABLE", "1"), ("-", "6"), ("NOPE", ""),
  ])
  func `is a cause by its code, or one of several that share it`(text: String, chosen: String) {
    #expect(ids(RerunChoice(cause: text)) == chosen)
    #expect(RerunSelection(RerunChoice(cause: text), of: rows).unknown.isEmpty == !chosen.isEmpty)
  }

  @Test func `is ids that failed, and tells those that did not`() {
    let selection = RerunSelection(.ids(["2", "5", "7", "9"]), of: rows)
    #expect(selection.places == [1, 4] && selection.unknown == ["7", "9"])
    #expect(selection.awaitingQuota == 1 && selection.permanent == 0)
  }
}
