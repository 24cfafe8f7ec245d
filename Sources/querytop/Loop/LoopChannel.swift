/// The way of events to the loop, from any task.
nonisolated struct LoopChannel: Sendable {
  let events: AsyncStream<LoopEvent>
  private let continuation: AsyncStream<LoopEvent>.Continuation

  init() {
    (events, continuation) = AsyncStream<LoopEvent>.makeStream()
  }

  func send(_ event: LoopEvent) {
    continuation.yield(event)
  }

  /// The events that nobody has taken; none can be sent any more.
  func rest() async -> [LoopEvent] {
    continuation.finish()
    var rest: [LoopEvent] = []
    for await event in events { rest.append(event) }
    return rest
  }
}
