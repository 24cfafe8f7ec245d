import Dispatch

/// Watches over the end: what was started is waited for, but for a disk that does not answer.
struct EndPatience {
  /// How long one call to the system may take then.
  static let stall = Duration.milliseconds(500)

  private var timer: (any DispatchSourceTimer)?

  /// Looks ten times a second, from the moment on when a call may have taken too long, whether the end is stuck, and abandons it then.
  mutating func begin(isStuck: @escaping () -> Bool, abandon: @escaping () -> Void) {
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.setEventHandler {
      MainActor.assumeIsolated { if isStuck() { abandon() } }
    }
    timer.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(100))
    timer.activate()
    self.timer = timer
  }

  /// Stops looking: it has come to its end.
  mutating func end() {
    timer?.cancel()
    timer = nil
  }
}
