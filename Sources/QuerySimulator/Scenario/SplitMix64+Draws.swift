import QueryCore

/// Draws for stories. They use only the four basic operations on doubles, which IEEE 754 defines to the last bit; a system's
/// `exp` or `log` are not.
extension SplitMix64 {
  /// Draws from 0 up to, but not including, 1.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Draws from `low` up to, but not including, `high`.
  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * unit()
  }

  /// Draws from 0 up to, but not including, `bound`; 0 for a bound below 1.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Draws from a bell curve of mean 0 and deviation 1 that ends at ±6: the sum of twelve uniform
  /// draws.
  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += unit() }
    return sum
  }

  /// Draws from a log-normal curve with median 1.
  mutating func logNormal(sigma: Double) -> Double {
    Self.exponential(sigma * normal())
  }

  /// e to the power of `x`, for the small powers drawn here.
  private static func exponential(_ x: Double) -> Double {
    let part = x / 64
    var term = 1.0
    var sum = 1.0
    for step in 1...12 {
      term *= part / Double(step)
      sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return sum
  }
}
