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
  /// How old the work will be when it ends, as its progress foretells; infinite where nothing does.
  var life = Double.infinity
  /// The place of its hazards among those of the source.
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
