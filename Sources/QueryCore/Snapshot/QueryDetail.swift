package import FoundationEssentials

/// What is known of a single query or job beyond its state.
package struct QueryDetail: Hashable, Sendable {
  /// Sub-queries done, of `partsTotal`; the total may grow while the query runs.
  package var partsReady: Int?
  package var partsTotal: Int?
  /// The licence-wide queue; newest last.
  package var workflow: Series<WorkflowQueue>
  package var failure: QueryFailure?
  package var resultRows: Int?
  /// The names of the result's columns, in its order; empty where the provider does not tell them.
  package var resultColumns: [String]
  /// Done of 100, as the provider estimates it; nil where it tells none.
  package var percent: Int?
  /// When the provider forgets the result.
  package var expiresAt: Date?
  /// The last answer's body as text, cut at 64 KiB; untrusted like all of it.
  package var rawAnswer: String?

  package init(
    partsReady: Int? = nil, partsTotal: Int? = nil, workflow: Series<WorkflowQueue> = Series(),
    failure: QueryFailure? = nil, resultRows: Int? = nil, resultColumns: [String] = [],
    percent: Int? = nil, expiresAt: Date? = nil, rawAnswer: String? = nil
  ) {
    self.partsReady = partsReady
    self.partsTotal = partsTotal
    self.workflow = workflow
    self.failure = failure
    self.resultRows = resultRows
    self.resultColumns = resultColumns
    self.percent = percent
    self.expiresAt = expiresAt
    self.rawAnswer = rawAnswer
  }
}

/// The depth of the licence's whole queue, as some answer about one query reported it.
package struct WorkflowQueue: Hashable, Sendable {
  package let scheduled: Int
  package let running: Int
  package let sampledAt: Date

  package init(scheduled: Int, running: Int, sampledAt: Date) {
    self.scheduled = max(0, scheduled)
    self.running = max(0, running)
    self.sampledAt = sampledAt
  }
}
