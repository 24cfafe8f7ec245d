import FoundationEssentials
import Glibc
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryReports

/// One run of `wait`, or of `watch --lines`: follows the monitor to the end of every target.
struct WaitSession {
  let monitor: any SnapshotFeed
  /// Nil waits as long as it takes.
  let timeout: Duration?
  /// How the end is told; nil as a table.
  var document: Document?
  /// What is said meanwhile.
  let progress: WaitProgress

  /// The JSON of the end.
  enum Document {
    case wait, status

    var schema: String {
      self == .wait ? StatusDocument.waitSchema : StatusDocument.statusSchema
    }
  }

  private var rules: WaitRules { WaitRules(hasDeadline: timeout != nil) }

  /// How long the last look at the deadline may take.
  private static let lastLook = Duration.seconds(2)

  private enum End {
    case decided
    case timedOut
    case cancelled
    /// Standard output takes no more lines.
    case lost
  }

  /// - Returns: the process's exit status.
  /// - Throws: `OutputLost`.
  func run() async throws -> Int32 {
    let end = await progress.beside {
      await self.end { [progress] in progress.show($0.targets) }
    } then: {
      monitor.current.targets
    }
    if let lost = progress.lost { throw lost }
    let targets = monitor.current.targets
    let now = Date()
    if let document {
      let json = StatusDocument.json(
        targets, schema: document.schema, now: now, ancestors: AncestorLines.ancestors(of: targets))
      try StandardOutput.write([json.line])
    } else {
      try StandardOutput.write(
        PlainTable.lines(targets, in: StandardOutput.room, now: now) + AncestorLines.of(targets))
    }
    switch end {
    case .decided: return ExitStatus.of(targets)
    case .timedOut:
      return rules.isDecidedAtDeadline(targets, now: now)
        ? ExitStatus.of(targets) : ExitStatus.timedOut
    case .cancelled, .lost: return ExitStatus.signal(SIGINT)
    }
  }

  private func end(_ show: @escaping @MainActor @Sendable (MonitorSnapshot) -> Bool) async -> End {
    await withTaskGroup(of: End?.self) { group in
      let network = NetworkExecutor.shared
      group.addTask(executorPreference: network) { [monitor] in
        await monitor.run()
        return nil
      }
      if let timeout {
        group.addTask { [monitor] in
          do {
            try await Task.sleep(for: timeout)
            // The last answers may be minutes old.
            try await monitor.lookAgain(within: Self.lastLook)
          } catch { return nil }
          return .timedOut
        }
      }
      group.addTask(executorPreference: network) { [monitor, rules] in
        for await snapshot in monitor.snapshots() {
          if rules.isDecided(snapshot.targets, now: Date()) { return .decided }
          guard await show(snapshot) else { return .lost }
        }
        return nil
      }
      // What is waited out may pass without another snapshot.
      group.addTask(executorPreference: network) { [monitor, rules] in
        do {
          repeat {
            try await NetworkClock().sleep(for: .seconds(1))
          } while !rules.isDecided(
            monitor.current.targets, now: Date())
        } catch { return nil }
        return .decided
      }
      defer { group.cancelAll() }
      for await end in group { if let end { return end } }
      return .cancelled
    }
  }
}
