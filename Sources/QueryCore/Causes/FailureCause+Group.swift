import FoundationEssentials

extension FailureCause {
  /// Groups the failed among the queries, the most frequent cause first; ties by code, then by message.
  ///
  /// Counted are queries that failed, and those stopped or gone that carry a failure. Costs time in proportion to the
  /// text of the messages.
  package static func group(_ queries: BatchRows) -> [FailureCause] { FailureTally(queries).causes }

  /// Whether the query at a place counts as failed here.
  package static func isFailure(_ place: Int, of queries: BatchRows) -> Bool {
    switch queries.state(at: place) {
    case .failed: true
    case .stopped, .gone: queries.failure(at: place) != nil
    case .waiting, .running, .succeeded, .unsupported, .unknown: false
    }
  }
}
