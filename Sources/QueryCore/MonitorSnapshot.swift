package import FoundationEssentials

/// Everything the dashboard draws from: one value a frame, no panel looks past it.
package struct MonitorSnapshot: Hashable, Sendable {
  /// In the order they were asked for.
  package var targets: [TargetSnapshot]
  /// The single query a person has opened inside a batch, polled for as long as it is open.
  package var inspected: TargetSnapshot?
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
    self.inspected = inspected
    self.budgets = budgets
    self.throttledUntil = throttledUntil
    self.pace = pace
  }
}
