/// A log-normal distribution of durations in seconds: what query runtimes look like.
struct LogNormal: Equatable {
  /// Mean and standard deviation of the logarithm.
  var location: Double
  var scale: Double

  var mean: Double { NormalDistribution.exponential(location + scale * scale / 2) }

  /// Variance over the squared mean.
  var squaredVariation: Double { NormalDistribution.exponential(scale * scale) - 1 }

  func quantile(_ z: Double) -> Double { NormalDistribution.exponential(location + scale * z) }

  /// The same mean with so much of the spread.
  func narrowed(by factor: Double) -> LogNormal {
    let narrow = scale * factor
    return LogNormal(
      location: location + (scale * scale - narrow * narrow) / 2, scale: narrow)
  }

  /// The share that lasts longer than `seconds`.
  func survival(_ seconds: Double) -> Double {
    seconds <= 0 ? 1 : NormalDistribution.above(score(seconds))
  }

  /// The mean of those that last longer than `seconds`.
  func mean(above seconds: Double) -> Double {
    guard seconds > 0 else { return mean }
    let z = score(seconds)
    // Far in the tail the quotient is 0 / 0; there the hazard's reciprocal is the mean excess.
    guard z < 8 else { return seconds * (1 + scale / z) }
    return mean * NormalDistribution.above(z - scale) / NormalDistribution.above(z)
  }

  /// The integral of `survival` from 0 to `seconds`: at a start every second, how many run after so many seconds.
  func exposure(_ seconds: Double) -> Double {
    guard seconds > 0 else { return 0 }
    let z = score(seconds)
    return seconds * NormalDistribution.above(z) + mean * NormalDistribution.below(z - scale)
  }

  private func score(_ seconds: Double) -> Double {
    (NormalDistribution.naturalLog(seconds) - location) / scale
  }
}
