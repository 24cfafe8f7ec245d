/// The distribution of the moment at which the last query ends, in seconds from the observation.
///
/// While queries wait, slots take them one after another: the last one starts after `queued · mean / concurrency`, more or
/// less. Then the batch lasts as long as the longest of those still running. Starts are taken as spread evenly over
/// that time, so that the number running later is Poisson and its mean is an integral of the survival function.
/// What is not known of the durations enters through `nodes`, a fixed set of equally likely worlds.
struct CompletionForecast {
  private struct World {
    let drain: Double
    let durations: LogNormal
    /// Survival at each of the ages.
    let survivals: [Double]
    /// The ages' counts, each over its survival: times the survival of a moment, never fewer than still run then of those
    /// that run now.
    let risk: Double
  }

  private let worlds: [World]
  private let ages: [WeightedAge]
  /// Waiting queries that will do their work.
  private let queued: Double
  /// Running queries of unknown age.
  private let ageless: Double

  /// Lays out the worlds.
  ///
  /// `tail` shrinks the spread of the durations of what runs last, their mean kept. Below 1 it tells of a batch whose
  /// longest queries are not as long as the log-normal has them.
  init(model: DurationModel, load: BatchLoad, tail: Double = 1) {
    ages = WeightedAge.grouping(load.ages, limit: 12)
    queued = load.queued * model.workingShare
    ageless = load.ageless
    let drain = load.queued * model.mean / load.concurrency
    let spread = Self.drainSpread(model: model, queued: load.queued)
    let working = model.working.narrowed(by: tail)
    let width = 1 / model.weight.squareRoot()
    let ages = ages
    worlds = Self.nodes.map { node in
      let durations = LogNormal(
        location: working.location + working.scale * width * node.1,
        scale: working.scale * NormalDistribution.exponential(0.707 * width * node.2))
      let survivals = ages.map { durations.survival($0.seconds) }
      return World(
        drain: drain * NormalDistribution.exponential(spread * node.0 - spread * spread / 2),
        durations: durations, survivals: survivals,
        risk: zip(ages, survivals).reduce(0) { $0 + $1.0.count / max($1.1, 1e-12) })
    }
  }

  /// The standard deviation of the logarithm of the drain: chance in what waits, the mean's error, and drift.
  private static func drainSpread(model: DurationModel, queued: Double) -> Double {
    guard queued > 0 else { return 0 }
    let chance = model.squaredVariation / queued
    return caution * (chance + model.squaredError + drift * drift).squareRoot()
  }

  private static let drift = 0.04
  /// Stories that break every assumption somewhere err by so much more than the formula says.
  private static let caution = 1.3

  /// The moment before which the batch has ended with the probability `share`.
  func quantile(_ share: Double) -> Double {
    var high = max(1, worlds.reduce(0) { max($0, $1.drain + $1.durations.mean) })
    while isLater(high, than: share), high < Duration.longest { high *= 2 }
    var low = 0.0
    for _ in 0..<13 {
      let middle = (low + high) / 2
      if isLater(middle, than: share) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Whether the probability that all has ended after so many seconds is below a share; worlds that cannot change that any
  /// more are not asked.
  private func isLater(_ seconds: Double, than share: Double) -> Bool {
    let wanted = share * Double(worlds.count)
    var sum = 0.0
    for (asked, world) in worlds.enumerated() {
      sum += probability(seconds, in: world)
      if sum >= wanted { return false }
      if sum + Double(worlds.count - 1 - asked) < wanted { return true }
    }
    return sum < wanted
  }

  /// The probability that all has ended after so many seconds.
  private func probability(_ seconds: Double, in world: World) -> Double {
    guard seconds > world.drain || queued == 0 else { return 0 }
    var exponent = 0.0
    if queued > 0, world.drain > 0 {
      let late = world.durations.exposure(seconds) - world.durations.exposure(seconds - world.drain)
      exponent -= queued / world.drain * late
    }
    if ageless > 0 {
      exponent -= ageless * (1 - world.durations.exposure(seconds) / world.durations.mean)
    }
    guard exponent > -30 else { return 0 }
    var probability = NormalDistribution.exponential(exponent)
    // While much waits, what runs now has long ended by the moments asked about: it makes no difference that shows.
    if queued > 0, world.durations.survival(seconds) * world.risk < 1e-6 { return probability }
    for (age, before) in zip(ages, world.survivals) where probability > 1e-9 {
      let left = before > 1e-12 ? world.durations.survival(age.seconds + seconds) / before : 0.5
      probability *= Self.power(1 - min(1, left), age.count)
    }
    return probability
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double {
    guard exponent != 1 else { return base }
    return base <= 0
      ? 0 : NormalDistribution.exponential(exponent * NormalDistribution.naturalLog(base))
  }

  /// Evenly spread triples of standard normal numbers: the additive recurrence of the plastic number's cousin in
  /// three dimensions, 1.2207….
  private static let nodes: [(Double, Double, Double)] = (0..<16).map { index in
    func normal(_ step: Double) -> Double {
      let place = (0.5 + step * Double(index + 1)).truncatingRemainder(dividingBy: 1)
      return NormalDistribution.quantile(min(max(place, 0.01), 0.99))
    }
    return (
      normal(0.819_172_513_396_164_5), normal(0.671_043_606_703_789_2),
      normal(0.549_700_477_901_970_1)
    )
  }
}

/// What is left of a batch: work that waits, and work in hand.
struct BatchLoad {
  let queued: Double
  /// Seconds each running query has run, where its row says so.
  let ages: [Double]
  /// Running queries whose rows do not say since when.
  let ageless: Double
  /// Queries that run at once while others wait.
  let concurrency: Double
}
