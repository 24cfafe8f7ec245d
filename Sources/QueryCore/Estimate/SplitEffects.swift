/// How the accounts and days of the waiting queries bear on the time they will take.
///
/// Failures cluster: an account without permission fails at once, a day the data source cannot serve takes longest. So
/// the mean of what has run is not the mean of what waits. Each account's and each day's mean is drawn towards the mean
/// of all by as much as chance alone could have moved it (empirical Bayes); those not seen yet stay uncertain.
struct SplitEffects {
  /// Mean of what waits over mean of what has started.
  private(set) var factor = 1.0
  /// Squared relative error of that mean by accounts and days of which nothing has run yet.
  private(set) var squaredError = 0.0

  /// - Parameters:
  ///   - mean: seconds of all that have started.
  ///   - variance: of one of them.
  ///   - running: the queries that run, by place, with the seconds each is expected to take.
  init(
    _ tally: DurationTally, mean: Double, variance: Double,
    running: [(place: Int, seconds: Double)]
  ) {
    let count = Double(tally.succeeded.count + tally.failed.count + running.count)
    guard count >= 2, mean > 0 else { return }
    for axis in [tally.accounts, tally.days] {
      var axis = axis
      for (place, seconds) in running { axis.add(seconds, at: place) }
      let effect = axis.effect(mean: mean, variance: variance / (mean * mean), count: count)
      factor *= effect.factor
      squaredError += effect.squaredError
    }
  }
}
