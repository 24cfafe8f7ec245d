/// How likely it is that chance alone brings so many.
enum BinomialTail {
  /// The probability of at least `hits` hits in `tries` tries, each a hit with probability `chance`.
  ///
  /// Costs time in proportion to the misses, or to the hits where they are fewer.
  static func atLeast(_ hits: Int, of tries: Int, chance: Double) -> Double {
    guard hits > 0, tries > 0 else { return 1 }
    guard chance > 0, hits <= tries else { return 0 }
    // No more than what is expected is no surprise, and needs no sum.
    guard chance < 1, Double(hits) > chance * Double(tries) else { return 1 }
    let odds = chance / (1 - chance)
    var term = probability(of: hits, in: tries, chance: chance)
    var sum = term
    // Beyond the mean, terms fall: those too small to count end the sum.
    for more in hits..<tries where term > sum * 1e-12 {
      term *= Double(tries - more) / Double(more + 1) * odds
      sum += term
    }
    return min(1, sum)
  }

  private static func probability(of hits: Int, in tries: Int, chance: Double) -> Double {
    var logarithm =
      Double(hits) * NormalDistribution.naturalLog(chance)
      + Double(tries - hits) * NormalDistribution.naturalLog(1 - chance)
    let fewer = min(hits, tries - hits)
    // The binomial coefficient, factor by factor.
    for factor in 0..<fewer {
      logarithm += NormalDistribution.naturalLog(
        Double(tries - fewer + factor + 1) / Double(factor + 1))
    }
    return NormalDistribution.exponential(logarithm)
  }
}
