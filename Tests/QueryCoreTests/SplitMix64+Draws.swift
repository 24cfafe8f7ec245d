import Foundation
import QueryCore

/// Draws for made-up batches.
extension SplitMix64 {
  /// Neighbouring seeds make stories that have nothing in common.
  init(story seed: UInt64) { self.init(seed: seed &* 0x2545_F491_4F6C_DD1D) }

  /// Above 0 and below 1.
  mutating func unit() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }

  /// Standard normal (Box and Muller).
  mutating func normal() -> Double {
    let radius = (-2 * log(unit())).squareRoot()
    return radius * cos(2 * .pi * unit())
  }

  mutating func logNormal(sigma: Double) -> Double { exp(sigma * normal()) }
}

extension Double {
  func power(_ exponent: Double) -> Double { pow(self, exponent) }
}
