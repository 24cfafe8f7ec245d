package import FoundationEssentials

/// Everything the dashboard draws from: one value a frame, no panel looks past it.
package struct MonitorSnapshot: Hashable, Sendable {
  /// Rises whenever anything else in the snapshot changes.
  package var version = 0
  /// In the order they were asked for.
  package var targets: [TargetSnapshot]
  /// Queries somebody has open, in the order in which they were opened; each is polled for as long as
  /// it is.
  package var followed: [TargetSnapshot]
  /// By source name.
  package var budgets: [String: RequestBudget]
  /// The earliest moment at which a throttled source may be asked again, by source name.
  package var throttledUntil: [String: Date]
  /// The pace of polling: the wait between one target's answers and its next request.
  package var pace: Duration

  package init(
    targets: [TargetSnapshot] = [], inspected: TargetSnapshot? = nil,
    budgets: [String: RequestBudget] = [:], throttledUntil: [String: Date] = [:],
    pace: Duration = .seconds(1)
  ) {
    self.targets = targets
    followed = inspected.map { [$0] } ?? []
    self.budgets = budgets
    self.throttledUntil = throttledUntil
    self.pace = pace
  }

  /// The query that was opened last; nil where none is open.
  package var inspected: TargetSnapshot? { followed.last }

  /// Where the key and the address of a source were set.
  package func places(of source: String) -> SourcePlaces {
    (targets.first { $0.target.source == source } ?? followed.first { $0.target.source == source })?
      .places ?? SourcePlaces(configured: source)
  }
}
