/// Work handed in from outside a task tree and run inside it, all pieces side by side.
nonisolated struct WorkQueue: Sendable {
  /// One piece, which ends soon after it is cancelled.
  typealias Work = @Sendable () async -> Void

  private let stream: AsyncStream<Work>
  private let continuation: AsyncStream<Work>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream()
  }

  /// Has a piece run, unless the queue was stopped.
  func add(_ work: @escaping Work) {
    continuation.yield(work)
  }

  /// Cancels every piece, those that have not begun too; the queue takes no more.
  func stop() {
    continuation.finish()
  }

  /// Runs what is handed in until the queue is stopped or the task cancelled; all of it has ended then.
  ///
  /// To be called once.
  func run() async {
    await withDiscardingTaskGroup { group in
      for await work in stream { group.addTask { await work() } }
      group.cancelAll()
    }
  }
}
