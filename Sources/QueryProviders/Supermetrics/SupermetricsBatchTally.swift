import QueryCore

/// What a batch's answer may be taken for: its word, its counters and its rows may contradict each
/// other, and the worse of what they say decides.
struct SupermetricsBatchTally {
  let state: QueryState
  /// Whether the batch has ended while rows of it have not, or did not all come.
  let isUnfinished: Bool
  let missing: [MissingPart]
  let doubts: [String]

  /// - Parameter rows: those of `pages` with every id once.
  init(_ pages: SupermetricsBatchPages, _ rows: BatchRows) {
    let counters = pages.progress
    let isCancelled = pages.newest?.isCancelled ?? false
    let told = SupermetricsStatus.batchState(
      pages.newest?.statusCode, progress: counters, isCancelled: isCancelled)
    let announced = max(pages.newest?.total ?? 0, counters.total)
    let isShort = rows.count < announced
    missing = isShort ? [MissingPart("rows", announced: announced, came: rows.count)] : []
    var doubts = pages.fault.map { [$0] } ?? []
    // Rows of a live batch are read page after page, and lag behind its counters.
    guard pages.isStill else {
      state = told
      isUnfinished = false
      self.doubts = doubts
      return
    }
    let open = rows.open
    let (failed, succeeded) = (rows.progress.failed, rows.progress.succeeded)
    if pages.newest?.counters != nil, !isShort,
      failed != counters.failed || succeeded != counters.succeeded
    {
      doubts.append(
        failed != counters.failed
          ? "counters say \(counters.failed) failed, rows \(failed)"
          : "counters say \(counters.succeeded) succeeded, rows \(succeeded)")
    }
    let isOpen = !open.isEmpty && !isCancelled
    if isOpen {
      let names = open.prefix(3).map(rows.id(at:)).joined(separator: ", ")
      let more = open.count > 3 ? ", +\(open.count - 3)" : ""
      doubts.append("the batch has ended, \(open.count) of its rows have not: \(names)\(more)")
    }
    state = rows.indices.reduce(told) { Self.worse($0, rows.state(at: $1)) }
    isUnfinished = isOpen || isShort || pages.fault != nil
    self.doubts = doubts
  }

  private static func worse(_ one: QueryState, _ other: QueryState) -> QueryState {
    rank(other) > rank(one) ? other : one
  }

  private static func rank(_ state: QueryState) -> Int {
    switch state {
    case .failed: 7
    case .stopped: 6
    case .gone: 5
    case .unknown, .unsupported: 4
    case .running: 3
    case .waiting: 2
    case .succeeded: 1
    }
  }
}
