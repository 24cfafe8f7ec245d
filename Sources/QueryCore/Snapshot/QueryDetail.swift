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
  /// The last good answer's body as text, cut at `longestAnswer`; untrusted like all of it.
  package var rawAnswer: String?
  /// Bytes of that body before it was cut.
  package var answerBytes: Int?
  /// The HTTP status it came with.
  package var answerStatus: Int?
  /// What `progress` was, one sample for each good answer, thinned as it grows.
  package var history = Series<ProgressSample>(capacity: 128)

  /// The most bytes kept of an answer.
  package static let longestAnswer = 1 << 20

  package init(
    partsReady: Int? = nil, partsTotal: Int? = nil, workflow: Series<WorkflowQueue> = Series(),
    failure: QueryFailure? = nil, resultRows: Int? = nil, resultColumns: [String] = [],
    percent: Int? = nil, expiresAt: Date? = nil, rawAnswer: String? = nil,
    answerBytes: Int? = nil, answerStatus: Int? = nil
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
    self.answerBytes = answerBytes
    self.answerStatus = answerStatus
  }

  /// What is done and left: of a hundred where the provider tells a percentage, else of its parts; nil where it counts
  /// neither, or one part only, which is no progress until the end.
  package var progress: BatchProgress? {
    let (done, total): (Int, Int)
    if let percent {
      (done, total) = (min(max(0, percent), 100), 100)
    } else if let ready = partsReady, let parts = partsTotal, parts > 1 {
      (done, total) = (min(max(0, ready), parts), parts)
    } else {
      return nil
    }
    return BatchProgress(queued: total - done, running: 0, succeeded: done, failed: 0)
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
