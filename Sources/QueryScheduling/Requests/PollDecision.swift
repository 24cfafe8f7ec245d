/// What the engine makes of the end of a request.
package struct PollDecision: Hashable, Sendable {
  /// Seconds until the next poll of the target is likely; nil when there is none.
  package var rest: Double?
  /// Failures of the target's polls that are not forgotten yet.
  package var failures = 0
  /// The target was seen alive, and two answers a minute apart now say that it is unknown.
  package var isGone = false
  /// The end tells of the whole source: no target of it can be asked now.
  package var isOfSource = false
  /// A refusal of a key that has been replaced, or may be in a moment: it tells nothing yet.
  package var isSuperseded = false
  /// The moment from which a source that asked for patience may be asked again, in seconds on the
  /// engine's clock; nil when it did not.
  package var throttledUntil: Double?

  package init() {}
}
