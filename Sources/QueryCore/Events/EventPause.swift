import FoundationEssentials

/// Keeps what comes and goes from being told each time: after each telling the next one waits, twice as long as before.
///
/// What is still so when the wait is over is told then, so that nothing that lasts is lost.
struct EventPause: Hashable, Sendable {
  /// Seconds after the first telling.
  static let first = 60.0
  /// The longest wait, in seconds.
  static let longest = 86_400.0

  private var toldAt: Date?
  private var length = Self.first / 2

  /// Whether it may be told now; a clock that was set back ends the wait.
  func isOver(at now: Date) -> Bool {
    guard let toldAt else { return true }
    let passed = now.timeIntervalSince(toldAt)
    return passed >= length || passed < 0
  }

  /// Records that it was told.
  mutating func begin(at now: Date) {
    toldAt = now
    length = min(length * 2, Self.longest)
  }
}
