package import QueryCore

/// The provider's status words in querytop's own.
package enum SupermetricsStatus {
  /// Stands for a status that an answer left out.
  package static let absent = "no status"

  /// The state of a query or of a batch's row; words are compared without regard to case, and an
  /// unknown one is kept.
  package static func queryState(_ word: String?) -> QueryState {
    guard let word, !word.isEmpty else { return .unknown(absent) }
    switch word.uppercased() {
    case "SCHEDULED", "QUEUED": return .waiting
    case "RUNNING": return .running
    case "SUCCESS": return .succeeded
    case "FAILURE": return .failed
    case "STOPPED": return .stopped
    default: return .unknown(word)
    }
  }

  /// The state of a batch: STOPPED is the word for every end, so the counters say which end it was.
  ///
  /// Nothing left and a failure is failed; nothing left and no failure is succeeded, unless the
  /// batch was cancelled or had no query at all; something left is stopped. Counters never end a
  /// batch whose word says it lives.
  package static func batchState(
    _ word: String?, progress: BatchProgress, isCancelled: Bool
  ) -> QueryState {
    guard case .stopped = queryState(word) else { return queryState(word) }
    guard progress.isFinished else { return .stopped }
    if progress.failed > 0 { return .failed }
    return isCancelled ? .stopped : .succeeded
  }
}
