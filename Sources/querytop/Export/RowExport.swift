import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
import ResultTables

/// One run of all rows of a result into a file.
nonisolated struct RowExport {
  /// How far it is.
  struct Progress: Hashable, Sendable {
    var rows = 0
    var totalRows: Int?
    var bytes = 0
    /// What of the answers was no text, and has been mended.
    var repairs: [RowRepair] = []
    /// Since the first row was asked for.
    var elapsed = Duration.zero
    /// Of a batch, how far its queries are.
    var queries: Queries?
  }

  /// How far the queries of a batch are.
  struct Queries: Hashable, Sendable {
    /// Read to their end.
    var read = 0
    /// That there are.
    var all = 0
    /// That have not ended yet.
    var alive = 0
  }

  let target: Target
  let reader: ResultReader
  let format: RowFormat
  /// Whether strings that a spreadsheet takes for formulas stay as they are.
  let keepsFormulas: Bool
  /// Whether a table begins with a byte order mark.
  let hasByteOrderMark: Bool

  init(
    _ results: any ResultSource, of target: Target, gate: any RequestAdmission, format: RowFormat,
    keepsFormulas: Bool = false, hasByteOrderMark: Bool = false
  ) {
    self.target = target
    reader = ResultReader(results, gate: gate)
    self.format = format
    self.keepsFormulas = keepsFormulas
    self.hasByteOrderMark = hasByteOrderMark
  }

  /// Reads every page and writes it, then gives the file its name.
  ///
  /// Where it ends early, rows that are written stay in the partial file, whose note says how many.
  ///
  /// - Parameters:
  ///   - progress: what stands in the file, however it ends.
  ///   - tell: called some times a second.
  /// - Throws: `RowExportFailure`; `CancellationError` when the task was cancelled.
  @concurrent func run(
    into file: ExportFile, _ progress: inout Progress,
    telling tell: @Sendable (Progress) async -> Void
  ) async throws {
    do {
      try note(progress, in: file)
      do {
        try await write(nil, into: file, &progress, tell)
      } catch let unlisted as UnlistedColumns {
        // A header cannot grow afterwards: the columns of all rows first, then everything anew.
        let columns = try await columns(beyond: unlisted.columns)
        try file.restart()
        progress.rows = 0
        progress.bytes = 0
        try await write(columns, into: file, &progress, tell)
      }
      try file.finish()
    } catch let error as CancellationError {
      leave(file, progress, because: "it was stopped")
      throw error
    } catch {
      throw RowExportFailure(error, of: target, reader.places, progress, in: file) { reason in
        leave(file, progress, because: reason)
      }
    }
  }

  private func write(
    _ columns: [String]?, into file: ExportFile, _ progress: inout Progress,
    _ tell: @Sendable (Progress) async -> Void
  ) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    var pace = ReportPace()
    var writer: RowWriter?
    progress.repairs = []
    _ = try await reader.read { answer, first in
      progress.totalRows = answer.totalRows ?? progress.totalRows
      if let repair = answer.repair {
        progress.repairs.append(
          RowRepair(repair: repair, rows: first..<first + answer.page.rowCount))
      }
      var current =
        writer ?? rows(under: columns ?? answer.page.names)
      if writer == nil { try append(current.beginning(), to: file, &progress) }
      var row = 0
      while row < answer.page.rowCount {
        try append(try current.write(answer.page, from: &row), to: file, &progress)
        progress.rows = current.rowCount
        progress.elapsed = start.duration(to: clock.now)
        if pace.isDue() { await tell(progress) }
      }
      writer = current
      try note(progress, in: file)
      return true
    }
    let last = writer ?? rows(under: columns ?? [])
    if writer == nil { try append(last.beginning(), to: file, &progress) }
    try append(last.end(), to: file, &progress)
    progress.elapsed = start.duration(to: clock.now)
  }

  private func rows(under columns: [String]) -> RowWriter {
    RowWriter(
      format, columns: columns, keepsFormulas: keepsFormulas, hasByteOrderMark: hasByteOrderMark)
  }

  /// The columns of all rows, those known first.
  private func columns(beyond known: [String]) async throws -> [String] {
    var columns = ColumnUnion(known)
    _ = try await reader.read { answer, _ in
      try columns.add(answer.page.names)
      return true
    }
    return columns.names
  }

  private func append(
    _ bytes: [UInt8], to file: ExportFile, _ progress: inout Progress
  ) throws {
    try file.append(bytes)
    progress.bytes += bytes.count
  }

  private func note(
    _ progress: Progress, because reason: String? = nil, in file: ExportFile
  ) throws(ExportProblem) {
    let note = PartialNote(
      target: target, format: format.rawValue, rows: progress.rows, bytes: progress.bytes,
      totalRows: progress.totalRows, reason: reason)
    try file.note(note.line(at: Date()))
  }

  /// Leaves a partial file that has rows, with the reason in its note, and none that has not.
  private func leave(_ file: ExportFile, _ progress: Progress, because reason: String) {
    guard progress.rows > 0 else { return file.discard() }
    do {
      try note(progress, because: reason, in: file)
    } catch {
      // The note of the last page stays: it says as much, but for the reason, which the person is told.
    }
  }
}
