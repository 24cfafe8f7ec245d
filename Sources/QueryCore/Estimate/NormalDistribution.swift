import Glibc

/// The standard normal distribution, and the few transcendental functions the estimate needs.
enum NormalDistribution {
  /// The share below `z`.
  static func below(_ z: Double) -> Double { 0.5 * erfc(-z * 0.707_106_781_186_547_5) }

  /// The share above `z`, exact far into the tail.
  static func above(_ z: Double) -> Double { 0.5 * erfc(z * 0.707_106_781_186_547_5) }

  static func density(_ z: Double) -> Double { 0.398_942_280_401_432_7 * exp(-0.5 * z * z) }

  /// Density over the share above: the hazard, and the mean of what lies above `z`.
  static func hazard(_ z: Double) -> Double {
    // Beyond this the quotient loses its digits; the asymptotic series is exact to a thousandth.
    z > 8 ? z + 1 / z : density(z) / above(z)
  }

  /// The `z` that has the share `p` below it, 0 < p < 1; found by bisection, good to 1e-9.
  static func quantile(_ p: Double) -> Double {
    var low = -9.0
    var high = 9.0
    for _ in 0..<36 {
      let middle = (low + high) / 2
      if below(middle) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  static func naturalLog(_ value: Double) -> Double { log(value) }

  static func exponential(_ value: Double) -> Double { exp(value) }
}
