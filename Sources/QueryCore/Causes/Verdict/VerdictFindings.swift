/// What a verdict is told from: the patterns claimed, and what is left.
struct VerdictFindings {
  let causes: [FailureCause]
  let total: EndedCount
  let isRunning: Bool
  /// Whether too few have ended for a pattern to be claimed.
  let isTooEarly: Bool
  /// At most two, the first told first.
  private(set) var patterns: [PatternFacts] = []
  /// The failures that no pattern named covers.
  let rest: PatternFacts

  /// - Parameter tally: of the batch's rows.
  init(_ batch: BatchDetail, _ tally: FailureTally, isRunning: Bool, naming named: FailurePattern?)
  {
    causes = tally.causes
    self.isRunning = isRunning
    total = tally.ended.counts.total
    let size = max(batch.progress.total, batch.queries.count)
    isTooEarly = isRunning && (total.ended < 20 || total.ended * 10 < size)
    var left = CountedQueries(tally)
    if !isTooEarly, total.failed > 0 {
      var rows = tally.ended.rows
      var open = tally.ended.outlived(batch.queries)
      var search = PatternSearch(tally, open: open)
      for place in 0..<2 {
        var claims = search.claims(isFirst: place == 0)
        // What an earlier one left must be half explained to be worth the words.
        if place > 0 { claims.removeAll { $0.count.failed * 2 < search.total.failed } }
        guard let chosen = PatternClaim.chosen(of: claims, naming: place == 0 ? named : nil) else {
          break
        }
        let covered = rows.partitioned(by: chosen.covers)
        patterns.append(
          PatternFacts(chosen.pattern, CountedQueries(covered.yes, of: tally), in: tally))
        left.remove(covered.yes, of: tally)
        guard place == 0, left.counts.total.failed > 0 else { break }
        rows = covered.no
        open.removeAll(where: chosen.covers)
        search = PatternSearch(tally, left, rows: rows, open: open)
      }
    }
    rest = PatternFacts(nil, left, in: tally)
  }
}

extension [EndedQueries.Row] {
  /// Those that something is true of, and the others.
  fileprivate func partitioned(by isIt: (Element) -> Bool) -> (yes: Self, no: Self) {
    var parts: (yes: Self, no: Self) = ([], [])
    parts.no.reserveCapacity(count)
    for row in self { if isIt(row) { parts.yes.append(row) } else { parts.no.append(row) } }
    return parts
  }
}

/// The queries that a pattern covers, counted in every way a sentence may need.
struct PatternFacts {
  /// Nil for queries that no pattern covers.
  let pattern: FailurePattern?
  let count: EndedCount
  /// Failures by cause, in the causes' order.
  let causeCounts: [Int]
  /// The accounts of these queries, and those of them with a failure.
  let accounts: EndedCount
  /// The days of these queries, and those of them with a failure.
  let days: EndedCount
  /// Failures by whether they are worth running again.
  let retries: [RetryAdvice: Int]

  /// - Parameters:
  ///   - covered: the queries it covers.
  ///   - tally: what they were counted in.
  init(_ pattern: FailurePattern?, _ covered: CountedQueries, in tally: FailureTally) {
    self.pattern = pattern
    count = covered.counts.total
    causeCounts = covered.causeCounts
    let byAccount = covered.counts.byAccount
    accounts = EndedCount(
      ended: byAccount.count { $0.ended > 0 }, failed: byAccount.count { $0.failed > 0 })
    var days = EndedCount()
    for (span, count) in zip(tally.ended.spans, covered.counts.bySpan) {
      if count.ended > 0 { days.ended += span.count }
      if count.failed > 0 { days.failed += span.count }
    }
    self.days = days
    var retries: [RetryAdvice: Int] = [:]
    for (cause, count) in zip(tally.causes, causeCounts) where count > 0 {
      retries[cause.retry, default: 0] += count
    }
    // Failures that none of the causes names are of none that is known.
    let unnamed = count.failed - causeCounts.reduce(0, +)
    if unnamed > 0 { retries[.unknown, default: 0] += unnamed }
    self.retries = retries
  }

  /// What most of the failures are, with how many; of equals the worse.
  var advice: (retry: RetryAdvice, count: Int) {
    var best = (retry: RetryAdvice.unknown, count: 0)
    for retry in [RetryAdvice.permanent, .quota, .transient, .unknown] {
      let count = retries[retry] ?? 0
      if count > best.count { best = (retry, count) }
    }
    return best
  }

  /// The cause with the most failures among those of a kind; of equals the first.
  func mainCause(of causes: [FailureCause], _ retry: RetryAdvice) -> FailureCause? {
    var best: (cause: FailureCause, count: Int)?
    for (cause, count) in zip(causes, causeCounts)
    where cause.retry == retry && count > best?.count ?? 0 {
      best = (cause, count)
    }
    return best?.cause
  }
}
