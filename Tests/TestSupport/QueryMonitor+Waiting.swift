package import FoundationEssentials
package import QueryCore
import QueryMonitoring
package import QueryProviders
package import QueryScheduling

extension QueryMonitor {
  /// Waits until a snapshot is as wished, or the task is cancelled.
  package func reach(_ isReached: (MonitorSnapshot) -> Bool) async {
    for await snapshot in snapshots() where isReached(snapshot) { return }
  }

  /// A monitor with a gate of its own.
  package convenience init(
    sources: [String: any QuerySource], targets: [Target], clock: any Clock<Duration>,
    now: @escaping @Sendable () -> Date, random: Randomness = Randomness()
  ) {
    self.init(
      sources: sources, targets: targets,
      scheduler: RequestScheduler(clock: clock, now: now, random: random))
  }
}
