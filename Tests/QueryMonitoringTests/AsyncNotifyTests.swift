import NIOConcurrencyHelpers
import Testing

@testable import QueryMonitoring

struct AsyncNotifyTests {
  private let notify = AsyncNotify()

  /// Waits until it is cancelled.
  private func never() async throws(CancellationError) {
    try await AsyncNotify().wait(after: 0)
  }

  @Test("who waits for a signal that was given already is back at once")
  func givenAlready() async throws {
    notify.fire()
    try await notify.wait(after: 0)
    try await notify.wait(after: 0) { () async throws(CancellationError) in try await never() }
  }

  @Test("an alarm ends the wait without a signal, also where it is over before the wait begins")
  func alarm() async throws {
    for _ in 0..<1_000 { try await notify.wait(after: 0) {} }
    #expect(notify.generation == 0)
  }

  @Test("a signal ends the wait, and the alarm is cancelled")
  func signal() async throws {
    let isOver = NIOLockedValueBox(false)
    let waiting = Task {
      try await notify.wait(after: 0) { () async throws(CancellationError) in
        defer { isOver.withLockedValue { $0 = true } }
        try await never()
      }
    }
    notify.fire()
    try await waiting.value
    #expect(isOver.withLockedValue { $0 })
  }

  @Test("a wait that is cancelled says so, with an alarm and without")
  func cancelled() async {
    let waits = [
      Task { [notify] in try await notify.wait(after: 0) },
      Task {
        try await notify.wait(after: 0) { () async throws(CancellationError) in try await never() }
      },
    ]
    for wait in waits {
      wait.cancel()
      await #expect(throws: CancellationError.self) { try await wait.value }
    }
  }

  @Test("of alarms and signals that come together none leaves anybody waiting")
  func together() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<500 {
        let seen = notify.generation
        group.addTask { try await notify.wait(after: seen) { await Task.yield() } }
        group.addTask { notify.fire() }
      }
      try await group.waitForAll()
    }
    #expect(notify.generation == 500)
  }
}
