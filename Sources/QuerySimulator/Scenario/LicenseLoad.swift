import QueryCore

/// What other people's work adds to the licence-wide queue: two waves that rise and drain away.
struct LicenseLoad: Hashable, Sendable {
  private let waves: [Wave]
  private let seed: UInt64

  private struct Wave: Hashable, Sendable {
    let top: Int
    let reach: Int
    let height: Int
  }

  /// Draws the waves over a story of `length` milliseconds.
  init(length: Int, seed: UInt64, from random: inout SplitMix64) {
    self.seed = seed
    waves = [(0.3, 140.0), (0.55, 90.0)].map { top, height in
      Wave(
        top: Int(Double(length) * (top + random.uniform(-0.06, 0.06))),
        reach: max(1, Int(Double(length) * random.uniform(0.22, 0.3))),
        height: Int(height * random.uniform(0.7, 1.2)))
    }
  }

  /// Tasks of others that wait at `now`, in milliseconds from the start of the story; never more
  /// than 300.
  func waiting(at now: Int) -> Int {
    let tide = waves.reduce(0) { sum, wave in
      sum + wave.height * max(0, wave.reach - abs(now - wave.top)) / wave.reach
    }
    return tide + ripple(at: now, stream: 1, below: 5)
  }

  /// Tasks of others that run at `now`; never more than 20.
  func running(at now: Int) -> Int {
    min(16, (waiting(at: now) + 9) / 10) + ripple(at: now, stream: 2, below: 3)
  }

  /// A small movement from second to second.
  private func ripple(at now: Int, stream: UInt64, below bound: Int) -> Int {
    let second = UInt64(bitPattern: Int64(now >= 0 ? now / 1000 : -1))
    var random = SplitMix64(seed: seed &+ stream &* 0x1000_0001, stream: second)
    return random.below(bound)
  }
}
