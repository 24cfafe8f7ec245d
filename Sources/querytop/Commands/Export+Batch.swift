import Glibc
import QueryCore
import QueryMonitoring
import QueryProviders
import QueryReports
import TextCanvas

extension Export {
  /// Saves the rows of a batch's queries.
  ///
  /// - Returns: the process's exit status.
  @MainActor func saveBatch(
    _ target: Target, to path: PathBytes, _ context: CommandContext
  ) async throws -> Int32 {
    guard let source = context.sources[target.source] else { return ExitStatus.incomplete }
    let scheduler = RequestScheduler(access: context.access)
    let reader = BatchReader(of: target, at: source, gate: scheduler)
    let (status, rows): (Int32, Int)
    if now {
      let known = await OnePoll(sources: context.sources).ask([target])[0]
      if !known.state.isTerminal, known.problem == nil {
        StandardError.write("\(target): it has not ended; --now saves the rows there are\n")
      }
      (status, rows) = await save(
        BatchExport(
          target: target, reader: reader, feed: BatchFeed(current: { known }, waits: false),
          format: chosenFormat), to: path)
    } else {
      let monitor = QueryMonitor(
        sources: context.sources, targets: [target], scheduler: scheduler)
      let export = BatchExport(
        target: target, reader: reader,
        feed: BatchFeed(
          current: { monitor.current.targets.first },
          answered: {
            for await snapshot in monitor.snapshots() {
              guard let batch = snapshot.targets.first, batch.observedAt == nil,
                batch.problem == nil
              else { return }
            }
          }),
        format: chosenFormat)
      (status, rows) = await withTaskGroup(of: Void.self) { group in
        group.addTask { await monitor.run() }
        defer { group.cancelAll() }
        return await save(export, to: path)
      }
    }
    if status == 0 || rows > 0 { context.answered.note([target]) }
    return status
  }

  /// - Returns: the process's exit status, and how many rows came.
  @MainActor private func save(
    _ export: BatchExport, to path: PathBytes
  ) async -> (status: Int32, rows: Int) {
    var export = export
    (export.keepsFormulas, export.hasByteOrderMark) = (rawCSV, bom)
    export.temporaryFolder = ProcessEnvironment.current["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 }
    let progress = ProgressLine()
    let format = chosenFormat
    var done = RowExport.Progress()
    var missing = MissingReport(export.target)
    do {
      let isPipe = path.text == "-"
      let list = isPipe ? nil : try MissingFile(beside: path, isForced: force)
      let file = isPipe ? try ExportFile() : try ExportFile(path, isForced: force)
      let isListed = file.partialPath != nil
      try await export.run(into: file, listing: isListed ? list : nil, &done, &missing) {
        // Whoever reads a pipe sees nothing for as long as it takes.
        if !isListed, let sentence = $0.waitingSentence(format) {
          await progress.begin(sentence)
        }
        await progress.show($0.words)
      }
      progress.clear()
    } catch {
      progress.clear()
      if let failure = error as? RowExportFailure, failure.isReaderGone {
        return (ExitStatus.incomplete, done.rows)
      }
      tell(missing)
      StandardError.write("\(error)\n")
      return (ExitStatus.incomplete, done.rows)
    }
    tell(missing)
    if path.text != "-" {
      StandardError.write("\(path.text): \(done.sentence)\(missing.remark)\n")
    }
    if let repairs = done.repairSentence { StandardError.write("\(export.target): \(repairs)\n") }
    return (missing.isEmpty ? ExitStatus.done : ExitStatus.incomplete, done.rows)
  }

  private func tell(_ missing: MissingReport) {
    for line in missing.lines { StandardError.write(SafeText(line).string + "\n") }
  }
}
