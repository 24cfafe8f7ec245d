package import FoundationEssentials

/// Seconds since a start on some clock, and sleeping until a number of them has passed.
struct ElapsedClock: Sendable {
  /// Seconds since the clock was made.
  let elapsed: @Sendable () -> Double
  private let sleepUntil: @Sendable (Duration) async throws -> Void

  init(_ clock: some Clock<Duration>) {
    let start = clock.now
    elapsed = { start.duration(to: clock.now) / .seconds(1) }
    sleepUntil = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
  }

  /// Sleeps until so many seconds have passed since the start; not at all when they have.
  func sleep(until seconds: Double) async throws(CancellationError) {
    do {
      try await sleepUntil(.microseconds(Int64((seconds * 1e6).rounded())))
    } catch {
      // A clock throws for nothing else.
      throw CancellationError()
    }
  }
}

/// One moment on both clocks.
package struct MonitorTime: Hashable, Sendable {
  /// Seconds since the monitor was made, on a clock that never goes back.
  package let elapsed: Double
  /// The wall clock, which dates the answers and may jump.
  package let date: Date

  package init(elapsed: Double, date: Date) {
    self.elapsed = elapsed
    self.date = date
  }
}
