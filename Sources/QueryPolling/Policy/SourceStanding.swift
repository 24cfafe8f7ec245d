/// How an account stands with its server: whether it is asked, and how fast.
package struct SourceStanding: Hashable, Sendable {
  package let account: String
  /// Why only one request at a time is let through; nil where it is asked freely.
  package let cause: SourceGate.Cause?
  /// The moment of that request, in seconds on the engine's clock.
  package let closedUntil: Double
  /// Requests allowed a window, and its length in seconds.
  package let limit: Int
  package let window: Double

  /// Whether anything was decided between the two.
  func differs(from other: SourceStanding?) -> Bool {
    guard let other else { return cause != .unproven }
    return cause != other.cause || limit != other.limit || window != other.window
      || cause != nil && closedUntil != other.closedUntil
  }
}
