package import QueryCore

/// The rows of a batch as its pages bring them, and the proof that they belong together.
///
/// A settled row is not asked for again, so a reading that skipped pages must be shown to be whole: the
/// counters of the newest answer cover the batch, and the rows have to agree with them.
package struct SupermetricsBatchPages: Sendable {
  package private(set) var rows: [BatchQuery]
  /// The last page read; its counters are the newest.
  package private(set) var newest: SupermetricsBatchResponse?
  private let knownCount: Int
  private var pagesRead = 0

  /// Starts from rows known before, none for a reading from scratch.
  package init(known: [BatchQuery]) {
    rows = known
    knownCount = known.count
  }

  /// Puts a page's rows in their place.
  package mutating func take(_ page: SupermetricsBatchResponse, at offset: Int) {
    let end = min(rows.count, offset + page.rows.count)
    rows.replaceSubrange(min(offset, end)..<end, with: page.rows)
    newest = page
    // Rows are kept once; the page is wanted for its head from here on.
    newest?.rows = []
    pagesRead += 1
  }

  /// The first row of the first page from `offset` on that holds a row which may still change.
  package func nextUnsettled(from offset: Int) -> Int? {
    var start = offset
    while start < rows.count {
      let end = min(rows.count, start + SupermetricsRequests.pageSize)
      if rows[start..<end].contains(where: { !$0.state.isTerminal }) { return start }
      start = end
    }
    return nil
  }

  /// Where the last whole page starts.
  package var lastPage: Int { max(0, rows.count - 1) / SupermetricsRequests.pageSize * SupermetricsRequests.pageSize }

  /// Whether the pages read so far leave a proof possible: the batch has as many rows as it had.
  package var canBeProven: Bool {
    rows.count == knownCount && (newest?.total ?? knownCount) == knownCount
  }

  /// Whether the rows agree with the newest counters.
  ///
  /// A single page is as old as its counters, and an ended batch stands still: both must agree exactly. Pages of a live batch
  /// are read one after another, so there the rows may lag behind the counters, never lead.
  package var isProven: Bool {
    guard canBeProven, let counters = newest?.counters else { return false }
    let counted = Self.count(rows)
    let isStill = pagesRead == 1 || SupermetricsStatus.queryState(newest?.statusCode).isTerminal
    if isStill { return counted == counters }
    return counted.success <= counters.success && counted.failure <= counters.failure
  }

  /// The newest counters; counted from the rows where the answer held none.
  package var progress: BatchProgress {
    let counters = newest?.counters ?? Self.count(rows)
    return BatchProgress(
      queued: counters.queued, running: counters.running, succeeded: counters.success,
      failed: counters.failure, total: max(newest?.total ?? 0, 0))
  }

  /// The rows with every id once; of rows alike the first is kept, as rows that moved between two pages are read twice.
  package func uniqueRows() -> [BatchQuery] {
    var seen = Set<String>(minimumCapacity: rows.count)
    return rows.filter { seen.insert($0.id).inserted }
  }

  private static func count(_ rows: [BatchQuery]) -> SupermetricsBatchResponse.Counters {
    var counters = SupermetricsBatchResponse.Counters()
    for row in rows {
      switch row.state {
      case .waiting: counters.queued += 1
      case .running, .unknown, .unsupported: counters.running += 1
      case .succeeded: counters.success += 1
      case .failed, .stopped, .gone: counters.failure += 1
      }
    }
    return counters
  }
}
