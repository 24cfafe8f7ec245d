import FoundationEssentials

/// The ended queries of a batch as plain numbers, for the search of patterns.
struct EndedQueries {
  /// One query that has ended, well or badly.
  struct Row {
    let isFailed: Bool
    /// Place of its cause among the causes; -1 where it did not fail, or by none of them.
    let cause: Int32
    /// Where its accounts stand in `accountPlaces`.
    let accounts: Range<Int32>
    /// The spans it covers; empty without days.
    let spans: Range<Int32>
    /// When it ended, in seconds; not a number where that is not known, infinite where it runs.
    let ended: Double
    /// Seconds it took, or, where it runs, when it started; not a number where they are not known.
    let took: Double

    /// Whether it has not ended: `EndedQueries.outlived`.
    var isOpen: Bool { ended == .infinity }
  }

  private(set) var rows: [Row] = []
  private(set) var accountNames: [String] = []
  /// The accounts of all rows, one row's after another's, as places in `accountNames`.
  private(set) var accountPlaces: [Int32] = []
  /// What tells the causes apart, in their order.
  let causeKeys: [FailureCause.Key]
  /// Runs of days, earliest first, that each query covers whole or not at all.
  private(set) var spans: [ClosedRange<Int>] = []
  /// Queries that run now and have run more than twice as long as three in four of the failures took.
  ///
  /// What fails ends sooner than what does not, as a rule, so that of queries in progress the failures come first. These
  /// count as if they had ended well, lest a pattern be claimed that they will undo.
  private(set) var outlived: [Row] = []
  private var accountIndex: [String: Int32] = [:]
  /// The accounts added last.
  private var recent: Range<Int32>?

  init(_ queries: BatchRows, causes: [FailureCause]) {
    causeKeys = causes.map(\.key)
    var causeOf: [String: Int32] = [:]
    for (index, cause) in causes.enumerated() {
      for id in cause.queryIDs { causeOf[id] = Int32(index) }
    }
    let days = queries.indices.map { place -> ClosedRange<Int>? in
      let query = queries.fixed[place]
      let state = queries.state(at: place)
      guard state.isTerminal || state == .running, let first = query.startDate ?? query.endDate
      else {
        return nil
      }
      return CalendarDays.range(first, query.endDate)
    }
    let spanAt = cutSpans(days)
    rows.reserveCapacity(queries.count)
    var running: [Row] = []
    // The last that is known to have happened, by the server's clock.
    var latest = -Double.infinity
    for place in queries.indices {
      let state = queries.state(at: place)
      guard state.isTerminal || state == .running else { continue }
      let isFailed = FailureCause.isFailure(place, of: queries)
      var covered = Int32(0)..<0
      if let range = days[place], !spanAt.places.isEmpty {
        let first = spanAt.places[range.lowerBound - spanAt.from]
        covered = first..<spanAt.places[range.upperBound + 1 - spanAt.from]
      }
      let started = Self.seconds(queries.start(at: place))
      let ended = Self.seconds(queries.end(at: place))
      for time in [started, ended] where time > latest { latest = time }
      let accounts = places(of: queries.fixed[place].accounts)
      let row = Row(
        isFailed: isFailed, cause: isFailed ? causeOf[queries.id(at: place)] ?? -1 : -1,
        accounts: accounts, spans: covered,
        ended: state == .running ? .infinity : ended,
        took: state == .running ? started : ended - started)
      if state == .running { running.append(row) } else { rows.append(row) }
    }
    let took = rows.filter { $0.isFailed && !$0.took.isNaN }.map(\.took).sorted()
    let usual = took.isEmpty ? 0 : took[(took.count - 1) * 3 / 4]
    outlived = running.filter { !(latest - $0.took <= 2 * usual) }
  }

  /// Cuts the days wherever a query begins or ends; not at all where they lie three centuries apart.
  ///
  /// - Returns: by each day on which one begins, or that follows its last, counted from the first of all, the place of the
  ///   span that begins there.
  private mutating func cutSpans(_ days: [ClosedRange<Int>?]) -> (from: Int, places: [Int32]) {
    var (from, end) = (Int.max, Int.min)
    for case let range? in days {
      from = min(from, range.lowerBound)
      end = max(end, range.upperBound + 1)
    }
    guard from < end, end - from <= 110_000 else { return (0, []) }
    var isCut = [Bool](repeating: false, count: end - from + 1)
    for case let range? in days {
      isCut[range.lowerBound - from] = true
      isCut[range.upperBound + 1 - from] = true
    }
    var places = [Int32](repeating: 0, count: isCut.count)
    var cuts: [Int] = []
    for place in isCut.indices where isCut[place] {
      places[place] = Int32(cuts.count)
      cuts.append(from + place)
    }
    spans = zip(cuts, cuts.dropFirst()).map { $0...($1 - 1) }
    return (from, places)
  }

  /// Rows of the same accounts, one after another, share their places.
  private mutating func places(of names: [String]) -> Range<Int32> {
    if let last = recent, last.count == names.count,
      zip(last, names).allSatisfy({ accountNames[Int(accountPlaces[Int($0)])] == $1 })
    {
      return last
    }
    let start = Int32(accountPlaces.count)
    for name in names {
      let known = accountIndex[name]
      if known == nil { accountNames.append(name) }
      let index = known ?? Int32(accountNames.count - 1)
      accountIndex[name] = index
      // An account that a query names twice is one.
      if !accountPlaces[Int(start)...].contains(index) { accountPlaces.append(index) }
    }
    recent = start..<Int32(accountPlaces.count)
    return start..<Int32(accountPlaces.count)
  }

  private static func seconds(_ date: Date?) -> Double {
    date?.timeIntervalSinceReferenceDate ?? .nan
  }

  /// Whether a row is of an account, given by its place.
  func isOf(_ account: Int, _ row: Row) -> Bool {
    row.accounts.contains { Int(accountPlaces[Int($0)]) == account }
  }
}

/// How many queries have ended, and how many of them failed.
struct EndedCount: Hashable {
  var ended = 0
  var failed = 0

  mutating func add(_ row: EndedQueries.Row) {
    ended += 1
    if row.isFailed { failed += 1 }
  }

  /// At least 95 of 100.
  var isNearlyAllFailed: Bool { failed > 0 && failed * 100 >= ended * 95 }

  /// The chance of a failure by these, drawn a little to the middle for want of more (Laplace).
  var chance: Double { Double(failed + 1) / Double(ended + 2) }

  static func - (left: EndedCount, right: EndedCount) -> EndedCount {
    EndedCount(ended: left.ended - right.ended, failed: left.failed - right.failed)
  }
}
