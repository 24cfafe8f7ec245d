/// A stretch in which a source answered nothing well, and when it is tried again within it.
///
/// The pause between two tries grows with the time that the source has been away, since one that has
/// been away for long is likely to stay away for about as long again: 3 s and 46 % of that time, at
/// most two minutes. In the mean a source is asked within 5 s after an outage of up to 30 s, and
/// within a quarter of its length after a longer one. `querytop-bench outages` measures both.
/// All times are seconds on the engine's clock.
struct Outage: Hashable, Sendable {
  /// The longest pause, jitter included.
  static let longestPause = 120.0
  /// Requests in the first hour of an outage, whatever the pauses come to.
  static let mostInHour = 40
  /// Seconds of nothing but failures until it counts as an outage: what is over sooner is a hiccup.
  static let confirmation = 5.0
  /// Seconds after which the length of the last outage foretells nothing any more.
  private static let memory = 600.0

  /// When the first request was sent that failed.
  let since: Double
  /// Failures so far.
  private(set) var failures = 0
  /// Requests sent so far, those whose end is not known among them.
  private(set) var requests = 0
  /// The last request sent before it was known; those are counted when they fail.
  private let lastUncounted: Int
  /// How long it is likely to last by the one before it; 0 where nothing foretells it.
  private let expected: Double
  /// What the jitter of the next pause is drawn from, 0 to 1.
  private var chance = 0.5

  /// - Parameters:
  ///   - since: when the request was sent that failed first.
  ///   - newest: the last request sent so far.
  ///   - last: the outage before it; nil where there was none.
  init(since: Double, newest: Int, after last: PastOutage?) {
    self.since = since
    lastUncounted = newest
    expected = last.map { since - $0.endedAt < Self.memory ? $0.length : 0 } ?? 0
  }

  /// Counts a request that is being sent.
  mutating func send() { requests += 1 }

  /// Counts the failure of a request; `chance`, 0 to 1, is for the jitter of the next pause.
  mutating func fail(_ number: Int, chance: Double) {
    failures += 1
    if number <= lastUncounted { requests += 1 }
    self.chance = chance
  }

  /// How long it has lasted.
  func length(at now: Double) -> Double { max(0, now - since) }

  /// Seconds from a request sent now to the next.
  func pause(at now: Double) -> Double {
    let length = length(at: now)
    let curve = (3 + 0.46 * length) * (0.85 + 0.3 * chance)
    // A source that comes and goes is tried at the pace of its comings.
    let isEarly = length < 1.25 * expected
    let pause = min(curve, isEarly ? max(1, expected / 4) : .infinity)
    guard pause >= Self.longestPause else { return pause }
    let longest = Self.longestPause - 2 * chance
    let left = 3600 - length
    // What was sent too early, or was under way together at the start, is made up for.
    return left > 0 ? max(longest, left / Double(max(1, Self.mostInHour - requests))) : longest
  }
}

/// An outage that is over.
struct PastOutage: Hashable, Sendable {
  /// In seconds.
  let length: Double
  let endedAt: Double
}
