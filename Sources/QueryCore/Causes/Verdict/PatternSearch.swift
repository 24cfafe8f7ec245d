import FoundationEssentials

/// Looks for what the failures among some ended queries have in common.
///
/// A pattern is claimed only if all of these hold:
/// - *precision*: at least 95 % of the ended queries it covers failed;
/// - *support*: it covers at least 3 failures, and at least 20 % of all;
/// - *surprise*: by the failure rate outside it, drawn to the middle (Laplace), so many failures would come by chance with
///   p < 0.001 (binomial tail), and with p < 0.005 once it is multiplied by the number of patterns of its kind that were
///   looked at. "Everything" needs none.
///
/// The only account or the only days of a batch are no pattern. Of what is claimed, the pattern that explains the most
/// failures is told, each word it takes (`FailurePattern.complexity`) weighed as 3 % of them.
///
/// It never changes; a class, so that each of its claims holds the same.
final class PatternSearch {
  let queries: EndedQueries
  /// What tells the causes apart, in their order, and the failures of each.
  let causeKeys: [FailureCause.Key]
  let causeCounts: [Int]
  /// Those ended, and those taken for ended well.
  let rows: [EndedQueries.Row]
  let counts: PatternCounts
  let total: EndedCount
  let byAccount: [EndedCount]
  let bySpan: [EndedCount]
  /// Queries that have not ended, where all that have are searched; nil where only some are.
  let openCount: Int?
  private let tally: FailureTally

  /// Searches all that has ended, and queries taken for ended well.
  convenience init(_ tally: FailureTally, open: [EndedQueries.Row] = []) {
    self.init(tally, CountedQueries(tally), rows: tally.ended.rows, open: open, isAll: true)
  }

  /// Searches some of what has ended, which is counted already, and queries taken for ended well.
  convenience init(
    _ tally: FailureTally, _ counted: CountedQueries, rows: [EndedQueries.Row],
    open: [EndedQueries.Row], isAll: Bool = false
  ) {
    var counts = counted.counts
    for row in open { counts.add(row) }
    self.init(
      tally, open.isEmpty ? rows : rows + open, counts, causes: counted.causeCounts,
      openCount: isAll ? open.count : nil)
  }

  /// Searches some of what has ended.
  convenience init(_ tally: FailureTally, rows: [EndedQueries.Row]) {
    let counted = CountedQueries(rows, of: tally)
    self.init(tally, rows, counted.counts, causes: counted.causeCounts, openCount: nil)
  }

  private init(
    _ tally: FailureTally, _ rows: [EndedQueries.Row], _ counts: PatternCounts, causes: [Int],
    openCount: Int?
  ) {
    self.tally = tally
    self.rows = rows
    self.counts = counts
    self.openCount = openCount
    causeCounts = causes
    queries = tally.ended
    causeKeys = tally.causes.map(\.key)
    total = counts.total
    byAccount = counts.byAccount
    bySpan = counts.bySpan
  }

  /// The same of some of the rows.
  func among(_ rows: [EndedQueries.Row]) -> PatternSearch { PatternSearch(tally, rows: rows) }

  /// The place of a failure's cause among the causes; nil for what did not fail.
  func cause(of row: EndedQueries.Row) -> Int? {
    row.isFailed ? tally.causePlaces[Int(row.cause)] : nil
  }

  /// The failures of a cause.
  func failures(of cause: Int) -> [EndedQueries.Row] {
    guard openCount != nil else { return rows.filter { self.cause(of: $0) == cause } }
    return tally.places(of: causeKeys[cause]).map(queries.row)
  }

  /// What may be claimed, in no order.
  func claims(isFirst: Bool) -> [PatternClaim] {
    guard total.failed >= 3 else { return [] }
    var claims = accountClaims() + dayClaims() + rangeClaims() + accountRangeClaims()
    if isFirst { claims += wholeClaims() }
    claims += timeClaims()
    if claims.isEmpty { claims += causePlaceClaims() }
    return claims.isEmpty ? causeClaims() : claims
  }

  // MARK: Weighing

  /// The claim to a pattern; nil where the numbers do not hold it.
  ///
  /// - Parameters:
  ///   - choices: patterns of its kind that were looked at.
  ///   - known: how many it covers; nil to have them counted.
  func claim(
    _ pattern: FailurePattern, choices: Int, covering known: EndedCount? = nil,
    covers: @escaping (EndedQueries.Row) -> Bool
  ) -> PatternClaim? {
    let inside = known ?? count(where: covers)
    guard inside.isNearlyAllFailed, isSupported(inside.failed), inside.ended < total.ended,
      isSurprising(inside, outside: total - inside, choices: choices)
    else { return nil }
    return PatternClaim(pattern: pattern, count: inside, covers: covers)
  }

  func count(where covers: (EndedQueries.Row) -> Bool) -> EndedCount {
    var count = EndedCount()
    for row in rows where covers(row) { count.add(row) }
    return count
  }

  func isSupported(_ failures: Int) -> Bool { failures >= 3 && failures * 5 >= total.failed }

  func isSurprising(_ inside: EndedCount, outside: EndedCount, choices: Int) -> Bool {
    isSurprising(
      BinomialTail.atLeast(inside.failed, of: inside.ended, chance: outside.chance),
      choices: choices)
  }

  func isSurprising(_ probability: Double, choices: Int) -> Bool {
    probability < 0.001 && probability * Double(max(1, choices)) < 0.005
  }
}

/// Ended queries counted in every way a pattern may lie, and their failures by cause.
struct CountedQueries {
  private(set) var counts: PatternCounts
  /// In the order of the tally's causes.
  private(set) var causeCounts: [Int]

  /// All that have ended.
  init(_ tally: FailureTally) {
    counts = tally.ended.counts
    causeCounts = tally.causes.map(\.count)
  }

  /// Some of those, or of those taken for ended well.
  init(_ rows: [EndedQueries.Row], of tally: FailureTally) {
    counts = PatternCounts(tally.ended.splits, rows)
    causeCounts = [Int](repeating: 0, count: tally.causes.count)
    for row in rows where row.isFailed { causeCounts[tally.causePlaces[Int(row.cause)]] += 1 }
  }

  /// Takes some of them away.
  mutating func remove(_ rows: [EndedQueries.Row], of tally: FailureTally) {
    for row in rows {
      counts.remove(row)
      if row.isFailed { causeCounts[tally.causePlaces[Int(row.cause)]] -= 1 }
    }
  }
}

/// A pattern that the numbers hold.
struct PatternClaim {
  let pattern: FailurePattern
  /// The queries it covers.
  let count: EndedCount
  let covers: (EndedQueries.Row) -> Bool

  /// By which the pattern to be told is chosen: failures explained, less 3 % a word.
  private var weight: Double { Double(count.failed) * (1 - 0.03 * pattern.complexity) }

  /// The claim to be told; `named` stays until another explains 1.2 times as much, or is the same grown.
  static func chosen(of claims: [PatternClaim], naming named: FailurePattern?) -> PatternClaim? {
    guard var best = claims.first else { return nil }
    for claim in claims.dropFirst() where claim.weight > best.weight { best = claim }
    guard let named, best.pattern != named, !best.pattern.isGrown(from: named),
      let old = claims.first(where: { $0.pattern == named || $0.pattern.isGrown(from: named) })
    else { return best }
    return best.count.failed * 5 >= old.count.failed * 6 ? best : old
  }
}
