package import FoundationEssentials

/// One query of a batch, as the batch's status page lists it; a batch's are kept as `BatchRows`.
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
  package var failure: QueryFailure? {
    get { boxedFailure?.value }
    set { boxedFailure = newValue.map(BoxedFailure.failure) }
  }
  package var resultRows: Int?

  package init(
    id: String, state: QueryState, startedAt: Date? = nil, endedAt: Date? = nil,
    accounts: [String] = [], startDate: String? = nil, endDate: String? = nil,
    failure: QueryFailure? = nil, resultRows: Int? = nil
  ) {
    self.id = id
    self.state = state
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.accounts = accounts
    self.startDate = startDate
    self.endDate = endDate
    boxedFailure = failure.map(BoxedFailure.failure)
    self.resultRows = resultRows
  }

  /// How long it ran, or has run at `now`; nil before it started.
  ///
  /// Never negative and never beyond 30 years, whatever the clocks say.
  package func elapsed(at now: Date) -> Duration? {
    guard let startedAt else { return nil }
    let end = endedAt ?? (state.isTerminal ? nil : now)
    guard let end else { return nil }
    return Duration(clamping: end.timeIntervalSince(startedAt))
  }

  /// Few queries fail: behind a pointer, the others do not pay for the room a failure takes.
  var boxedFailure: BoxedFailure?

  indirect enum BoxedFailure: Hashable, Sendable {
    case failure(QueryFailure)

    var value: QueryFailure {
      switch self {
      case .failure(let failure): failure
      }
    }
  }
}
