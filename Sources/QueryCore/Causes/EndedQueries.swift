import FoundationEssentials

/// The ended queries of a batch as plain numbers, for the search of patterns.
struct EndedQueries: Hashable, Sendable {
  /// One query that has ended, well or badly.
  struct Row: Hashable, Sendable {
    let place: Int32
    /// The number of its cause; -1 where it did not fail.
    let cause: Int32
    /// Where its accounts stand in `accountPlaces`.
    let accounts: Range<Int32>
    /// The spans it covers; empty without days.
    let spans: Range<Int32>
    /// When it ended, in seconds; not a number where that is not known, infinite where it runs.
    let ended: Double

    var isFailed: Bool { cause >= 0 }

    /// Whether it has not ended: `EndedQueries.outlived`.
    var isOpen: Bool { ended == .infinity }
  }

  let splits: SplitNumbers
  /// In no order.
  private(set) var rows: [Row] = []
  private(set) var counts: PatternCounts
  /// When those ended that failed, and the others, where that is known.
  private(set) var failureEnds = ValueCounts()
  private(set) var successEnds = ValueCounts()
  /// All times at which one of them started or ended.
  private var times = ValueCounts()
  /// Seconds that the failures took.
  private var failuresTook = ValueCounts()
  /// By place, where a query stands in `rows`; -1 for one that has not ended.
  private var lines: [Int32]

  /// Starts with nothing that has ended.
  init(_ splits: SplitNumbers = SplitNumbers(), count: Int = 0) {
    self.splits = splits
    counts = PatternCounts(splits)
    lines = Array(repeating: -1, count: count)
  }

  var accountNames: [String] { splits.accountNames }
  var spans: [ClosedRange<Int>] { splits.spans }

  /// The number of an ended query's cause, -1 where it did not fail; nil for one that has not ended.
  func cause(of place: Int) -> Int32? {
    guard lines.indices.contains(place), lines[place] >= 0 else { return nil }
    return rows[Int(lines[place])].cause
  }

  /// The row of an ended query.
  func row(of place: Int32) -> Row { rows[Int(lines[Int(place)])] }

  /// Adds the query at a place, which has ended.
  ///
  /// - Parameter cause: the number of its cause; nil where it did not fail.
  mutating func add(_ place: Int, _ queries: BatchRows, cause: Int32?) {
    let row = row(place, cause: cause ?? -1, ended: Self.seconds(queries.end(at: place)) ?? .nan)
    lines[place] = Int32(rows.count)
    rows.append(row)
    counts.add(row)
    count(place, row, queries) { $0.insert($1) }
  }

  /// Takes the query at a place away, which was added with the same rows.
  ///
  /// - Returns: the number of its cause; -1 where it did not fail.
  mutating func remove(_ place: Int, _ queries: BatchRows) -> Int32 {
    let line = Int(lines[place])
    let row = rows[line]
    lines[place] = -1
    let last = rows.removeLast()
    if line < rows.count {
      rows[line] = last
      lines[Int(last.place)] = Int32(line)
    }
    counts.remove(row)
    count(place, row, queries) { $0.remove($1) }
    return row.cause
  }

  private mutating func count(
    _ place: Int, _ row: Row, _ queries: BatchRows,
    change: (inout ValueCounts, Double) -> Void
  ) {
    let started = Self.seconds(queries.start(at: place))
    if let started { change(&times, started) }
    guard !row.ended.isNaN else { return }
    change(&times, row.ended)
    if row.isFailed { change(&failureEnds, row.ended) } else { change(&successEnds, row.ended) }
    if row.isFailed, let started { change(&failuresTook, row.ended - started) }
  }

  private func row(_ place: Int, cause: Int32, ended: Double) -> Row {
    Row(
      place: Int32(place), cause: cause, accounts: splits.accounts[Int(splits.accountsOf[place])],
      spans: splits.dates[Int(splits.datesOf[place])].spans, ended: ended)
  }

  /// A finite time in seconds.
  private static func seconds(_ date: Date?) -> Double? {
    guard let seconds = date?.timeIntervalSinceReferenceDate, seconds.isFinite else { return nil }
    return seconds
  }

  /// Queries that run now and have run more than twice as long as three in four of the failures took.
  ///
  /// What fails ends sooner than what does not, as a rule, so that of queries in progress the failures come first. These
  /// count as if they had ended well, lest a pattern be claimed that they will undo.
  func outlived(_ queries: BatchRows) -> [Row] {
    let running = queries.running.compactMap { place -> (place: Int, started: Double?)? in
      guard queries.state(at: place) == .running else { return nil }
      return (place, Self.seconds(queries.start(at: place)))
    }
    // The last that is known to have happened, by the server's clock.
    let latest = max(
      times.greatest ?? -.infinity, running.compactMap(\.started).max() ?? -.infinity)
    let usual = failuresTook.value(at: (failuresTook.count - 1) * 3 / 4) ?? 0
    return running.filter { query in query.started.map { !(latest - $0 <= 2 * usual) } ?? true }
      .map { row($0.place, cause: -1, ended: .infinity) }
  }

  /// Whether a row is of an account, given by its place.
  func isOf(_ account: Int, _ row: Row) -> Bool {
    row.accounts.contains { Int(splits.accountPlaces[Int($0)]) == account }
  }
}

/// How many queries have ended, and how many of them failed.
struct EndedCount: Hashable, Sendable {
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

  static func + (left: EndedCount, right: EndedCount) -> EndedCount {
    EndedCount(ended: left.ended + right.ended, failed: left.failed + right.failed)
  }

  static func - (left: EndedCount, right: EndedCount) -> EndedCount {
    EndedCount(ended: left.ended - right.ended, failed: left.failed - right.failed)
  }
}
