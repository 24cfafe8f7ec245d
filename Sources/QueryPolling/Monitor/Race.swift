/// Runs two pieces of work until either ends, then cancels the other and waits for it.
///
/// - Throws: `CancellationError` when the caller was cancelled meanwhile.
func race(
  _ first: @escaping @Sendable () async throws(CancellationError) -> Void,
  _ second: @escaping @Sendable () async throws(CancellationError) -> Void
) async throws(CancellationError) {
  await withTaskGroup(of: Void.self) { group in
    for work in [first, second] {
      group.addTask {
        do { try await work() } catch
        { /* Cancelled: by the loss of the race, or by the caller, asked below. */  }
      }
    }
    await group.next()
    group.cancelAll()
  }
  if Task.isCancelled { throw CancellationError() }
}
