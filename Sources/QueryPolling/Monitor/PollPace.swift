/// The floor between two polls of one target.
package struct PollPace: Hashable, Sendable {
  /// Polling is never faster than this.
  package static let shortest = Duration.milliseconds(100)

  /// The rest after an answer, at least.
  package let base: Duration

  /// Takes the wished rest, lifted to `shortest` where it is less.
  package init(_ base: Duration) {
    self.base = max(base, Self.shortest)
  }
}
