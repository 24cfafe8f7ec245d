package import QueryCore

/// What failed of one target: by cause, and query by query.
package struct FailureReport: Hashable, Sendable {
  package let target: Target
  /// The most frequent cause first.
  package let causes: [FailureCause]
  /// In the provider's order.
  package let queries: [BatchQuery]

  /// Gathers what failed; a query by itself is a batch of one.
  package init(_ snapshot: TargetSnapshot) {
    target = snapshot.target
    let all =
      snapshot.detail.batch?.queries
      ?? [
        BatchQuery(
          id: snapshot.target.id, state: snapshot.state, startedAt: snapshot.startedAt,
          endedAt: snapshot.endedAt, failure: snapshot.failure)
      ]
    causes = FailureCause.group(all)
    let ids = Set(causes.flatMap(\.queryIDs))
    queries = all.filter { ids.contains($0.id) }
  }
}
