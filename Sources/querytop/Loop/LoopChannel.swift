import DashboardUI
import QueryCore

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

/// What wakes the dashboard's loop.
enum LoopEvent: Sendable {
  /// The monitor knows something new; the loop takes the newest there is.
  case snapshot
  /// Something became of a command of the rows view.
  case results(Target, ResultEvent)
  case saved(SaveReport)
  /// Something became of what was to be done about a batch.
  case action(Target, ActionEvent)
  /// Something for the message line.
  case said(String)
  case tick
  /// The pause between two frames is over.
  case paintDue
  /// The loop is to end, as its end says.
  case ended
}
