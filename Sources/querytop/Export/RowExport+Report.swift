import DashboardUI
import QueryCore
import QueryReports

extension RowExport {
  /// Runs into a new file for the dashboard.
  ///
  /// - Returns: how it ended.
  @concurrent func report(
    into path: String, telling tell: @Sendable (ResultExportReport) -> Void
  ) async -> ResultExportReport {
    do {
      let file = try ExportFile(path: path)
      var done = Progress()
      do {
        try await run(into: file, &done) { progress in
          tell(
            .writing(
              rows: progress.rows, totalRows: progress.totalRows, elapsed: progress.elapsed))
        }
        return .saved(
          rows: done.rows, bytes: done.bytes, elapsed: done.elapsed, mended: done.repairSentence)
      } catch is CancellationError {
        return .ended("saving \(path) was stopped\(RowExportFailure.remains(done, in: file))")
      }
    } catch {
      return .ended("\(error)")
    }
  }
}

extension BatchExport {
  /// Runs into a new file for the dashboard.
  ///
  /// - Returns: how it ended.
  @concurrent func report(
    into path: String, telling tell: @Sendable (ResultExportReport) -> Void
  ) async -> ResultExportReport {
    do {
      let list = try MissingFile(beside: PathBytes(typed: path), isForced: false)
      let file = try ExportFile(path: path)
      var done = RowExport.Progress()
      var missing = MissingReport(target)
      do {
        try await run(
          into: file, listing: file.partialPath == nil ? nil : list, &done, &missing
        ) { progress in
          tell(
            .writing(
              rows: progress.rows, totalRows: progress.totalRows, elapsed: progress.elapsed))
        }
        let remarks = [missing.listed(beside: path), done.repairSentence].compactMap(\.self)
        return .saved(
          rows: done.rows, bytes: done.bytes, elapsed: done.elapsed,
          mended: remarks.isEmpty ? nil : remarks.joined(separator: "; "))
      } catch is CancellationError {
        return .ended("saving \(path) was stopped\(RowExportFailure.remains(done, in: file))")
      }
    } catch {
      return .ended("\(error)")
    }
  }
}

extension MissingReport {
  /// How many queries are missing, and where they are listed; nil where none is.
  nonisolated fileprivate func listed(beside path: String) -> String? {
    guard !isEmpty else { return nil }
    let queries = CountText.of(count, "query is", "queries are")
    return "\(queries) missing, listed in \(path).missing.json"
  }
}
