package import FoundationEssentials

/// One query of a batch, as the batch's status page lists it.
package struct BatchQuery: Hashable, Sendable, Identifiable {
  /// The schedule id: stable over the batch's life, unique in it.
  package let id: String
  package var state: QueryState
  package var startedAt: Date?
  package var endedAt: Date?
  /// The accounts of this split; a batch split by account has one.
  package var accounts: [String]
  /// First day of the split as the provider wrote it, `2026-10-03`.
  package var startDate: String?
  package var endDate: String?
  package var failure: QueryFailure?
  package var resultRows: Int?
  package var resultsURL: String?

  package init(
    id: String, state: QueryState, startedAt: Date? = nil, endedAt: Date? = nil,
    accounts: [String] = [], startDate: String? = nil, endDate: String? = nil,
    failure: QueryFailure? = nil, resultRows: Int? = nil, resultsURL: String? = nil
  ) {
    self.id = id
    self.state = state
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.accounts = accounts
    self.startDate = startDate
    self.endDate = endDate
    self.failure = failure
    self.resultRows = resultRows
    self.resultsURL = resultsURL
  }

  /// How long it ran, or has run at `now`; nil before it started. Never negative, whatever the clocks say.
  package func elapsed(at now: Date) -> Duration? {
    guard let startedAt else { return nil }
    let end = endedAt ?? (state.isTerminal ? nil : now)
    guard let end else { return nil }
    return .seconds(max(0, end.timeIntervalSince(startedAt)))
  }
}
