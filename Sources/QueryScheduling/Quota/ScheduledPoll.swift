/// What a quota remembers of one slot, besides its times.
struct ScheduledPoll: Sendable {
  /// Its number for as long as the engine lives.
  let id: Int
  let slot: PollSlot
  let hints: PollHints
  var isInFlight = false
  /// Whether a person waits for it.
  var isAsked = false
  /// Whether a poll was ever sent.
  var isTried = false
  /// Whether a good answer ever came.
  var isSeen = false
  /// Requests a poll takes, by the last one.
  var cost = 1
  var backoff = Backoff()
  /// Refusals in a row that only a person or time ends.
  var refusals = 0
  /// An end that the last answers claimed without a status word.
  var claim: EndClaim?
  /// Answers in a row whose status word querytop does not know.
  var unknownWords = 0
}

/// The numbers of a scheduled poll that every choice reads, kept apart from the rest and close
/// together.
///
/// All times are seconds on the engine's clock.
struct PollTimes: Sendable {
  /// When the work began, as far as known.
  var bornAt: Double
  /// When it was last heard of; before the first answer, when it was added.
  var polledAt: Double
  /// Not asked before this; infinite while a poll is under way.
  var notBefore: Double
  /// The worth of a second's delay; infinite where the time alone decides.
  var weight: Double
  /// How old the work will be when it ends, as its progress foretells; infinite where nothing does.
  var life = Double.infinity
  /// The place of its hazards among those of the quota.
  let group: Int

  /// How much likelier an end is than age alone tells: a tenth at the start of the foretold life,
  /// fourfold at its end.
  ///
  /// No more, since totals move and progress is uneven. The fourth power came out best in
  /// `querytop-bench schedule`, where progress is off by a factor of two either way.
  func hint(at age: Double) -> Double {
    guard life.isFinite else { return 1 }
    let share = min(1, max(0, age) / life)
    return 0.1 + 3.9 * share * share * share * share
  }
}
