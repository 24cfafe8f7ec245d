/// How long queries take, learnt from those that have ended and those still running.
struct DurationModel {
  /// Mean seconds of a query yet to run, quick failures among them.
  let mean: Double
  /// Variance of those over the squared mean.
  let squaredVariation: Double
  /// Squared relative error of `mean`.
  let squaredError: Double
  /// Those that do their work, without quick failures: they decide the tail.
  let working: LogNormal
  /// The share of queries that are not quick failures.
  let workingShare: Double
  /// The number of durations all this rests on.
  let weight: Double

  /// Fits the rows; nil with fewer than `CompletionEstimate.leastFinished` durations.
  ///
  /// Running queries are durations cut off at their age: leaving them out would make long ones too rare. The log-normal
  /// takes them in by expectation and maximisation; the mean by what each is expected to come to.
  init?(_ timings: BatchTimings) {
    let durations = [timings.tally.succeeded, timings.tally.failed]
    let finished = durations[0].count + durations[1].count
    guard finished >= CompletionEstimate.leastFinished else { return nil }
    let count = Double(finished)
    let finishedSum = durations.reduce(0) { $0 + $1.sum() }
    let finishedMean = finishedSum / count
    // Times come in whole seconds, so a duration of 0 only means short.
    let floor = max(finishedMean / 50, timings.tally.wholeSeconds ? 0.5 : 1e-3)
    let chosen = Self.working(timings.tally)
    let ages = timings.running.map { max($0.age, floor) }
    let fitted =
      timings.tally.wholeSeconds && finishedMean < Self.shortest
      ? Self.moments(of: chosen)
      : Self.fit(chosen, floor: floor, ages: WeightedAge.grouping(ages, limit: 24))
    let running = zip(timings.running, ages).map { query, age in
      (place: query.place, seconds: fitted.mean(above: age))
    }
    let started = count + Double(running.count)
    let runningSum = running.reduce(0) { $0 + $1.seconds }
    let mean = (finishedSum + runningSum) / started
    func squares(around mean: Double) -> Double {
      durations.reduce(0) { $0 + $1.sum { ($0 - mean) * ($0 - mean) } }
    }
    let runningSquares = running.reduce(0) { $0 + ($1.seconds - mean) * ($1.seconds - mean) }
    let effects = SplitEffects(
      timings.tally, mean: mean, variance: (squares(around: mean) + runningSquares) / started,
      running: running)
    let startedMean = max(mean, floor)
    let seen = squares(around: finishedMean) / count / (startedMean * startedMean)
    working = fitted
    workingShare = Double(chosen.reduce(0) { $0 + $1.count }) / count
    weight = started
    self.mean = startedMean * effects.factor
    squaredVariation = max(0.02, (seen + fitted.squaredVariation) / 2)
    squaredError = squaredVariation / started + effects.squaredError
  }

  /// What the counters alone allow: so many finished in so many seconds by so many at once.
  init(finished: Double, seconds: Double, concurrency: Double) {
    mean = max(concurrency * seconds / finished, 1e-3)
    let scale = Self.usualScale
    working = LogNormal(
      location: NormalDistribution.naturalLog(mean) - scale * scale / 2, scale: scale)
    squaredVariation = working.squaredVariation
    // Nothing is known of accounts and days here.
    squaredError = squaredVariation / finished + 0.01
    workingShare = 1
    weight = finished
  }

  /// The spread of the logarithm to expect of queries before any has ended.
  private static let usualScale = 0.9
  /// How many durations that expectation is worth.
  private static let usualWeight = 3.0

  /// Below this mean, in seconds, whole seconds are too coarse for logarithms.
  private static let shortest = 2.0

  /// The durations without those of quick failures.
  private static func working(_ tally: DurationTally) -> [ValueCounts] {
    guard !tally.succeeded.isEmpty else { return [tally.failed] }
    let quick = 0.4 * tally.succeeded.sum() / Double(tally.succeeded.count)
    return [tally.succeeded, tally.failed.filter { $0 >= quick }]
  }

  /// The log-normal with the mean and variance of the sample, less what cutting both ends to seconds adds.
  private static func moments(of sample: [ValueCounts]) -> LogNormal {
    let count = Double(sample.reduce(0) { $0 + $1.count })
    let mean = max(sample.reduce(0) { $0 + $1.sum() } / count, 0.05)
    let squares = sample.reduce(0) { $0 + $1.sum { ($0 - mean) * ($0 - mean) } }
    let variation = max(0, squares / count - 1 / 6) / (mean * mean)
    let seen = NormalDistribution.naturalLog(1 + variation)
    let usual = usualScale * usualScale
    let scale = bounded(((seen * count + usual * usualWeight) / (count + usualWeight)).squareRoot())
    return LogNormal(
      location: NormalDistribution.naturalLog(mean) - scale * scale / 2, scale: scale)
  }

  private static func fit(
    _ durations: [ValueCounts], floor: Double, ages: [WeightedAge]
  ) -> LogNormal {
    var (seen, sum, squares) = (0.0, 0.0, 0.0)
    for durations in durations {
      for (seconds, count) in zip(durations.values, durations.counts) {
        let log = NormalDistribution.naturalLog(max(seconds, floor))
        seen += Double(count)
        sum += Double(count) * log
        squares += Double(count) * log * log
      }
    }
    let censored = ages.map { (log: NormalDistribution.naturalLog($0.seconds), count: $0.count) }
    let all = seen + ages.reduce(0) { $0 + $1.count }
    var location = sum / seen
    var scale = bounded((squares / seen - location * location + 0.05).squareRoot())
    for _ in 0..<20 {
      var first = sum
      var second = squares
      for age in censored {
        let z = (age.log - location) / scale
        let hazard = NormalDistribution.hazard(z)
        let mean = location + scale * hazard
        first += age.count * mean
        second +=
          age.count * (location * location + scale * scale + scale * hazard * (age.log + location))
      }
      location = first / all
      let variance = max(0, second / all - location * location)
      scale = bounded(
        ((variance * all + usualWeight * usualScale * usualScale) / (all + usualWeight))
          .squareRoot())
    }
    return LogNormal(location: location, scale: scale)
  }

  private static func bounded(_ scale: Double) -> Double {
    scale.isFinite ? min(max(scale, 0.1), 2) : usualScale
  }
}

/// So many running queries of about one age.
struct WeightedAge: Equatable {
  /// Seconds since the start.
  let seconds: Double
  let count: Double

  /// Sorts ages and merges neighbours until at most `limit` groups are left, the oldest kept apart: they end last.
  static func grouping(_ ages: [Double], limit: Int) -> [WeightedAge] {
    let sorted = ages.sorted(by: >)
    guard sorted.count > limit else { return sorted.map { WeightedAge(seconds: $0, count: 1) } }
    let alone = limit / 2
    let rest = sorted[alone...]
    let groups = limit - alone
    var result = sorted[..<alone].map { WeightedAge(seconds: $0, count: 1) }
    for group in 0..<groups {
      let members = rest[
        (alone + rest.count * group / groups)..<(alone + rest.count * (group + 1) / groups)]
      let sum = members.reduce(0, +)
      result.append(WeightedAge(seconds: sum / Double(members.count), count: Double(members.count)))
    }
    return result
  }
}
