package import QueryCore
package import QueryPolling

extension QueryMonitor {
  /// Waits until a snapshot is as wished, or the task is cancelled.
  package func reach(_ isReached: (MonitorSnapshot) -> Bool) async {
    for await snapshot in snapshots() where isReached(snapshot) { return }
  }
}
