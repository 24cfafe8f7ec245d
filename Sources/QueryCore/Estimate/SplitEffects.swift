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

  /// `started` holds the rows that have started, by place in `queries`, with the seconds each took or is expected to.
  init(_ queries: BatchRows, started: [(row: Int, seconds: Double)]) {
    guard started.count >= 2 else { return }
    let count = Double(started.count)
    let mean = started.reduce(0) { $0 + $1.seconds } / count
    guard mean > 0 else { return }
    let relative = started.map { (row: $0.row, value: $0.seconds / mean) }
    let variance = relative.reduce(0) { $0 + ($1.value - 1) * ($1.value - 1) } / count
    var accounts = SplitAxis()
    var days = SplitAxis()
    for (row, value) in relative {
      accounts.add(value, at: queries.fixed[row].accounts.first)
      days.add(value, at: queries.fixed[row].startDate)
    }
    for row in queries.indices where queries.state(at: row) == .waiting {
      accounts.addWaiting(at: queries.fixed[row].accounts.first)
      days.addWaiting(at: queries.fixed[row].startDate)
    }
    for axis in [accounts, days] {
      let effect = axis.effect(variance: variance, count: count)
      factor *= effect.factor
      squaredError += effect.squaredError
    }
  }
}
