import FoundationEssentials

// Patterns that begin or end somewhere, and those of causes.
extension PatternSearch {
  /// From a day on, or up to one, in every account.
  func rangeClaims() -> [PatternClaim] {
    rangeClaims(
      in: counts, choices: bySpan.count, from: { .daysFrom($0) }, upTo: { .daysUpTo($0) },
      isOf: { _ in true })
  }

  /// An account from a day on, or up to one.
  func accountRangeClaims() -> [PatternClaim] {
    let accounts = byAccount.indices.filter {
      isSupported(byAccount[$0].failed) && !byAccount[$0].isNearlyAllFailed
    }
    // A claim explains a fifth of the failures: of accounts of their own, five can.
    return accounts.sorted { byAccount[$0].failed > byAccount[$1].failed }.prefix(8).flatMap {
      account in
      let name = queries.accountNames[account]
      let isOf = { [queries] (row: EndedQueries.Row) in queries.isOf(account, row) }
      return rangeClaims(
        in: PatternCounts(queries.splits, rows.filter(isOf)),
        choices: bySpan.count * byAccount.count,
        from: { .accountFrom(name, $0) }, upTo: { .accountUpTo(name, $0) }, isOf: isOf)
    }
  }

  private func rangeClaims(
    in counts: PatternCounts, choices: Int, from: (Int) -> FailurePattern,
    upTo: (Int) -> FailurePattern, isOf: @escaping (EndedQueries.Row) -> Bool
  ) -> [PatternClaim] {
    guard bySpan.count > 1 else { return [] }
    // What has not ended yet is no other side of a cut.
    let (lasts, firsts) = (counts.lasts, counts.firsts)
    let start = Self.cut(lasts, atLeast: 2).flatMap { cut in
      claim(from(queries.spans[cut].lowerBound), choices: choices) {
        Int($0.spans.upperBound) > cut && !$0.spans.isEmpty && isOf($0)
      }
    }
    let end = Self.cut(firsts.reversed(), atLeast: 2).flatMap { cut in
      let last = firsts.count - 1 - cut
      return claim(upTo(queries.spans[last].upperBound), choices: choices) {
        Int($0.spans.lowerBound) <= last && !$0.spans.isEmpty && isOf($0)
      }
    }
    return [start, end].compactMap(\.self)
  }

  /// From a moment on, by the times at which the queries ended.
  func timeClaims() -> [PatternClaim] {
    guard canEndInFailures else { return [] }
    let timed = rows.filter { !$0.ended.isNaN }.sorted { $0.ended < $1.ended }
    var buckets: [EndedCount] = []
    var moments: [Double] = []
    for row in timed {
      if moments.last != row.ended {
        moments.append(row.ended)
        buckets.append(EndedCount())
      }
      buckets[buckets.count - 1].add(row)
    }
    guard let cut = Self.cut(buckets) else { return [] }
    let moment = moments[cut]
    let date = Date(timeIntervalSinceReferenceDate: moment)
    return [claim(.since(date), choices: buckets.count) { $0.ended >= moment }].compactMap(\.self)
  }

  /// Whether few enough successes come after the last fifth of the failures: spares most batches the sorting.
  private var canEndInFailures: Bool {
    // As few as make a claim.
    let fewest = max(3, (total.failed + 4) / 5)
    let successes: Int
    if let openCount {
      let failures = queries.failureEnds
      guard failures.count >= fewest, let from = failures.value(at: failures.count - fewest) else {
        return false
      }
      successes = queries.successEnds.count(from: from) + openCount
    } else {
      let failures = rows.lazy.filter { $0.isFailed && !$0.ended.isNaN }.map(\.ended).sorted()
      guard failures.count >= fewest else { return false }
      let from = failures[failures.count - fewest]
      successes = rows.count { !$0.isFailed && $0.ended >= from }
    }
    return successes * 19 <= total.failed
  }

  /// Where a run of failures begins that lasts to the end; nil where there is none, or nothing before it.
  ///
  /// A success within the run costs as much as five failures, so that a stray failure before it does not lengthen it and a
  /// stray success within does not cut a long one; if that leaves too many, as much as nineteen.
  ///
  /// - Parameter atLeast: the fewest buckets with queries in them that make a run.
  static func cut(_ buckets: [EndedCount], atLeast: Int = 1) -> Int? {
    guard let first = buckets.firstIndex(where: { $0.ended > 0 }) else { return nil }
    for price in [5, 19] {
      var (best, bestScore, score) = (buckets.count, 0, 0)
      var (inside, bestInside) = (EndedCount(), EndedCount())
      for place in buckets.indices.reversed() {
        let bucket = buckets[place]
        inside.ended += bucket.ended
        inside.failed += bucket.failed
        score += bucket.failed - price * (bucket.ended - bucket.failed)
        if score > bestScore { (best, bestScore, bestInside) = (place, score, inside) }
      }
      if best > first, best < buckets.count, bestInside.isNearlyAllFailed,
        buckets[best...].count(where: { $0.ended > 0 }) >= atLeast
      {
        return best
      }
    }
    return nil
  }

  // MARK: Causes

  /// A cause whose failures are nearly all of one run of days, or of one account.
  ///
  /// Surprising is not that the queries there fail, which most need not, but that the cause is nowhere else: by the share
  /// of the ended queries that are there.
  func causePlaceClaims() -> [PatternClaim] {
    let causes = causeCounts.indices.filter { isSupported(causeCounts[$0]) }
    return causes.prefix(8).flatMap { cause in
      let failures = failures(of: cause)
      return [causeOnDays(cause, failures), causeOfAccount(cause, failures)].compactMap(\.self)
    }
  }

  private func causeOnDays(_ cause: Int, _ failures: [EndedQueries.Row]) -> PatternClaim? {
    let here = among(failures).bySpan
    guard let most = here.map(\.ended).max(), isConcentrated(most, of: failures.count) else {
      return nil
    }
    let spans = here.indices.filter { here[$0].ended == most }
    guard let span = spans.max(by: { bySpan[$0].ended > bySpan[$1].ended }),
      isSurprising(most, of: failures.count, share: bySpan[span], choices: bySpan.count)
    else { return nil }
    let ranges = Self.joined(spans.map { queries.spans[$0] })
    let covers = { [self] (row: EndedQueries.Row) in
      self.cause(of: row) == cause && spans.contains { row.spans.contains(Int32($0)) }
    }
    return PatternClaim(
      pattern: .causeOnDays(causeKeys[cause], ranges),
      count: EndedCount(ended: most, failed: most), covers: covers)
  }

  private func causeOfAccount(_ cause: Int, _ failures: [EndedQueries.Row]) -> PatternClaim? {
    let here = among(failures).byAccount
    guard let account = here.indices.max(by: { here[$0].ended < here[$1].ended }),
      isConcentrated(here[account].ended, of: failures.count),
      isSurprising(
        here[account].ended, of: failures.count, share: byAccount[account],
        choices: byAccount.count)
    else { return nil }
    let covers = { [self] (row: EndedQueries.Row) in
      self.cause(of: row) == cause && queries.isOf(account, row)
    }
    let count = EndedCount(ended: here[account].ended, failed: here[account].ended)
    return PatternClaim(
      pattern: .causeOfAccount(causeKeys[cause], queries.accountNames[account]),
      count: count, covers: covers)
  }

  private func isConcentrated(_ here: Int, of all: Int) -> Bool {
    isSupported(here) && here * 100 >= all * 95
  }

  private func isSurprising(
    _ here: Int, of all: Int, share: EndedCount, choices: Int
  ) -> Bool {
    let chance = Double(share.ended + 1) / Double(total.ended + 2)
    let probability = BinomialTail.atLeast(here, of: all, chance: chance)
    return isSurprising(probability, choices: choices * causeKeys.count)
  }

  /// One cause of nearly everything that failed, wherever.
  ///
  /// Nearly: four in five, and more than chance would bring if every cause were as likely as another, of two at least.
  func causeClaims() -> [PatternClaim] {
    let counts = causeCounts
    guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[most] > 0 else {
      return []
    }
    let count = counts[most]
    let chance = 1 / Double(max(2, counts.count { $0 > 0 }))
    let probability = BinomialTail.atLeast(count, of: total.failed, chance: chance)
    guard count * 5 >= total.failed * 4, isSupported(count), isSurprising(probability, choices: 1)
    else { return [] }
    return [
      PatternClaim(
        pattern: .cause(causeKeys[most]), count: EndedCount(ended: count, failed: count)
      ) { [self] in cause(of: $0) == most }
    ]
  }
}
