import DashboardUI
import NIOConcurrencyHelpers
import QueryCore

/// The way of events to the loop, from any task.
///
/// What is sent resumes the loop where it runs: a stream of the library would have a thread of the pool take each event first.
nonisolated final class LoopChannel: Sendable {
  private typealias Reader = CheckedContinuation<LoopEvent?, Never>

  private struct State {
    /// What nobody has taken yet, the oldest first.
    var events: [LoopEvent] = []
    var reader: Reader?
    var isFinished = false
  }

  private let state = NIOLockedValueBox(State())

  /// Hands an event on; lost once the channel is finished.
  func send(_ event: LoopEvent) {
    let reader = state.withLockedValue { state -> Reader? in
      if state.reader == nil, !state.isFinished { state.events.append(event) }
      return state.reader.take()
    }
    reader?.resume(returning: event)
  }

  /// The next event, as soon as there is one; nil once the channel is finished or the task cancelled.
  ///
  /// To be awaited by one task at a time. Where more are waiting, who stands in line for the caller's thread goes first: a flood of
  /// events does not keep a key waiting.
  @MainActor func next() async -> LoopEvent? {
    if state.withLockedValue({ !$0.events.isEmpty }) { await Task.yield() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { reader in
        let answer: LoopEvent?? = state.withLockedValue { state in
          if Task.isCancelled { return .some(nil) }
          if !state.events.isEmpty { return state.events.removeFirst() }
          if state.isFinished { return .some(nil) }
          state.reader = reader
          return nil
        }
        if let answer { reader.resume(returning: answer) }
      }
    } onCancel: {
      state.withLockedValue { $0.reader.take() }?.resume(returning: nil)
    }
  }

  /// The events that nobody has taken; none can be sent any more.
  func finish() -> [LoopEvent] {
    let (reader, rest) = state.withLockedValue { state in
      state.isFinished = true
      defer { state.events = [] }
      return (state.reader.take(), state.events)
    }
    reader?.resume(returning: nil)
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
