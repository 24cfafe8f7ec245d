package import FoundationEssentials
package import QueryCore

/// What one good answer said of a target, before it is joined with what was known.
package struct PollAnswer: Hashable, Sendable {
  package var state: QueryState
  /// The provider's own word for the state, untrusted.
  package var providerStatus: String?
  /// Without history: the series in it are empty, since one answer is one moment.
  package var detail: TargetDetail
  /// The failure of the target itself.
  package var failure: QueryFailure?
  package var requestID: String?
  package var startedAt: Date?
  package var endedAt: Date?
  /// The depth of the licence's queue, where the answer held it; its time is that of the answer.
  package var workflow: WorkflowQueue?

  package init(
    state: QueryState, providerStatus: String? = nil, detail: TargetDetail = .none,
    failure: QueryFailure? = nil, requestID: String? = nil, startedAt: Date? = nil,
    endedAt: Date? = nil, workflow: WorkflowQueue? = nil
  ) {
    self.state = state
    self.providerStatus = providerStatus
    self.detail = detail
    self.failure = failure
    self.requestID = requestID
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.workflow = workflow
  }
}
