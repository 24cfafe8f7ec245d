import NIOCore
import NIOPosix

/// Runs tasks on the network's own thread.
///
/// What polls for days is to run here: an answer is read, worked into the model and waited for where it arrived, so that a poll
/// wakes no thread of the pool. Every answer is put together here, part by part. While a task runs here nothing is received: a
/// status, which is 8 MiB at most, may be read here; what takes long, such as a page of results, belongs to the pool.
package final class NetworkExecutor: TaskExecutor {
  /// The one of the process.
  package static let shared = NetworkExecutor(MultiThreadedEventLoopGroup.singleton.any())

  private let loop: any EventLoop

  private init(_ loop: any EventLoop) {
    self.loop = loop
  }

  /// Whether the caller runs on the network's thread.
  package var isCurrent: Bool { loop.inEventLoop }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
