package import FoundationEssentials
import NIOConcurrencyHelpers

/// A clock that stands still until it is moved: time in a test is what the test says.
package final class ManualClock: Clock, Sendable {
  /// A moment, as the time since the clock was made.
  package struct Instant: InstantProtocol {
    package let offset: Duration

    package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    package func duration(to other: Instant) -> Duration { other.offset - offset }
    package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct Sleeper {
    let deadline: Instant
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = Instant(offset: .zero)
    var nextSleeper = 0
    var sleepers: [Int: Sleeper] = [:]
  }

  /// The date at which the clock starts: 2026-10-03 12:00:00 UTC.
  package static let start = Date(timeIntervalSince1970: 1_791_028_800)

  private let state = NIOLockedValueBox(State())
  private let asleep = Gauge()

  package init() {}

  package var now: Instant { state.withLockedValue(\.now) }
  package var minimumResolution: Duration { .nanoseconds(1) }

  /// The wall clock that goes with this one.
  package var date: Date { Self.start.addingTimeInterval(now.offset / .seconds(1)) }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = state.withLockedValue { state in
      state.nextSleeper += 1
      return state.nextSleeper
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let answer: Result<Void, any Error>? = state.withLockedValue { state in
          if Task.isCancelled { return .failure(CancellationError()) }
          if deadline <= state.now { return .success(()) }
          state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
          return nil
        }
        if let answer { continuation.resume(with: answer) } else { asleep.add(1) }
      }
    } onCancel: {
      guard let sleeper = state.withLockedValue({ $0.sleepers.removeValue(forKey: id) }) else {
        return
      }
      asleep.add(-1)
      sleeper.continuation.resume(throwing: CancellationError())
    }
  }

  /// Moves time on and wakes whoever it has come for.
  package func advance(by duration: Duration) {
    let due = state.withLockedValue { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.sorted { $0.deadline < $1.deadline }
    }
    asleep.add(-due.count)
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Waits until `count` or more sleep.
  package func sleepers(_ count: Int) async {
    await asleep.reach(count)
  }
}
