import FoundationEssentials
import Glibc
import QueryCore
import QueryMonitoring
import QueryReports

/// One run of `wait`: follows the monitor to the end of every target.
struct WaitSession {
  /// How long a target that has answered before may give an answer only a person could mend, until
  /// that is believed: gateways in trouble say 403 and 404 too.
  nonisolated static let patience = 60.0

  let monitor: any SnapshotFeed
  /// Nil waits as long as it takes.
  let timeout: Duration?
  let isJSON: Bool

  private enum End {
    case decided(MonitorSnapshot)
    case timedOut
    case cancelled
  }

  /// - Returns: the process's exit status.
  /// - Throws: `OutputLost`.
  func run() async throws -> Int32 {
    let progress = ProgressLine()
    let end = await self.end { progress.show($0.targets) }
    progress.clear()
    let targets = monitor.current.targets
    let now = Date()
    if isJSON {
      let json = StatusDocument.json(targets, schema: StatusDocument.waitSchema, now: now)
      try StandardOutput.write([json.line])
    } else {
      try StandardOutput.write(PlainTable.lines(targets, now: now))
    }
    switch end {
    case .decided: return ExitStatus.of(targets)
    case .timedOut: return ExitStatus.timedOut
    case .cancelled: return ExitStatus.signal(SIGINT)
    }
  }

  private func end(_ show: @escaping @MainActor @Sendable (MonitorSnapshot) -> Void) async -> End {
    await withTaskGroup(of: End?.self) { group in
      group.addTask { [monitor] in
        await monitor.run()
        return nil
      }
      if let timeout {
        group.addTask {
          do { try await Task.sleep(for: timeout) } catch { return nil }
          return .timedOut
        }
      }
      group.addTask { [monitor] in
        for await snapshot in monitor.snapshots() {
          if Self.isDecided(snapshot, now: Date()) { return .decided(snapshot) }
          await show(snapshot)
        }
        return nil
      }
      defer { group.cancelAll() }
      for await end in group { if let end { return end } }
      return .cancelled
    }
  }

  /// Whether waiting longer would change nothing: every target has ended, or cannot be asked until
  /// somebody mends something.
  nonisolated static func isDecided(_ snapshot: MonitorSnapshot, now: Date) -> Bool {
    snapshot.targets.allSatisfy { target in
      if target.isSettled { return true }
      guard let problem = target.problem, problem.needsPerson else { return false }
      guard target.observedAt != nil, let since = target.staleSince else { return true }
      return now.timeIntervalSince(since) >= patience
    }
  }
}
