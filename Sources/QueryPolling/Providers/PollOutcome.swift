package import QueryCore

/// How one poll ended, and what the source said of its limit meanwhile: a refusal spends the budget too.
package struct PollOutcome: Hashable, Sendable {
  package let result: Result<PollAnswer, PollProblem>
  /// The newest word on the limit; nil where the source said none.
  package let budget: RequestBudget?

  package init(_ result: Result<PollAnswer, PollProblem>, budget: RequestBudget? = nil) {
    self.result = result
    self.budget = budget
  }
}
