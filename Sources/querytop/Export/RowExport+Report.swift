import DashboardUI
import QueryCore

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
