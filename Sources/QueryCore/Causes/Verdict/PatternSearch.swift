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
struct PatternSearch {
  let queries: EndedQueries
  /// Those ended, and those taken for ended well.
  let rows: [EndedQueries.Row]
  let total: EndedCount
  let byAccount: [EndedCount]
  let bySpan: [EndedCount]

  init(_ queries: EndedQueries, rows: [EndedQueries.Row]) {
    self.queries = queries
    self.rows = rows
    var total = EndedCount()
    var byAccount = [EndedCount](repeating: EndedCount(), count: queries.accountNames.count)
    // Differences from span to span, summed up at the end.
    var steps = [EndedCount](repeating: EndedCount(), count: queries.spans.count + 2)
    for row in rows {
      total.add(row)
      for place in row.accounts { byAccount[Int(queries.accountPlaces[Int(place)])].add(row) }
      guard !row.spans.isEmpty else { continue }
      let failed = row.isFailed ? 1 : 0
      steps[Int(row.spans.lowerBound)].ended += 1
      steps[Int(row.spans.lowerBound)].failed += failed
      steps[Int(row.spans.upperBound)].ended -= 1
      steps[Int(row.spans.upperBound)].failed -= failed
    }
    var bySpan: [EndedCount] = []
    var now = EndedCount()
    for step in steps.prefix(queries.spans.count) {
      now.ended += step.ended
      now.failed += step.failed
      bySpan.append(now)
    }
    self.total = total
    self.byAccount = byAccount
    self.bySpan = bySpan
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
  /// - Parameter choices: patterns of its kind that were looked at.
  func claim(
    _ pattern: FailurePattern, choices: Int, covers: @escaping (EndedQueries.Row) -> Bool
  ) -> PatternClaim? {
    var inside = EndedCount()
    for row in rows where covers(row) { inside.add(row) }
    guard inside.isNearlyAllFailed, isSupported(inside.failed), inside.ended < total.ended,
      isSurprising(inside, outside: total - inside, choices: choices)
    else { return nil }
    return PatternClaim(pattern: pattern, count: inside, covers: covers)
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
