package import FoundationEssentials
package import QueryCore

/// What the batch view shows that is worked out of a batch's answer: made once an answer, not once a frame.
package struct BatchDigest: Hashable, Sendable {
  package let causes: [FailureCause]
  /// Where each cause lies, in words: `1 account, 20 days`.
  package let spreads: [CauseKey: String]
  package let estimate: CompletionEstimate
  /// Queries finished a minute of late; nil while nothing can be said.
  package let ratePerMinute: Double?
  /// Queries finished in each of `slices` equal slices of the time watched, oldest first; slices from before it, while the
  /// watch is young, are not numbers.
  package let throughput: [Double]
  /// The queries whose state the last answer changed.
  package let changed: Set<String>
  /// Where a query stands in the batch's list.
  package let places: [String: Int]

  /// Points of the throughput graph; a panel shows as many of the newest as fit.
  static let slices = 48

  package init(_ snapshot: TargetSnapshot, _ batch: BatchDetail, before: BatchDetail?, now: Date) {
    causes = FailureCause.group(batch.queries)
    spreads = Dictionary(
      uniqueKeysWithValues: causes.map { cause in
        let accounts = CountText.of(cause.accounts.count, "account", "accounts")
        let days = CountText.of(cause.dates.count, "day", "days")
        return (CauseKey(cause), "\(accounts), \(days)")
      })
    estimate = CompletionEstimate.make(
      history: batch.history, progress: batch.progress, queries: batch.queries,
      observedAt: snapshot.observedAt ?? now, now: now)
    ratePerMinute = ProgressRate.perMinute(batch.history)
    throughput = Self.throughput(batch.history)
    var places: [String: Int] = [:]
    places.reserveCapacity(batch.queries.count)
    for (index, query) in batch.queries.enumerated() { places[query.id] = index }
    self.places = places
    changed = Self.changes(from: before, to: batch)
  }

  /// No slice is shorter than two seconds: a young graph fills from the right instead of being stretched.
  private static func throughput(_ history: Series<ProgressSample>) -> [Double] {
    let elements = history.elements
    guard let first = elements.first, let last = elements.last else { return [] }
    let seconds = max(0, min(1e9, last.at.timeIntervalSince(first.at)))
    let known = min(slices, Int(seconds / 2))
    return Array(repeating: .nan, count: slices - known)
      + ProgressHistory.throughput(history, buckets: known)
  }

  private static func changes(from before: BatchDetail?, to after: BatchDetail) -> Set<String> {
    guard let before, before.queries.count == after.queries.count else { return [] }
    var changed: Set<String> = []
    for (old, new) in zip(before.queries, after.queries) where old.state != new.state {
      changed.insert(new.id)
    }
    return changed
  }

  /// The ids of a cause's queries; nil where there is no such cause.
  func members(of key: CauseKey?) -> Set<String>? {
    guard let key else { return nil }
    return Set(causes.first { CauseKey($0) == key }?.queryIDs ?? [])
  }
}
