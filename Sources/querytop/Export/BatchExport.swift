import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryReports
import ResultTables

/// One run of the rows of all succeeded queries of a batch into a file.
nonisolated struct BatchExport {
  let target: Target
  let reader: BatchReader
  let feed: BatchFeed
  let format: RowFormat
  /// Whether strings that a spreadsheet takes for formulas stay as they are.
  var keepsFormulas = false
  /// Whether a table begins with a byte order mark.
  var hasByteOrderMark = false
  /// Where rows wait for their turn if the file has no folder; nil for the usual one.
  var temporaryFolder: String?

  /// Reads the queries as they succeed and writes their rows in the order of submission, then gives the
  /// file its name if the rows of every succeeded query are in it.
  ///
  /// - Parameters:
  ///   - list: gets the queries that are missing; nil writes no list.
  ///   - progress: what stands in the file, however it ends.
  ///   - missing: the queries whose rows are not in it; set once the batch has been read to its end.
  ///   - tell: called some times a second.
  /// - Throws: `RowExportFailure`; `CancellationError` when the task was cancelled.
  @concurrent func run(
    into file: ExportFile, listing list: MissingFile?, _ progress: inout RowExport.Progress,
    _ missing: inout MissingReport, telling tell: @Sendable (RowExport.Progress) async -> Void
  ) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      try note(progress, in: file)
      var rows = BatchFile(
        file, format, spool: try PageSpool(beside: file, temporaryFolder: temporaryFolder)
      ) { [self] in
        RowWriter(
          format, columns: $0, keepsFormulas: keepsFormulas, hasByteOrderMark: hasByteOrderMark)
      }
      let end: TargetSnapshot
      do {
        end = try await read(into: &rows, file, &progress, tell)
      } catch let error as PollProblem {
        // What has come is worth having in the partial file.
        try settle(&rows, feed.current(), in: file, &progress)
        throw error
      }
      try settle(&rows, end, in: file, &progress)
      missing = report(end, rows.readings)
      if let list { try list.write(missing) }
      if let reason = reasonToKeepPartial(end, rows.readings) {
        throw NotWhole(description: reason)
      }
      try rows.close()
      progress.bytes = rows.bytes
      try file.finish()
      progress.elapsed = start.duration(to: clock.now)
    } catch let error as CancellationError {
      leave(file, progress, because: "it was stopped")
      throw error
    } catch {
      throw RowExportFailure(error, of: target, reader.places, progress, in: file) { reason in
        leave(file, progress, because: reason)
      }
    }
  }

  /// Reads until no more queries will succeed.
  ///
  /// - Returns: how the batch stands then.
  private func read(
    into rows: inout BatchFile, _ file: ExportFile, _ progress: inout RowExport.Progress,
    _ tell: @Sendable (RowExport.Progress) async -> Void
  ) async throws -> TargetSnapshot {
    let clock = ContinuousClock()
    let start = clock.now
    var pace = ReportPace()
    var last = TargetSnapshot(target: target)
    var queue = ReadingQueue()
    var read = 0
    await feed.answered()
    try await reader.read { most in
      while true {
        last = feed.current() ?? last
        let queries = last.detail.batch?.queries ?? []
        let ready = queue.first(most, of: queries, readings: rows.readings)
        progress.count(queries, read: rows.readings.count, rowsExpectedOf: feed.isOver(last))
        if !ready.isEmpty || feed.isOver(last) { return ready }
        try rows.advance(queries)
        progress.elapsed = start.duration(to: clock.now)
        await tell(progress)
        try await Task.sleep(for: BatchFeed.pause)
      }
    } _: { step in
      switch step {
      case .page(let query, let answer, _):
        if let repair = answer.repair {
          progress.repairs.append(
            RowRepair(repair: repair, rows: read..<read + answer.page.rowCount))
        }
        read += answer.page.rowCount
        try rows.keep(answer.page, of: query)
      case .ended(let query, let reading):
        rows.end(query, reading)
        try rows.advance(last.detail.batch?.queries ?? [])
        (progress.rows, progress.bytes) = (rows.rows, rows.bytes)
        progress.queries?.read = rows.readings.count
        try note(progress, in: file)
      }
      progress.elapsed = start.duration(to: clock.now)
      if pace.isDue() { await tell(progress) }
      return true
    }
    progress.elapsed = start.duration(to: clock.now)
    return last
  }

  private func settle(
    _ rows: inout BatchFile, _ snapshot: TargetSnapshot?, in file: ExportFile,
    _ progress: inout RowExport.Progress
  ) throws {
    try rows.settle(snapshot?.detail.batch?.queries ?? [])
    if rows.isNarrow {
      try rows.reserve()
      // While they move, no row is where the note would have it.
      (progress.rows, progress.bytes) = (0, 0)
      try note(progress, in: file)
      try rows.widen()
    }
    (progress.rows, progress.bytes) = (rows.rows, rows.bytes)
  }

  // MARK: What is missing

  private func report(
    _ snapshot: TargetSnapshot, _ readings: [String: QueryReading]
  ) -> MissingReport {
    var report = MissingReport(target)
    let queries = snapshot.detail.batch?.queries ?? []
    for place in queries.indices {
      if !queries.isToBeRead(place) {
        guard queries.state(at: place) != .succeeded else { continue }
        report.entries.append(MissingReport.Entry(queries[place]))
        continue
      }
      switch readings[queries.id(at: place)] {
      case .whole: break
      case .unavailable(let problem):
        let why = problem.isExpiry ? "expired" : problem.code
        report.entries.append(
          MissingReport.Entry(queries[place], why: why, error: problem.failureInWords))
      case .contradictory(let result):
        report.entries.append(
          MissingReport.Entry(
            queries[place], why: "not_whole", error: QueryFailure(message: result.description)))
      case nil:
        report.entries.append(MissingReport.Entry(queries[place], why: "not_read", error: nil))
      }
    }
    report.unlisted = unlisted(snapshot)
    return report
  }

  /// Queries that a batch counts or announces and does not list.
  private func unlisted(_ snapshot: TargetSnapshot) -> Int {
    let announced = snapshot.missing.reduce(0) { $0 + max(0, $1.announced - $1.came) }
    guard let batch = snapshot.detail.batch else { return announced }
    // The rows of a live batch are read page after page, and lag behind its counters.
    guard snapshot.state.isTerminal else { return announced }
    let listed = batch.queries.indices.count { batch.queries.state(at: $0) == .succeeded }
    return max(announced, batch.progress.succeeded - listed)
  }

  /// Why the rows of some succeeded query are not all in the file; nil where they are.
  private func reasonToKeepPartial(
    _ snapshot: TargetSnapshot, _ readings: [String: QueryReading]
  ) -> String? {
    if let sentence = snapshot.lostSentence { return sentence }
    guard snapshot.observedAt != nil, snapshot.detail.batch != nil else {
      return "\(target): nothing is known of it yet"
    }
    let unlisted = unlisted(snapshot)
    if unlisted > 0 {
      let words = CountText.of(unlisted, "query", "queries")
      return "\(target): it counts \(words) more than it lists: export again"
    }
    let broken = readings.compactMap { id, reading in
      switch reading {
      case .contradictory(let result): return (id, result.description)
      case .unavailable(let problem) where !problem.isExpiry:
        let said = problem.failureInWords
        return (id, [said.code, said.message].compactMap(\.self).joined(separator: ": "))
      default: return nil
      }
    }.min { $0.0 < $1.0 }
    return broken.map { "\($0.0): \($0.1)" }
  }

  /// What is in the way of the final name.
  private struct NotWhole: Error, CustomStringConvertible {
    let description: String
  }

  // MARK: The note

  private func note(
    _ progress: RowExport.Progress, because reason: String? = nil, in file: ExportFile
  ) throws(ExportProblem) {
    let note = PartialNote(
      target: target, format: format.rawValue, rows: progress.rows, bytes: progress.bytes,
      totalRows: progress.totalRows, reason: reason)
    try file.note(note.line(at: Date()))
  }

  /// Leaves a partial file that has rows, with the reason in its note, and none that has not.
  private func leave(_ file: ExportFile, _ progress: RowExport.Progress, because reason: String) {
    guard progress.rows > 0 else { return file.discard() }
    do {
      try note(progress, because: reason, in: file)
    } catch {
      // The note before stays: it says as much, but for the reason, which the person is told.
    }
  }
}

/// Which queries of a batch are to be read next.
nonisolated private struct ReadingQueue {
  /// Before this place all have been read, or have ended without rows.
  private var start = 0

  /// The first so many that can be read and have not been.
  mutating func first(
    _ most: Int, of queries: BatchRows, readings: [String: QueryReading]
  ) -> [BatchQuery] {
    func isDone(_ place: Int) -> Bool {
      queries.isToBeRead(place)
        ? readings[queries.id(at: place)] != nil : queries.state(at: place).isTerminal
    }
    while start < queries.count, isDone(start) { start += 1 }
    var ready: [BatchQuery] = []
    for place in start..<max(start, queries.count) where queries.isToBeRead(place) {
      if readings[queries.id(at: place)] == nil { ready.append(queries[place]) }
      if ready.count == most { break }
    }
    return ready
  }
}

extension RowExport.Progress {
  /// Takes in how the queries stand.
  ///
  /// - Parameter isOver: whether no more will succeed, so that the rows to come can be told.
  nonisolated fileprivate mutating func count(
    _ queries: BatchRows, read: Int, rowsExpectedOf isOver: Bool
  ) {
    self.queries = RowExport.Queries(
      read: read, all: queries.count,
      alive: queries.indices.count { !queries.state(at: $0).isTerminal })
    guard isOver, totalRows == nil else { return }
    totalRows = queries.indices.reduce(0) { sum, place in
      queries.isToBeRead(place) ? sum + (queries.resultRows(at: place) ?? 0) : sum
    }
  }
}

extension PollProblem {
  /// What the provider said, or where it said nothing, querytop's own words.
  nonisolated fileprivate var failureInWords: QueryFailure {
    if let failure { return failure }
    if case .unreadable(let reason) = self { return QueryFailure(message: reason) }
    return QueryFailure(message: label)
  }
}
