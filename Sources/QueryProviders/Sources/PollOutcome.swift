package import FoundationEssentials
package import QueryCore

/// How one poll ended, and what the source said of its limit meanwhile: a refusal spends the budget
/// too.
package struct PollOutcome: Hashable, Sendable {
  /// A good answer, or why there is none.
  package let result: Result<PollAnswer, PollProblem>
  /// The newest word on the limit; nil where the source said none.
  package let budget: RequestBudget?
  /// The wait that the last answer asked for, whatever its status; nil where it did not.
  package let wait: Duration?
  /// Requests the poll took.
  package let requests: Int

  package init(
    _ result: Result<PollAnswer, PollProblem>, budget: RequestBudget? = nil,
    wait: Duration? = nil, requests: Int = 1
  ) {
    self.wait = wait
    self.requests = requests
    self.result = result
    self.budget = budget
  }

  /// Why there is no good answer; nil where there is one.
  package var problem: PollProblem? {
    if case .failure(let problem) = result { problem } else { nil }
  }
}

/// What one good answer said of a target, before it is joined with what was known.
package struct PollAnswer: Hashable, Sendable {
  package var state: QueryState
  /// The provider's own word for the state, untrusted.
  package var providerStatus: String?
  /// Without history: the series in it are empty, since one answer is one moment.
  package var detail: TargetDetail
  /// The failure of the target itself.
  package var failure: QueryFailure?
  /// As `TargetSnapshot.missing` and `doubts`.
  package var missing: [MissingPart] = []
  package var doubts: [String] = []
  /// Whether the target has ended by its word while parts of it have not, or did not all come.
  package var isUnfinished = false
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
