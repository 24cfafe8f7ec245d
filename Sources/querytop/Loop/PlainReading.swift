import CursesTerminal
import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryReports

/// One reading of every target, printed without an escape byte: what the dashboard is where there is no terminal.
struct PlainReading {
  let monitor: any SnapshotFeed

  /// Why there is no dashboard; told beside the table.
  let reason: TerminalError

  /// - Returns: 3 if something could not be asked, else 1 if something has failed or was stopped, else 0.
  /// - Throws: `OutputLost`.
  func run() async throws -> Int32 {
    StandardError.write("\(reason): one reading, no dashboard\n")
    let snapshot = await firstAnswers()
    try StandardOutput.write(
      PlainTable.lines(snapshot.targets, in: StandardOutput.room, now: Date()))
    return ExitStatus.of(snapshot.targets)
  }

  /// Polls until every target has answered or could not be asked.
  private func firstAnswers() async -> MonitorSnapshot {
    await withTaskGroup { group in
      group.addTask(executorPreference: NetworkExecutor.shared) { [monitor] in await monitor.run() }
      defer { group.cancelAll() }
      for await snapshot in monitor.snapshots()
      where snapshot.targets.allSatisfy({ $0.observedAt != nil || $0.problem != nil }) {
        return snapshot
      }
      return monitor.current
    }
  }
}
