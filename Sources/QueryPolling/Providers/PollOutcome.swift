package import QueryCore

/// How one poll ended, and what the source said of its limit meanwhile: a refusal spends the budget
/// too.
package struct PollOutcome: Hashable, Sendable {
  /// A good answer, or why there is none.
  package let result: Result<PollAnswer, PollProblem>
  /// The newest word on the limit; nil where the source said none.
  package let budget: RequestBudget?
  /// Requests the poll took.
  package let requests: Int

  package init(
    _ result: Result<PollAnswer, PollProblem>, budget: RequestBudget? = nil, requests: Int = 1
  ) {
    self.requests = requests
    self.result = result
    self.budget = budget
  }

  /// Why there is no good answer; nil where there is one.
  package var problem: PollProblem? {
    if case .failure(let problem) = result { problem } else { nil }
  }
}
