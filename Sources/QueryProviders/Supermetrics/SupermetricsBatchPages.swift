import FoundationEssentials
package import QueryCore

/// The rows of a batch as its pages bring them, and the proof that they belong together.
///
/// Where only a part of the rows was read, the whole must be shown to be true all the same: the counters of the newest answer
/// cover the batch, and the rows have to agree with them.
package struct SupermetricsBatchPages: Sendable {
  package private(set) var rows: BatchRows
  /// The last page read; its counters are the newest.
  package private(set) var newest: SupermetricsBatchResponse?
  /// Why a page after the first could not be read; what came before it counts all the same.
  package private(set) var fault: String?
  /// What of the pages read could not be read as it stands.
  package private(set) var doubts: [String] = []
  /// How far the rows have been read, to be noted with them.
  var reading = BatchReading()
  /// Whether a window held other rows than those known to stand there, or ended otherwise.
  var hasMoved = false
  /// Whether rows were not found that the counters speak of, wherever they were looked for.
  var isLost = false
  private let known: BatchRows
  private var knownProgress: BatchProgress?
  private var knownStart: Date?

  /// Starts from rows known before, none for a reading from scratch.
  package init(known: BatchRows) {
    rows = known
    self.known = known
  }

  /// Starts from a batch as it was last known; nil for a reading from scratch.
  init(_ target: TargetSnapshot?) {
    self.init(known: target?.detail.batch?.queries ?? [])
    guard let batch = target?.detail.batch else { return }
    knownStart = target?.startedAt
    reading = batch.reading
    knownProgress = batch.progress
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

  /// Whether one page holds all rows known.
  var isOnePage: Bool { rows.count <= SupermetricsRequests.pageSize }

  /// Whether the newest answer says that the batch has ended.
  package var isStill: Bool { SupermetricsStatus.queryState(newest?.statusCode).isTerminal }

  /// The newest counters: those known before where nothing was read, counted from the rows where the answer held none.
  package var progress: BatchProgress {
    guard let counters = newest?.counters else {
      return (newest == nil ? knownProgress : nil) ?? rows.progress
    }
    return BatchProgress(
      queued: counters.queued, running: counters.running, succeeded: counters.success,
      failed: counters.failure, total: max(newest?.total ?? 0, 0))
  }

  /// When the first of the queries started: the start known, or that of a row that has changed since.
  var firstStart: Date? {
    var first = knownStart
    for place in rows.changes(since: known) {
      guard let start = rows.start(at: place) else { continue }
      first = min(first ?? start, start)
    }
    return first
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
}
