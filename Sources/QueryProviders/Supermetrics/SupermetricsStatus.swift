package import QueryCore

/// The provider's status words in querytop's own.
package enum SupermetricsStatus {
  /// `PROCESS_EXITED` is in no list, and an end for the vendor's own command line.
  package static let words: StatusWords = [
    "SCHEDULED": .waiting, "QUEUED": .waiting, "RUNNING": .running, "SUCCESS": .succeeded,
    "FAILURE": .failed, "STOPPED": .stopped, "PROCESS_EXITED": .failed,
  ]

  /// The state of a query or of a batch's row.
  package static func queryState(_ word: String?) -> QueryState { words.state(word) }

  /// The state of a batch: STOPPED is the word for every end, so the counters say which end it was.
  ///
  /// Nothing left and a failure is failed; nothing left and no failure is succeeded, unless the
  /// batch was cancelled or had no query at all; something left is stopped. Counters never end a
  /// batch whose word says it lives.
  package static func batchState(
    _ word: String?, progress: BatchProgress, isCancelled: Bool
  ) -> QueryState {
    let told = queryState(word)
    guard told == .stopped || told == .succeeded else { return told }
    guard progress.isFinished else { return .stopped }
    if progress.failed > 0 { return .failed }
    return isCancelled ? .stopped : .succeeded
  }
}
