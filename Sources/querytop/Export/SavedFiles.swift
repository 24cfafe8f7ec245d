import DashboardUI
import NIOConcurrencyHelpers

/// Puts lists and pictures of the screen in files, one after the other, on a thread that may wait for a disk.
final class SavedFiles {
  nonisolated private let work = WorkQueue()
  nonisolated private let thread = FileThread()
  nonisolated private let path = NIOLockedValueBox<String?>(nil)
  private let send: @Sendable (SaveReport) -> Void

  /// - Parameter send: is told what became of each, on any task.
  init(sending send: @escaping @Sendable (SaveReport) -> Void) {
    self.send = send
  }

  /// Saves what is handed in until cancelled; what was handed in by then is saved all the same.
  nonisolated func run() async {
    await work.run()
  }

  /// Begins to save something.
  func save(_ content: any FileContent) {
    work.add { [send, thread, path] in
      let report = await withTaskExecutorPreference(thread) {
        path.withLockedValue { $0 = content.path }
        let report = await content.report()
        path.withLockedValue { $0 = nil }
        return report
      }
      send(report)
    }
  }

  /// Whether a call to the system has been waited in for so long: it cannot be stopped then, only left.
  nonisolated func isStuck(for duration: Duration) -> Bool { thread.isStuck(for: duration) }

  /// The file being written.
  nonisolated var stuckPath: String? { path.withLockedValue { $0 } }
}
