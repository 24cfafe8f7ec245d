/// The numbers of a line that every choice reads, kept apart from the rest and close together.
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
  /// The place of its hazards among those of the source.
  let group: Int
}
