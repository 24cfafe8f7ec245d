import QueryCore

/// When a simulator misbehaves, and how: for some seconds in every twelve, each fault once before
/// any comes again.
///
/// It is a function of its seed and the moment, so the same story meets the same faults.
package struct FaultSchedule: Hashable, Sendable {
  private let seed: UInt64

  /// Milliseconds from one fault to the next; the first stretch has none, so that a story is seen
  /// to begin.
  private static let stretch = 12_000

  private static let faults: [SimulatedAnswer] = [
    .throttled(seconds: 0, asDate: false), .throttled(seconds: 0, asDate: true), .status(500),
    .status(503), .drop, .hang(seconds: 4), .slow, .truncated, .garbage, .empty, .html, .redirect,
    .oversized, .deep, .gzipBomb, .skewed(seconds: 5400), .skewed(seconds: -5400),
  ]

  /// The number of stretches after which every fault has been seen.
  static let cycle = faults.count

  package init(seed: UInt64) {
    self.seed = seed
  }

  /// How requests are answered at a moment of the story; a 429 asks for a wait until its fault is
  /// over.
  package func answer(at elapsed: Duration) -> SimulatedAnswer {
    let now = elapsed.milliseconds
    let number = now.floored(by: Self.stretch) - 1
    guard number >= 0 else { return .normal }
    var random = SplitMix64(seed: seed, stream: 1 << 32 | UInt64(number))
    let start = (number + 1) * Self.stretch + 2000 + random.below(4000)
    let end = start + 2000 + random.below(3000)
    guard (start..<end).contains(now) else { return .normal }
    let fault = deck(number / Self.cycle)[number % Self.cycle]
    guard case .throttled(_, let asDate) = fault else { return fault }
    return .throttled(seconds: max(1, (end - now + 999) / 1000), asDate: asDate)
  }

  /// The faults of one cycle in their order.
  private func deck(_ cycle: Int) -> [SimulatedAnswer] {
    var random = SplitMix64(seed: seed, stream: 2 << 32 | UInt64(cycle))
    var deck = Self.faults
    for last in stride(from: deck.count - 1, to: 0, by: -1) {
      deck.swapAt(last, random.below(last + 1))
    }
    return deck
  }
}
