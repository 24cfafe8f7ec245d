package import QueryCore

/// The rows of a batch as its pages bring them, and the proof that they belong together.
///
/// A settled row is not asked for again, so a reading that skipped pages must be shown to be whole:
/// the counters of the newest answer cover the batch, and the rows have to agree with them.
package struct SupermetricsBatchPages: Sendable {
  package private(set) var rows: BatchRows
  /// The last page read; its counters are the newest.
  package private(set) var newest: SupermetricsBatchResponse?
  /// Why a page after the first could not be read; what came before it counts all the same.
  package private(set) var fault: String?
  /// What of the pages read could not be read as it stands.
  package private(set) var doubts: [String] = []
  private let known: BatchRows

  /// Starts from rows known before, none for a reading from scratch.
  package init(known: BatchRows) {
    rows = known
    self.known = known
  }

  /// Puts a page's rows in their place, as far as there is room.
  package mutating func apply(_ page: SupermetricsBatchResponse, at offset: Int) {
    if rows.isEmpty, let total = page.total { rows.reserveCapacity(min(total, Self.mostRows)) }
    for (place, row) in zip(offset..<max(offset, Self.mostRows), page.rows) {
      if place >= rows.count {
        rows.append(row)
      } else {
        rows[place] = row
      }
    }
    let known = newest
    newest = page
    // A page that broke off before them says nothing against what an earlier one of this reading said.
    newest?.counters = page.counters ?? known?.counters
    newest?.total = page.total ?? known?.total
    doubts += page.damage?.sentences ?? []
    // Rows are kept once; the page is wanted for its head from here on.
    newest?.rows = []
  }

  /// Records that the page from a row on could not be read.
  package mutating func record(_ problem: PollProblem, at offset: Int) {
    var reason = problem.label
    if case .unreadable(let told) = problem { reason = told }
    fault = "the rows from \(CountText.grouped(offset + 1)) on could not be read (\(reason))"
  }

  /// Records that the batch was cancelled, as another answer told.
  mutating func recordCancellation() { newest?.isCancelled = true }

  /// Rows kept of one batch, whatever a server sends.
  private static let mostRows = 100_000

  /// Drops what lies behind the end of the batch as it was just read.
  package mutating func cut(to count: Int) { rows.cut(to: count) }

  /// The first row from `offset` on, and before `limit`, that may still change.
  package func nextUnsettled(from offset: Int, before limit: Int = .max) -> Int? {
    let end = min(limit, rows.count)
    return (min(offset, end)..<end).first { !rows.state(at: $0).isTerminal }
  }

  /// Where the pages start that are worth a request while the batch lives: the page where the next
  /// waiting row will start, then those with running rows, the most of them first.
  ///
  /// Rows start in the order of submission as a rule; what starts elsewhere shows in the counters.
  package var livePages: [Int] {
    var running: [Int: Int] = [:]
    var frontier: Int?
    for place in rows.indices {
      let state = rows.state(at: place)
      guard !state.isTerminal else { continue }
      let page = place / SupermetricsRequests.pageSize
      if state == .waiting {
        frontier = frontier ?? page
      } else {
        running[page, default: 0] += 1
      }
    }
    let busy = running.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let pages = (frontier.map { [$0] } ?? []) + busy.filter { $0 != frontier }
    return pages.map { $0 * SupermetricsRequests.pageSize }
  }

  /// A page with unsettled rows that `read` lacks, another each time the counters move; nil where
  /// the rows known to be running are as many as the counters say.
  package func lostPage(besides read: Set<Int>) -> Int? {
    guard let counters = newest?.counters, Self.count(rows).running < counters.running else {
      return nil
    }
    let others = stride(from: 0, to: rows.count, by: SupermetricsRequests.pageSize).filter { page in
      !read.contains(page)
        && nextUnsettled(from: page, before: page + SupermetricsRequests.pageSize) != nil
    }
    guard !others.isEmpty else { return nil }
    return others[(counters.success + counters.failure) % others.count]
  }

  /// Where the last whole page starts.
  package var lastPage: Int {
    max(0, rows.count - 1) / SupermetricsRequests.pageSize * SupermetricsRequests.pageSize
  }

  /// Whether the pages read so far leave a proof possible: the batch has as many rows as it had.
  package var canBeProven: Bool {
    rows.count == known.count && (newest?.total ?? known.count) == known.count
  }

  /// Whether the rows agree with the newest counters.
  ///
  /// A single page is as old as its counters, and an ended batch stands still: both must agree
  /// exactly. Pages of a live batch are read one after another, so there the rows may lag behind
  /// the counters, never lead.
  package var isProven: Bool {
    guard canBeProven, let counters = newest?.counters else { return false }
    let counted = Self.count(rows)
    if rows.count <= SupermetricsRequests.pageSize || isStill { return counted == counters }
    return counted.success <= counters.success && counted.failure <= counters.failure
  }

  /// Whether the newest answer says that the batch has ended.
  package var isStill: Bool { SupermetricsStatus.queryState(newest?.statusCode).isTerminal }

  /// The newest counters; counted from the rows where the answer held none.
  package var progress: BatchProgress {
    let counters = newest?.counters ?? Self.count(rows)
    return BatchProgress(
      queued: counters.queued, running: counters.running, succeeded: counters.success,
      failed: counters.failure, total: max(newest?.total ?? 0, 0))
  }

  /// The rows with every id once; of rows alike the first is kept, as rows that moved between two
  /// pages are read twice.
  package func uniqueRows() -> BatchRows {
    // The rows known are those of an earlier answer, each id once.
    if rows.hasSameQueries(as: known) { return rows }
    var unique = rows
    unique.dropRepeatedIDs()
    return unique == known ? known : unique
  }

  private static func count(_ rows: BatchRows) -> SupermetricsBatchResponse.Counters {
    var counters = SupermetricsBatchResponse.Counters()
    for place in rows.indices {
      switch rows.state(at: place) {
      case .waiting: counters.queued += 1
      case .running, .unknown, .unsupported: counters.running += 1
      case .succeeded: counters.success += 1
      case .failed, .stopped, .gone: counters.failure += 1
      }
    }
    return counters
  }
}
