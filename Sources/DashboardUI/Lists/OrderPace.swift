import FoundationEssentials

/// When rows that move by themselves are put in order: at most every five seconds, so that there is time to read them; and at
/// once for a failure, unless there was one in the five seconds before.
///
/// Between two times each row shows what is known, in the place it has.
struct OrderPace: Hashable, Sendable {
  private var orderedAt: Date?
  private var failedAt: Date?
  /// How many had failed when they were put in order.
  private var failures = 0

  /// A little less than five: what is asked every five seconds is put in order with each answer.
  static let seconds = 4.5

  init() {}

  /// Whether they are to be put in order now.
  ///
  /// - Parameter failures: how many have failed.
  func isDue(at now: Date, failures: Int) -> Bool {
    Self.isOver(orderedAt, now) || failures > self.failures && Self.isOver(failedAt, now)
  }

  /// They were put in order.
  mutating func ordered(at now: Date, failures: Int) {
    // What had failed at the first look is no news.
    if orderedAt != nil, failures > self.failures { failedAt = now }
    (orderedAt, self.failures) = (now, failures)
  }

  /// A clock that was set back ends the wait.
  private static func isOver(_ start: Date?, _ now: Date) -> Bool {
    guard let start else { return true }
    return !(0..<seconds).contains(now.timeIntervalSince(start))
  }
}
