/// Permission to send, which comes at a rate, is kept up to a depth and may be overdrawn by a poll
/// that takes more requests than one.
struct TokenBucket: Hashable, Sendable {
  private(set) var level: Double
  private var filledAt: Double

  /// - Parameter level: requests that may be sent at once.
  init(level: Double, at now: Double) {
    self.level = level
    filledAt = now
  }

  /// Adds what came since the last time; a level above the depth is left to be used up.
  mutating func fill(rate: Double, depth: Double, at now: Double) {
    if level < depth { level = min(depth, level + rate * max(0, now - filledAt)) }
    filledAt = max(filledAt, now)
  }

  mutating func remove(_ amount: Int) { level -= Double(amount) }

  /// Throws away what is above `ceiling`.
  mutating func cap(at ceiling: Double) { level = min(level, ceiling) }

  /// Seconds until a request may be sent; infinite where nothing comes.
  ///
  /// A thousandth short counts as there: a clock that wakes a nanosecond early must not be asked
  /// again and again.
  func delay(rate: Double) -> Double {
    if level >= 0.999 { return 0 }
    return rate > 0 ? (1 - level) / rate : .infinity
  }
}
