import QueryCore

/// What the engine remembers of one slot, besides its times.
struct PollLine: Sendable {
  /// Its number for as long as the engine lives.
  let id: Int
  let slot: PollSlot
  var isInFlight = false
  /// Whether a person waits for it.
  var isAsked = false
  /// Whether a poll was ever sent.
  var isTried = false
  /// Whether a good answer ever came.
  var isSeen = false
  /// Whether the age was known from the start, so that the first answer teaches too.
  let isAgeKnown: Bool
  /// Requests a poll takes, by the last one.
  var cost = 1
  var backoff = Backoff()
  /// Refusals in a row that only a person or time mends.
  var refusals = 0
  /// When the first of an unbroken run of 404s came.
  var missingSince: Double?
}
