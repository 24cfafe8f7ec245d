package import FoundationEssentials

/// One moment on both clocks.
package struct MonitorMoment: Hashable, Sendable {
  /// Seconds since the monitor was made, on a clock that never goes back.
  package let elapsed: Double
  /// The wall clock, which dates the answers and may jump.
  package let date: Date

  package init(elapsed: Double, date: Date) {
    self.elapsed = elapsed
    self.date = date
  }
}
