import Dispatch
import NIOConcurrencyHelpers

/// A thread of its own for a task that waits for a disk: on the threads all tasks share, a disk that stalls would stop everything.
nonisolated final class FileThread: TaskExecutor {
  private let queue = DispatchQueue(label: "querytop.file")
  private let clock = ContinuousClock()
  /// When the stretch of work now under way was begun; nil between two of them.
  private let begun = NIOLockedValueBox<ContinuousClock.Instant?>(nil)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { [self] in
      begun.withLockedValue { $0 = clock.now }
      job.runSynchronously(on: asUnownedTaskExecutor())
      begun.withLockedValue { $0 = nil }
    }
  }

  /// Whether it has been at one stretch of work for so long that it must be waiting in a call.
  func isStuck(for duration: Duration) -> Bool {
    begun.withLockedValue { $0.map { $0.duration(to: clock.now) >= duration } ?? false }
  }
}
