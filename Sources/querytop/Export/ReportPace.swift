/// Says when there has been enough work to report it again: some five times a second.
nonisolated struct ReportPace {
  private static let pause = Duration.milliseconds(200)

  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  init() {
    last = clock.now
  }

  /// Whether the pause since it was last due is over.
  mutating func isDue() -> Bool {
    let now = clock.now
    guard last.duration(to: now) >= Self.pause else { return false }
    last = now
    return true
  }
}
