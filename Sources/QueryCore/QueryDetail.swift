/// What is known of a single query or job beyond its state.
package struct QueryDetail: Hashable, Sendable {
  /// Sub-queries done, of `partsTotal`; the total may grow while the query runs.
  package var partsReady: Int?
  package var partsTotal: Int?
  /// The licence-wide queue; newest last.
  package var workflow: Series<WorkflowQueue>
  package var failure: QueryFailure?
  package var resultRows: Int?
  /// The last answer's body as text, cut at 64 KiB; untrusted like all of it.
  package var rawAnswer: String?

  package init(
    partsReady: Int? = nil, partsTotal: Int? = nil, workflow: Series<WorkflowQueue> = Series(),
    failure: QueryFailure? = nil, resultRows: Int? = nil, rawAnswer: String? = nil
  ) {
    self.partsReady = partsReady
    self.partsTotal = partsTotal
    self.workflow = workflow
    self.failure = failure
    self.resultRows = resultRows
    self.rawAnswer = rawAnswer
  }
}
