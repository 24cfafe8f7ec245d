/// The share of the rate that a source is asked at: halved whenever it says that it was too much, and
/// all of it again after two minutes at most.
struct RateRamp: Hashable, Sendable {
  /// Seconds in which the share grows from nothing to one.
  private static let time = 120.0
  /// However often it is halved.
  private static let least = 1.0 / 16

  private var start = 1.0
  private var startedAt = 0.0

  /// 0 to 1, at a moment on the engine's clock.
  func share(at now: Double) -> Double { min(1, start + max(0, now - startedAt) / Self.time) }

  /// Halves the share.
  mutating func halve(at now: Double) {
    start = max(Self.least, share(at: now) / 2)
    startedAt = now
  }

  /// Lets the share grow from where it was last set, or from `most` where that is less.
  mutating func restart(from most: Double, at now: Double) {
    start = min(start, most)
    startedAt = now
  }
}
