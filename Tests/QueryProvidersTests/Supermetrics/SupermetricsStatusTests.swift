import QueryCore
import QueryProviders
import Testing

struct SupermetricsStatusTests {
  @Test(
    arguments: [
      ("SCHEDULED", QueryState.waiting), ("queued", .waiting), ("Running", .running),
      ("SUCCESS", .succeeded), ("FAILURE", .failed), ("STOPPED", .stopped),
      ("PROCESS_EXITED", .failed), ("completed", .succeeded), ("success", .succeeded),
      ("pending", .waiting), ("COMPLETED", .succeeded), ("FAILED", .failed), ("ERROR", .failed),
      ("HIBERNATING", .unknown("HIBERNATING")), ("done", .unknown("done")),
      ("", .unknown("no status")), (nil, .unknown("no status")),
    ] as [(String?, QueryState)])
  func `words become states, unknown ones stay themselves`(word: String?, expected: QueryState) {
    #expect(SupermetricsStatus.queryState(word) == expected)
  }

  @Test(
    arguments: [
      ("QUEUED", [4, 0, 0, 0], false, QueryState.waiting),
      ("RUNNING", [2, 1, 1, 0], false, .running),
      ("RUNNING", [0, 0, 3, 1], false, .running),
      ("STOPPED", [0, 0, 4, 0], false, .succeeded),
      ("stopped", [0, 0, 3, 1], false, .failed),
      ("STOPPED", [0, 0, 0, 4], true, .failed),
      ("STOPPED", [0, 0, 4, 0], true, .stopped),
      ("STOPPED", [1, 0, 3, 0], false, .stopped),
      ("STOPPED", [0, 1, 2, 1], false, .stopped),
      ("STOPPED", [0, 0, 0, 0], false, .stopped),
      ("PAUSED", [0, 0, 4, 0], false, .unknown("PAUSED")),
    ] as [(String, [Int], Bool, QueryState)])
  func `a batch's end is told by its counters`(
    word: String, counts: [Int], isCancelled: Bool, expected: QueryState
  ) {
    let progress = BatchProgress(
      queued: counts[0], running: counts[1], succeeded: counts[2], failed: counts[3])
    #expect(
      SupermetricsStatus.batchState(word, progress: progress, isCancelled: isCancelled) == expected)
  }
}
